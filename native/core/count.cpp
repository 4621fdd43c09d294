#include "core/count.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

namespace colorquant {
namespace {

// A cell is a cube of side 8: 15 bits of the Z-order name the cell, 9 a colour in it.
constexpr int kRestBits = 9;
constexpr size_t kCells = 1 << 15;
constexpr size_t kRests = 1 << kRestBits;
constexpr size_t kBlock = 1 << 22;  // pixels whose scattered rests are held at a time

// Counts of the colours of each cell, allocated when the cell is first met.
class CellTable {
 public:
  void add(size_t cell, std::span<const uint16_t> rests) {
    auto& slab = slabs_[cell];
    if (!slab) slab = std::make_unique<Slab>();
    for (const uint16_t rest : rests) ++(*slab)[rest];
  }

  size_t distinct(size_t cell) const {
    if (!slabs_[cell]) return 0;
    return kRests - static_cast<size_t>(std::ranges::count(*slabs_[cell], 0u));
  }

  void emit(size_t cell, Color* colors, int64_t* counts) {
    if (!slabs_[cell]) return;
    for (size_t rest = 0; rest < kRests; ++rest)
      if (const uint32_t count = (*slabs_[cell])[rest]) {
        *colors++ = color_at(static_cast<uint32_t>(cell << kRestBits | rest));
        *counts++ = count;
      }
    slabs_[cell].reset();
  }

 private:
  using Slab = std::array<uint32_t, kRests>;
  std::vector<std::unique_ptr<Slab>> slabs_ = std::vector<std::unique_ptr<Slab>>(kCells);
};

// One block of pixels sorted by cell: what follows the cell's bits, cell after cell.
class ScatteredBlock {
 public:
  void fill(std::span<const Color> pixels, Team& team) {
    const size_t slices = team.size();
    const size_t length = (pixels.size() + slices - 1) / slices;
    const auto slice = [&](size_t s) {
      const size_t begin = std::min(s * length, pixels.size());
      return pixels.subspan(begin, std::min(length, pixels.size() - begin));
    };
    rests_.resize(pixels.size());
    positions_.assign(slices, std::vector<uint32_t>(kCells, 0));
    team.run(slices, [&](size_t s, unsigned) {
      for (const Color pixel : slice(s)) ++positions_[s][z_order(pixel) >> kRestBits];
    });
    starts_.resize(kCells + 1);
    uint32_t position = 0;
    for (size_t cell = 0; cell < kCells; ++cell) {
      starts_[cell] = position;
      for (auto& positions : positions_) position += std::exchange(positions[cell], position);
    }
    starts_[kCells] = position;
    team.run(slices, [&](size_t s, unsigned) {
      for (const Color pixel : slice(s)) {
        const uint32_t code = z_order(pixel);
        rests_[positions_[s][code >> kRestBits]++] = static_cast<uint16_t>(code & (kRests - 1));
      }
    });
  }

  std::span<const uint16_t> cell(size_t cell) const {
    return std::span(rests_).subspan(starts_[cell], starts_[cell + 1] - starts_[cell]);
  }

 private:
  std::vector<uint16_t> rests_;
  std::vector<std::vector<uint32_t>> positions_;
  std::vector<uint32_t> starts_;
};

}  // namespace

ColorCounts count_colors(std::span<const Color> pixels, Team& team) {
  constexpr size_t kTasks = 256, kCellsPerTask = kCells / kTasks;
  CellTable table;
  {
    ScatteredBlock block;
    for (size_t begin = 0; begin < pixels.size(); begin += kBlock) {
      block.fill(pixels.subspan(begin, std::min(kBlock, pixels.size() - begin)), team);
      team.run(kTasks, [&](size_t task, unsigned) {
        for (size_t i = 0; i < kCellsPerTask; ++i) {
          const size_t cell = task * kCellsPerTask + i;
          if (const auto rests = block.cell(cell); !rests.empty()) table.add(cell, rests);
        }
      });
    }
  }
  std::vector<size_t> starts(kCells + 1, 0);
  team.run(kTasks, [&](size_t task, unsigned) {
    for (size_t i = 0; i < kCellsPerTask; ++i) {
      const size_t cell = task * kCellsPerTask + i;
      starts[cell + 1] = table.distinct(cell);
    }
  });
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  ColorCounts out;
  out.colors.resize(starts.back());
  out.counts.resize(starts.back());
  team.run(kTasks, [&](size_t task, unsigned) {
    for (size_t i = 0; i < kCellsPerTask; ++i) {
      const size_t cell = task * kCellsPerTask + i;
      table.emit(cell, out.colors.data() + starts[cell], out.counts.data() + starts[cell]);
    }
  });
  return out;
}

ColorCounts tally(std::span<const Color> colors, std::span<const int64_t> counts) {
  std::vector<uint64_t> keys(colors.size());  // Z-order above, place below
  for (size_t i = 0; i < colors.size(); ++i) keys[i] = uint64_t{z_order(colors[i])} << 32 | i;
  std::ranges::sort(keys);
  ColorCounts out;
  for (const uint64_t key : keys) {
    const size_t i = key & 0xffffffffu;
    if (out.colors.empty() || out.colors.back() != colors[i]) {
      out.colors.push_back(colors[i]);
      out.counts.push_back(0);
    }
    out.counts.back() += counts[i];
  }
  return out;
}

}  // namespace colorquant
