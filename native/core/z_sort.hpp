// Sorting colors by Z-order.
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/assert.hpp"
#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// A color's Z-order, and its index in the input.
template <typename P>
using Coded = std::pair<Code<P>, uint32_t>;

// One pass of a radix sort: moves `from` to `to`, stably sorted by one digit of the codes. Each
// block counts its digits; the counts tell each block where its items go.
template <typename P>
class RadixPass {
 public:
  static constexpr int kDigitBits = 11;

  RadixPass(std::span<const Coded<P>> from, int shift, Team& team) : from_(from), shift_(shift) {
    positions_.resize((from.size() + kBlock - 1) / kBlock);
    team.for_blocks(from.size(), kBlock, [&](size_t begin, size_t end, unsigned) {
      auto& counts = positions_[begin / kBlock];
      counts.resize(kDigits);
      for (const Coded<P>& coded : from_.subspan(begin, end - begin)) ++counts[digit(coded)];
    });
    uint32_t position = 0;
    for (size_t d = 0; d < kDigits; ++d)
      for (auto& positions : positions_) position += std::exchange(positions[d], position);
  }

  void move(std::span<Coded<P>> to, Team& team) {
    team.for_blocks(from_.size(), kBlock, [&](size_t begin, size_t end, unsigned) {
      uint32_t* const positions = positions_[begin / kBlock].data();
      for (const Coded<P>& coded : from_.subspan(begin, end - begin))
        to[positions[digit(coded)]++] = coded;
    });
  }

 private:
  static constexpr size_t kDigits = size_t{1} << kDigitBits, kBlock = 1 << 16;

  size_t digit(const Coded<P>& coded) const { return coded.first >> shift_ & (kDigits - 1); }

  std::span<const Coded<P>> from_;
  int shift_;
  std::vector<std::vector<uint32_t>> positions_;  // of the next of each digit, for each block
};

// The starts of the ascending runs, and the end; empty if there are more than `max_runs`.
template <typename T>
std::vector<size_t> ascending_runs(std::span<const T> values, size_t max_runs) {
  std::vector<size_t> starts{0};
  for (size_t i = 1; i < values.size(); ++i)
    if (values[i] < values[i - 1]) {
      if (starts.size() == max_runs) return {};
      starts.push_back(i);
    }
  starts.push_back(values.size());
  return starts;
}

// Merges each pair of neighboring runs of `from` into one run of `to`; returns the new starts.
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

// Stably sorts fewer than 2^32 colors by Z-order. Histograms to be added are a few ascending runs,
// which are merged; anything else is sorted by radix.
template <typename P>
std::vector<Coded<P>> z_sorted(std::span<const P> colors, Team& team) {
  constexpr size_t kMaxRuns = 16;
  CQ_ASSERT(colors.size() <= UINT32_MAX);
  std::vector<Coded<P>> sorted(colors.size()), next;
  for (size_t i = 0; i < colors.size(); ++i)
    sorted[i] = {z_order(colors[i]), static_cast<uint32_t>(i)};
  auto runs = ascending_runs<Coded<P>>(sorted, kMaxRuns);
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
