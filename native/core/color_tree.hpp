// Every colour of a histogram, ready for exact assignment to the nearest of some centres.
#pragma once

#include "core/box_tree.hpp"

namespace colorquant {

class ColorTree {
 public:
  ColorTree(const Histogram& histogram, Team& team);

  const Histogram& histogram() const { return histogram_; }
  const BoxTree& boxes() const { return boxes_; }
  CqColors leaf(size_t leaf) const;
  double total_square() const { return total_square_; }  // sum of counts x |colour|^2, exact

 private:
  Histogram histogram_;
  std::array<std::vector<uint8_t>, 3> planes_;  // padded by a leaf
  BoxTree boxes_;
  double total_square_ = 0.0;
};

// Nearest is nearest and ties go to the lowest index: the answer of comparing every colour with
// every centre, at a fraction of the work. `centers` lie on the 2^-16 grid. `labels`, if not null,
// receives each colour's centre.
Assignment assign(const ColorTree& tree, std::span<const Center> centers, Team& team,
                  int32_t* labels = nullptr);

}  // namespace colorquant
