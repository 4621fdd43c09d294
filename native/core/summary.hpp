// A coarse version of the histogram, on which the search for a good optimum runs: the means of its
// cells (cubes of the color space, or halves or quarters of cubes), weighted by their pixels.
#pragma once

#include "core/box_tree.hpp"
#include "core/team.hpp"

namespace colorquant {

template <size_t D>
class Summary {
 public:
  // Of cells in Z-order.
  explicit Summary(std::vector<CqSums<D>> cells);

  size_t size() const { return size_; }
  size_t padded() const { return sums_.size(); }  // a multiple of CQ_LEAF; padding has weight 0
  const std::vector<CqSums<D>>& sums() const { return sums_; }
  const float* plane(int c) const { return planes_[c].data(); }
  const BoxTree<D>& boxes() const { return boxes_; }
  CqPoints<D> leaf(size_t leaf) const;
  Center<D> mean(size_t i) const { return mean_of(sums_[i]); }
  double total_square() const { return total_square_; }  // sum of weight x |point|^2

 private:
  size_t size_;
  std::vector<CqSums<D>> sums_;
  std::array<std::vector<float>, D> planes_;
  std::vector<float> weights_;
  BoxTree<D> boxes_;
  double total_square_ = 0.0;
};

// Assigns every point to its nearest center, in binary32.
template <size_t D>
Assignment<D> assign(const Summary<D>& summary, std::span<const Center<D>> centers, Team& team);

}  // namespace colorquant
