#include "core/cells.hpp"

#include <algorithm>

#include "core/streams.hpp"

namespace colorquant {
namespace {

constexpr size_t kTasks = 64;

// Sums of the cells whose first colour is one of [begin, end).
std::vector<CqSums> sum_range(const Histogram& histogram, size_t begin, size_t end, int shift) {
  const auto cell = [&](size_t i) { return z_order(histogram.colors[i]) >> shift; };
  while (begin > 0 && begin < end && cell(begin) == cell(begin - 1)) ++begin;
  std::vector<CqSums> sums;
  for (size_t i = begin; i < end;) {
    const uint32_t here = cell(i);
    int64_t count = 0, x = 0, y = 0, z = 0;
    for (; i < histogram.size() && cell(i) == here; ++i) {
      const Color color = histogram.colors[i];
      count += histogram.counts[i];
      x += histogram.counts[i] * color[0];
      y += histogram.counts[i] * color[1];
      z += histogram.counts[i] * color[2];
    }
    sums.push_back({double(count), double(x), double(y), double(z)});
  }
  return sums;
}

std::vector<CqSums> sum_histogram(const Histogram& histogram, int bits, Team& team) {
  std::array<std::vector<CqSums>, kTasks> parts;
  team.run(kTasks, [&](size_t task, unsigned) {
    const size_t begin = task * histogram.size() / kTasks;
    const size_t end = (task + 1) * histogram.size() / kTasks;
    parts[task] = sum_range(histogram, begin, end, Cells::kColorBits - bits);
  });
  std::vector<CqSums> sums;
  for (const auto& part : parts) sums.insert(sums.end(), part.begin(), part.end());
  return sums;
}

std::vector<CqSums> merge(std::span<const CqSums> cells, int bits) {
  std::vector<CqSums> merged;
  uint32_t previous = ~0u;
  for (const CqSums& sums : cells) {
    // The mean of a cell lies within it, and so within the coarser one.
    const Color mean = {static_cast<uint8_t>(sums.x / sums.count),
                        static_cast<uint8_t>(sums.y / sums.count),
                        static_cast<uint8_t>(sums.z / sums.count)};
    const uint32_t cell = z_order(mean) >> (Cells::kColorBits - bits);
    if (cell != previous) merged.push_back({});
    previous = cell;
    add(merged.back(), sums);
  }
  return merged;
}

constexpr size_t kSlice = 1 << 18;  // pixels of one unit of parallel work

// Two sums of 32 bits each in one word: count and x, y and z, the coordinates within the cell.
struct PackedSums {
  uint64_t count_and_x = 0, y_and_z = 0;
};

CqSums unpack(size_t cell, const PackedSums& sums) {
  const Color corner = color_at(static_cast<uint32_t>(cell << kRestBits));
  const double count = static_cast<double>(sums.count_and_x >> 32);
  return {count, count * corner[0] + static_cast<double>(sums.count_and_x & 0xffffffffu),
          count * corner[1] + static_cast<double>(sums.y_and_z >> 32),
          count * corner[2] + static_cast<double>(sums.y_and_z & 0xffffffffu)};
}

std::vector<CqSums> sum_pixels(std::span<const Color> pixels, Team& team) {
  std::vector<std::vector<PackedSums>> tables(team.size());
  const size_t slice_size = std::min(kSlice, pixels.size() / team.size() + 1);
  team.run((pixels.size() + slice_size - 1) / slice_size, [&](size_t slice, unsigned member) {
    auto& table = tables[member];
    if (table.empty()) table.resize(kCells);
    PackedSums* const cells = table.data();
    const size_t begin = slice * slice_size;
    const auto mine = pixels.subspan(begin, std::min(slice_size, pixels.size() - begin));
    in_streams(mine.size(), [&](size_t i) {
      const Color pixel = mine[i];
      PackedSums& sums = cells[z_order(pixel) >> kRestBits];
      sums.count_and_x += uint64_t{1} << 32 | (pixel[0] & 7);
      sums.y_and_z += uint64_t{pixel[1] & 7u} << 32 | (pixel[2] & 7);
    });
  });
  std::vector<CqSums> out;
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

Cells::Cells(const Histogram& histogram, Team& team)
    : histogram_(&histogram), team_(&team), sums_(sum_histogram(histogram, kPixelBits, team)) {}

Cells::Cells(std::span<const Color> pixels, Team& team)
    : histogram_(nullptr), team_(&team), sums_(sum_pixels(pixels, team)) {}

std::vector<CqSums> Cells::at(int bits) const {
  return bits <= kPixelBits ? merge(sums_, bits) : sum_histogram(*histogram_, bits, *team_);
}

}  // namespace colorquant
