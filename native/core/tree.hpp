// The colours of a histogram as an octree whose nodes know their sums and their bounding boxes.
#pragma once

#include "core/colors.hpp"
#include "core/team.hpp"
#include "kernels/kernels.h"

namespace colorquant {

struct Node {
  uint32_t begin, end;  // the colours of the node
  uint32_t next;        // the node after the last of its subtree (nodes are in preorder)
  bool leaf;
  Color low, high;
  CqSums sums;
};

class ColorTree {
 public:
  ColorTree(const Histogram& histogram, Team& team);

  const std::vector<Node>& nodes() const { return nodes_; }
  const Histogram& histogram() const { return histogram_; }
  const CqSums& total() const { return total_; }
  double total_square() const { return total_square_; }  // sum of counts x |colour|^2, exact
  std::array<const uint8_t*, 3> planes(size_t begin) const {
    return {planes_[0].data() + begin, planes_[1].data() + begin, planes_[2].data() + begin};
  }
  // Subtrees that cover every colour once, in order: the units of parallel work.
  const std::vector<uint32_t>& roots() const { return roots_; }

 private:
  Histogram histogram_;
  std::array<std::vector<uint8_t>, 3> planes_;
  std::vector<Node> nodes_;
  std::vector<uint32_t> roots_;
  CqSums total_{};
  double total_square_ = 0.0;
};

}  // namespace colorquant
