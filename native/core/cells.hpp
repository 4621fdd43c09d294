// The cells of an image at any resolution: how many pixels each has, and their sums. A cell of
// `bits` bits is a run of the Z-order, of side 2^(8 - bits / 3); 24 bits are single colours.
#pragma once

#include <span>
#include <vector>

#include "core/box_tree.hpp"
#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

class Cells {
 public:
  static constexpr int kColorBits = 24;
  static constexpr int kPixelBits = 15;  // side 8: what is counted straight from pixels
  // So many pixels at most, or a cell's 32-bit sums of coordinates up to 7 could overflow.
  static constexpr size_t kMostPixels = 0xffffffffu / 7;

  // Of a histogram, at any resolution.
  Cells(const Histogram& histogram, Team& team);
  // Of pixels, without their histogram: at most kPixelBits.
  Cells(std::span<const Color> pixels, Team& team);

  int most_bits() const { return histogram_ ? kColorBits : kPixelBits; }
  std::vector<CqSums> at(int bits) const;  // those that have pixels, in Z-order

 private:
  const Histogram* histogram_;
  Team* team_;
  std::vector<CqSums> sums_;  // at kPixelBits
};

}  // namespace colorquant
