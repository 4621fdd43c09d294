// Sorting colours by Z-order.
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// A colour's Z-order, and where it came.
template <typename P>
using Coded = std::pair<Code<P>, uint32_t>;

// One pass of a radix sort: moves `from` to `to`, in the order of one digit of the codes and, where
// that is equal, as they are. Each slice counts its digits and then knows where to put its own.
template <typename P>
class RadixPass {
 public:
  static constexpr int kDigitBits = 11;

  RadixPass(std::span<const Coded<P>> from, int shift, Team& team) : from_(from), shift_(shift) {
    places_.resize((from.size() + kSlice - 1) / kSlice);
    team.run(places_.size(), [&](size_t s, unsigned) {
      places_[s].resize(kDigits);
      for (const Coded<P>& coded : slice(s)) ++places_[s][digit(coded)];
    });
    uint32_t place = 0;
    for (size_t d = 0; d < kDigits; ++d)
      for (auto& mine : places_) place += std::exchange(mine[d], place);
  }

  void move(std::span<Coded<P>> to, Team& team) {
    team.run(places_.size(), [&](size_t s, unsigned) {
      uint32_t* const places = places_[s].data();
      for (const Coded<P>& coded : slice(s)) to[places[digit(coded)]++] = coded;
    });
  }

 private:
  static constexpr size_t kDigits = size_t{1} << kDigitBits, kSlice = 1 << 16;

  size_t digit(const Coded<P>& coded) const { return coded.first >> shift_ & (kDigits - 1); }
  std::span<const Coded<P>> slice(size_t s) const {
    return from_.subspan(s * kSlice, std::min(kSlice, from_.size() - s * kSlice));
  }

  std::span<const Coded<P>> from_;
  int shift_;
  std::vector<std::vector<uint32_t>> places_;  // of each digit's next, in each slice
};

// Fewer than 2^32 colours in Z-order, equal ones in the order in which they came.
template <typename P>
std::vector<Coded<P>> z_sorted(std::span<const P> colors, Team& team) {
  std::vector<Coded<P>> sorted(colors.size()), next;
  for (size_t i = 0; i < colors.size(); ++i)
    sorted[i] = {z_order(colors[i]), static_cast<uint32_t>(i)};
  if (std::ranges::is_sorted(sorted)) return sorted;
  next.resize(colors.size());
  for (int shift = 0; shift < kCodeBits<P>; shift += RadixPass<P>::kDigitBits) {
    RadixPass<P>(sorted, shift, team).move(next, team);
    sorted.swap(next);
  }
  return sorted;
}

}  // namespace colorquant
