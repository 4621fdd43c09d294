#include "core/cells.hpp"

#include <algorithm>

#include "core/streams.hpp"

namespace colorquant {
namespace {

constexpr int kRestBits = 9;
constexpr size_t kCells = 1 << 15;
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

}  // namespace

std::vector<CqSums> sum_cells(std::span<const Color> pixels, Team& team) {
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

}  // namespace colorquant
