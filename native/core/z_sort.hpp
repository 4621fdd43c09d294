// Sorting colors by Z-order.
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// A color's Z-order, and where it came.
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

// Where ascending runs begin, and the end; empty if they are more than `most`.
template <typename T>
std::vector<size_t> ascending_runs(std::span<const T> values, size_t most) {
  std::vector<size_t> starts{0};
  for (size_t i = 1; i < values.size(); ++i)
    if (values[i] < values[i - 1]) {
      if (starts.size() == most) return {};
      starts.push_back(i);
    }
  starts.push_back(values.size());
  return starts;
}

// Merges each two neighboring runs of `from` to one of `to`.
template <typename T>
std::vector<size_t> merge_pairs(std::span<const T> from, const std::vector<size_t>& starts,
                                std::span<T> to, Team& team) {
  const auto start = [&](size_t run) { return starts[std::min(run, starts.size() - 1)]; };
  const size_t pairs = starts.size() / 2;
  team.run(pairs, [&](size_t pair, unsigned) {
    const size_t first = start(2 * pair), second = start(2 * pair + 1), end = start(2 * pair + 2);
    const auto at = [&](size_t i) { return from.begin() + static_cast<ptrdiff_t>(i); };
    std::merge(at(first), at(second), at(second), at(end), &to[first]);
  });
  std::vector<size_t> merged;
  for (size_t pair = 0; pair <= pairs; ++pair) merged.push_back(start(2 * pair));
  return merged;
}

// Fewer than 2^32 colors in Z-order, equal ones in the order in which they came. Histograms to be
// added are a few ascending runs, which are merged; anything else is sorted by radix.
template <typename P>
std::vector<Coded<P>> z_sorted(std::span<const P> colors, Team& team) {
  constexpr size_t kFewRuns = 16;
  std::vector<Coded<P>> sorted(colors.size()), next;
  for (size_t i = 0; i < colors.size(); ++i)
    sorted[i] = {z_order(colors[i]), static_cast<uint32_t>(i)};
  auto runs = ascending_runs<Coded<P>>(sorted, kFewRuns);
  if (runs.size() == 2) return sorted;
  next.resize(colors.size());
  if (runs.empty())
    for (int shift = 0; shift < kCodeBits<P>; shift += RadixPass<P>::kDigitBits) {
      RadixPass<P>(sorted, shift, team).move(next, team);
      sorted.swap(next);
    }
  while (runs.size() > 2) {
    runs = merge_pairs<Coded<P>>(sorted, runs, next, team);
    sorted.swap(next);
  }
  return sorted;
}

}  // namespace colorquant
