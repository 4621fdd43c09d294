// The cells of an image at any resolution: the weight and the sums of the pixels in each. A cell
// of `bits` bits is a run of the Z-order, of side 2^(8 - bits / D).
#pragma once

#include <span>
#include <vector>

#include "core/sums.hpp"
#include "core/team.hpp"

namespace colorquant {

template <typename P>
class Cells {
 public:
  static constexpr size_t D = kChannels<P>;
  static constexpr int kSide8Bits =
      static_cast<int>(5 * D);  // side 8: what is counted straight from pixels
  // A cell's 32-bit sums of coordinates up to 7 cannot overflow with this many pixels.
  static constexpr size_t kMaxPixels = 0xffffffffu / 7;

  // Of a histogram, at any resolution.
  Cells(const Histogram<P>& histogram, Team& team);
  // Of 8-bit pixels, without their histogram: at most kSide8Bits.
  Cells(std::span<const P> pixels, Team& team)
    requires std::is_same_v<P, Color>;

  int max_bits() const { return histogram_ ? kCodeBits<P> : kSide8Bits; }
  std::vector<CqSums<D>> at(int bits) const;  // those that have pixels, in Z-order

 private:
  const Histogram<P>* histogram_;
  Team* team_;
  std::vector<CqSums<D>> sums_;  // at kSide8Bits
};

}  // namespace colorquant
