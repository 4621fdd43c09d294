#include "core/cells.hpp"

#include <algorithm>

#include "core/streams.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlocks = 64;  // units of parallel work, at most

// Sums of the cells whose first color is one of [begin, end).
template <typename P>
std::vector<CqSums<kChannels<P>>> sum_range(const Histogram<P>& histogram, size_t begin, size_t end,
                                            int shift) {
  constexpr int D = kChannels<P>;
  const auto cell = [&](size_t i) { return z_order(histogram.colors[i]) >> shift; };
  while (begin > 0 && begin < end && cell(begin) == cell(begin - 1)) ++begin;
  std::vector<CqSums<D>> sums;
  for (size_t i = begin; i < end;) {
    const Code<P> here = cell(i);
    int64_t weight = 0, totals[D] = {};
    for (; i < histogram.size() && cell(i) == here; ++i) {
      weight += histogram.weights[i];
      for (size_t c = 0; c < D; ++c) totals[c] += histogram.weights[i] * histogram.colors[i][c];
    }
    CqSums<D>& sum = sums.emplace_back();
    sum.weight = static_cast<double>(weight);
    for (size_t c = 0; c < D; ++c) sum.of[c] = kUnit<P> * static_cast<double>(totals[c]);
  }
  return sums;
}

template <typename P>
std::vector<CqSums<kChannels<P>>> sum_histogram(const Histogram<P>& histogram, int bits,
                                                Team& team) {
  const size_t block = histogram.size() / kBlocks + 1;
  std::array<std::vector<CqSums<kChannels<P>>>, kBlocks> parts;
  team.for_blocks(histogram.size(), block, [&](size_t begin, size_t end, unsigned) {
    parts[begin / block] = sum_range(histogram, begin, end, kCodeBits<P> - bits);
  });
  std::vector<CqSums<kChannels<P>>> sums;
  for (const auto& part : parts) sums.insert(sums.end(), part.begin(), part.end());
  return sums;
}

template <typename P>
std::vector<CqSums<kChannels<P>>> merge(std::span<const CqSums<kChannels<P>>> cells, int bits) {
  std::vector<CqSums<kChannels<P>>> merged;
  Code<P> previous = 0;
  for (const auto& sums : cells) {
    // The mean of a cell lies within it, and so within the coarser one.
    P mean;
    for (size_t c = 0; c < kChannels<P>; ++c)
      mean[c] = static_cast<typename P::value_type>(sums.of[c] / sums.weight / kUnit<P>);
    const Code<P> cell = z_order(mean) >> (kCodeBits<P> - bits);
    if (cell != previous || merged.empty()) merged.push_back({});
    previous = cell;
    add(merged.back(), sums);
  }
  return merged;
}

constexpr size_t kMaxBlock = 1 << 18;  // pixels of one unit of parallel work

// Two sums of 32 bits each in one word: count and x, y and z, the coordinates within the cell.
struct PackedSums {
  uint64_t count_and_x = 0, y_and_z = 0;
};

CqSums<3> unpack(size_t cell, const PackedSums& sums) {
  const Color corner = color_at(static_cast<uint32_t>(cell << kLowBits));
  const double count = static_cast<double>(sums.count_and_x >> 32);
  return {count,
          {count * corner[0] + static_cast<double>(sums.count_and_x & 0xffffffffu),
           count * corner[1] + static_cast<double>(sums.y_and_z >> 32),
           count * corner[2] + static_cast<double>(sums.y_and_z & 0xffffffffu)}};
}

std::vector<CqSums<3>> sum_pixels(std::span<const Color> pixels, Team& team) {
  std::vector<std::vector<PackedSums>> tables(team.size());
  const size_t block = std::min(kMaxBlock, pixels.size() / team.size() + 1);
  team.for_blocks(pixels.size(), block, [&](size_t begin, size_t end, unsigned member) {
    auto& table = tables[member];
    if (table.empty()) table.resize(kCells);
    PackedSums* const cells = table.data();
    const auto mine = pixels.subspan(begin, end - begin);
    in_streams(mine.size(), [&](size_t i) {
      const Color pixel = mine[i];
      PackedSums& sums = cells[z_order(pixel) >> kLowBits];
      sums.count_and_x += uint64_t{1} << 32 | (pixel[0] & 7);
      sums.y_and_z += uint64_t{pixel[1] & 7u} << 32 | (pixel[2] & 7);
    });
  });
  std::vector<CqSums<3>> out;
  for (size_t cell = 0; cell < kCells; ++cell) {
    PackedSums all;
    for (const auto& table : tables) {
      if (table.empty()) continue;
      all.count_and_x += table[cell].count_and_x;
      all.y_and_z += table[cell].y_and_z;
    }
    if (all.count_and_x > 0) out.push_back(unpack(cell, all));
  }
  return out;
}

}  // namespace

template <typename P>
Cells<P>::Cells(const Histogram<P>& histogram, Team& team)
    : histogram_(&histogram), team_(&team), sums_(sum_histogram(histogram, kSide8Bits, team)) {}

template <typename P>
Cells<P>::Cells(std::span<const P> pixels, Team& team)
  requires std::is_same_v<P, Color>
    : histogram_(nullptr), team_(&team), sums_(sum_pixels(pixels, team)) {}

template <typename P>
std::vector<CqSums<Cells<P>::D>> Cells<P>::at(int bits) const {
  return bits <= kSide8Bits ? merge<P>(sums_, bits) : sum_histogram(*histogram_, bits, *team_);
}

template class Cells<Color>;
template class Cells<DeepColor>;
template class Cells<AlphaColor>;

}  // namespace colorquant
