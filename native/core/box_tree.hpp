// Points in Z-order, cut into runs of CQ_LEAF, with the bounding box and the sums of each run, of
// each 8 runs, of each 64, and so on: a packed R-tree (Kamel & Faloutsos 1993,
// doi:10.1145/170088.170403). It needs no pointers and is built in one sweep.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/sums.hpp"

namespace colorquant {

template <size_t D>
class BoxTree {
 public:
  struct Level {
    std::vector<CqBox<D>> boxes;
    std::vector<CqSums<D>> sums;
    size_t size() const { return boxes.size(); }
  };

  // The caller fills the leaves, one for each run of `points`, then calls build_upper_levels().
  explicit BoxTree(size_t points);
  void build_upper_levels();

  const Level& level(size_t l) const { return levels_[l]; }
  Level& leaves() { return levels_.front(); }
  size_t height() const { return levels_.size(); }
  const CqSums<D>& total() const { return levels_.back().sums[0]; }  // needs the upper levels

  // Half-open ranges: the children of a node on the level below, and its points.
  std::pair<size_t, size_t> children(size_t l, size_t node) const;
  std::pair<size_t, size_t> points(size_t l, size_t node) const;

 private:
  size_t points_;
  std::vector<Level> levels_;
};

}  // namespace colorquant
