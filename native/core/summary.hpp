// A small stand-in for the histogram, on which the search for a good optimum runs: the means of
// its cells (cubes of the colour space), weighted by their pixels.
#pragma once

#include "core/box_tree.hpp"

namespace colorquant {

class Summary {
 public:
  // Takes the coarsest cells that number at least `least` (or single colours, if need be).
  Summary(const Histogram& histogram, size_t least, Team& team);

  size_t size() const { return size_; }
  size_t padded() const { return sums_.size(); }  // a multiple of CQ_LEAF; padding weighs nothing
  const std::vector<CqSums>& sums() const { return sums_; }
  std::array<const float*, 3> planes() const {
    return {planes_[0].data(), planes_[1].data(), planes_[2].data()};
  }
  const BoxTree& boxes() const { return boxes_; }
  CqPoints leaf(size_t leaf) const;
  Center mean(size_t i) const;
  // Sum over points of weight x |mean|^2: what a distortion is counted down from.
  double total_square() const { return total_square_; }

 private:
  size_t size_;
  std::vector<CqSums> sums_;
  std::array<std::vector<float>, 3> planes_;
  BoxTree boxes_;
  double total_square_ = 0.0;
};

Center mean_of(const CqSums& sums);  // on the grid

// The sums of the points nearest to each centre.
std::vector<CqSums> assign(const Summary& summary, std::span<const Center> centers, Team& team);

// Moves each centre to its mean (one without points stays); returns the distortion (sum) of the
// points about these means.
double move_to_means(const Summary& summary, const std::vector<CqSums>& sums,
                     std::vector<Center>& centers);

// Lloyd's iteration over the summary: at most `max_iterations`, or until one lowers the distortion
// by less than `tolerance` of it. Returns the distortion (sum) at the last assignment.
double lloyd(const Summary& summary, std::vector<Center>& centers, size_t max_iterations,
             double tolerance, Team& team);

}  // namespace colorquant
