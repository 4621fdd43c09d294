// A small stand-in for the histogram, on which the search for a good optimum runs: the means of
// its cells (cubes of the colour space), weighted by their pixels.
#pragma once

#include "core/colors.hpp"
#include "core/team.hpp"
#include "kernels/kernels.h"

namespace colorquant {

class Summary {
 public:
  // Takes the coarsest cells that number at least `least` (or single colours, if need be).
  Summary(const Histogram& histogram, size_t least);

  size_t size() const { return sums_.size(); }
  size_t padded() const { return weights_.size(); }  // a multiple of 16; padding weighs nothing
  const std::vector<CqSums>& sums() const { return sums_; }
  std::array<const float*, 3> planes() const {
    return {planes_[0].data(), planes_[1].data(), planes_[2].data()};
  }
  const float* weights() const { return weights_.data(); }
  Center mean(size_t i) const;

 private:
  std::vector<CqSums> sums_;
  std::array<std::vector<float>, 3> planes_;
  std::vector<float> weights_;
};

// Lloyd's iteration over the summary, from `centers`; at most `max_iterations`, or until an
// iteration lowers the distortion by less than `tolerance` of it. Returns the distortion (sum).
double lloyd(const Summary& summary, std::vector<Center>& centers, size_t max_iterations,
             double tolerance, Team& team);

}  // namespace colorquant
