// A small stand-in for the histogram, on which the search for a good optimum runs: the means of
// its cells (cubes of the colour space, or halves or quarters of cubes), weighted by their pixels.
#pragma once

#include "core/box_tree.hpp"

namespace colorquant {

class Summary {
 public:
  // Of cells in Z-order.
  explicit Summary(std::vector<CqSums> cells);

  size_t size() const { return size_; }
  size_t padded() const { return sums_.size(); }  // a multiple of CQ_LEAF; padding weighs nothing
  const std::vector<CqSums>& sums() const { return sums_; }
  std::array<const float*, 3> planes() const {
    return {planes_[0].data(), planes_[1].data(), planes_[2].data()};
  }
  const BoxTree& boxes() const { return boxes_; }
  CqPoints leaf(size_t leaf) const;
  Center mean(size_t i) const;
  double total_square() const { return total_square_; }  // sum of weights x |point|^2

 private:
  size_t size_;
  std::vector<CqSums> sums_;
  std::array<std::vector<float>, 3> planes_;
  std::vector<float> weights_;
  BoxTree boxes_;
  double total_square_ = 0.0;
};

// Assigns every point to its nearest centre, as far as binary32 can tell.
Assignment assign(const Summary& summary, std::span<const Center> centers, Team& team);

}  // namespace colorquant
