#include "core/count.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "core/assert.hpp"
#include "core/dispatch.hpp"
#include "core/streams.hpp"
#include "core/z_sort.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlock = 1 << 22;            // pixels that are scattered at a time
constexpr size_t kBlockCells = kCells / 128;  // of one unit of parallel work

// Each color of a cell, relative to the cell's first color.
constexpr auto kLowColors = [] {
  std::array<Color, kLowCodes> table{};
  for (uint32_t low = 0; low < kLowCodes; ++low) table[low] = color_at(low);
  return table;
}();

// How often each color of a cell occurs.
class CellCounts {
 public:
  void add(std::span<const uint16_t> low_bits) {
    in_streams(low_bits.size(), [&](size_t i) { ++counts_[low_bits[i]]; });
  }

  // Moves the counts to the end of `out`.
  void flush(size_t cell, ColorCounts<Color>& out) {
    uint16_t low_bits[kLowCodes];
    uint32_t counts[kLowCodes];
    const size_t found = kernels().pixels.drain(counts_.data(), low_bits, counts);
    const Color first = color_at(static_cast<uint32_t>(cell << kLowBits));
    const size_t size = out.colors.size();
    out.colors.resize(size + found);
    out.counts.resize(size + found);
    for (size_t i = 0; i < found; ++i) {
      const Color low = kLowColors[low_bits[i]];
      for (size_t c = 0; c < 3; ++c)
        out.colors[size + i][c] = static_cast<uint8_t>(first[c] | low[c]);
      out.counts[size + i] = counts[i];
    }
  }

 private:
  std::array<uint32_t, kLowCodes> counts_{};
};

// One block of pixels sorted by cell: the low bits of their Z-order, cell after cell.
class ScatteredBlock {
 public:
  void fill(std::span<const Color> pixels, Team& team) {
    const size_t slice = pixels.size() / team.size() + 1;
    if (capacity_ < pixels.size()) {
      capacity_ = pixels.size();
      low_bits_ = std::make_unique_for_overwrite<uint16_t[]>(capacity_);
    }
    positions_.resize((pixels.size() + slice - 1) / slice);
    team.for_blocks(pixels.size(), slice, [&](size_t begin, size_t end, unsigned) {
      positions_[begin / slice].assign(kCells, 0);
      uint32_t* const counts = positions_[begin / slice].data();
      const auto mine = pixels.subspan(begin, end - begin);
      in_streams(mine.size(), [&](size_t i) { ++counts[z_order(mine[i]) >> kLowBits]; });
    });
    starts_.resize(kCells + 1);
    uint32_t position = 0;
    for (size_t cell = 0; cell < kCells; ++cell) {
      starts_[cell] = position;
      for (auto& positions : positions_) position += std::exchange(positions[cell], position);
    }
    starts_[kCells] = position;
    team.for_blocks(pixels.size(), slice, [&](size_t begin, size_t end, unsigned) {
      uint32_t* const positions = positions_[begin / slice].data();
      uint16_t* const low_bits = low_bits_.get();
      const auto mine = pixels.subspan(begin, end - begin);
      in_streams(mine.size(), [&](size_t i) {
        const uint32_t code = z_order(mine[i]);
        low_bits[positions[code >> kLowBits]++] = static_cast<uint16_t>(code & (kLowCodes - 1));
      });
    });
  }

  std::span<const uint16_t> cell(size_t cell) const {
    return {low_bits_.get() + starts_[cell], starts_[cell + 1] - starts_[cell]};
  }

 private:
  std::unique_ptr<uint16_t[]> low_bits_;
  size_t capacity_ = 0;
  std::vector<std::vector<uint32_t>> positions_;
  std::vector<uint32_t> starts_;
};

ColorCounts<Color> concatenate(std::vector<ColorCounts<Color>>& parts, Team& team) {
  std::vector<size_t> starts(parts.size() + 1, 0);
  for (size_t i = 0; i < parts.size(); ++i) starts[i + 1] = starts[i] + parts[i].colors.size();
  ColorCounts<Color> out;
  out.colors.resize(starts.back());
  out.counts.resize(starts.back());
  team.run(parts.size(), [&](size_t i, unsigned) {
    const ColorCounts<Color> part = std::move(parts[i]);  // its memory goes when this is done
    std::ranges::copy(part.colors, out.colors.begin() + static_cast<ptrdiff_t>(starts[i]));
    std::ranges::copy(part.counts, out.counts.begin() + static_cast<ptrdiff_t>(starts[i]));
  });
  return out;
}

// Calls work(cell, part, scratch of the member) for every cell; parts are concatenated in cell
// order.
template <typename Work>
ColorCounts<Color> for_each_cell(Team& team, const Work& work) {
  std::vector<ColorCounts<Color>> parts(kCells / kBlockCells);
  std::vector<CellCounts> scratch(team.size());
  team.for_blocks(kCells, kBlockCells, [&](size_t begin, size_t end, unsigned member) {
    for (size_t cell = begin; cell < end; ++cell)
      work(cell, parts[begin / kBlockCells], scratch[member]);
  });
  return concatenate(parts, team);
}

}  // namespace

ColorCounts<Color> count_colors(std::span<const Color> pixels, Team& team) {
  CQ_ASSERT(pixels.size() <= UINT32_MAX);
  ScatteredBlock block;
  if (pixels.size() <= kBlock) {
    block.fill(pixels, team);
    return for_each_cell(team, [&](size_t cell, ColorCounts<Color>& part, CellCounts& counts) {
      if (const auto low_bits = block.cell(cell); !low_bits.empty()) {
        counts.add(low_bits);
        counts.flush(cell, part);
      }
    });
  }
  // Several blocks: each cell keeps its counts until the last one.
  std::vector<std::unique_ptr<CellCounts>> cells(kCells);
  for (size_t begin = 0; begin < pixels.size(); begin += kBlock) {
    block.fill(pixels.subspan(begin, std::min(kBlock, pixels.size() - begin)), team);
    team.for_blocks(kCells, kBlockCells, [&](size_t first, size_t end, unsigned) {
      for (size_t cell = first; cell < end; ++cell)
        if (const auto low_bits = block.cell(cell); !low_bits.empty()) {
          if (!cells[cell]) cells[cell] = std::make_unique<CellCounts>();
          cells[cell]->add(low_bits);
        }
    });
  }
  return for_each_cell(team, [&](size_t cell, ColorCounts<Color>& part, CellCounts&) {
    if (cells[cell]) cells[cell]->flush(cell, part);
    cells[cell].reset();
  });
}

template <typename P>
ColorCounts<P> tally(std::span<const P> colors, std::span<const int64_t> counts,
                     std::span<const int64_t> weights, Team& team) {
  CQ_ASSERT(counts.size() == colors.size());
  CQ_ASSERT(weights.empty() || weights.size() == colors.size());
  ColorCounts<P> out;
  for (const auto& [code, i] : z_sorted(colors, team)) {
    if (out.colors.empty() || out.colors.back() != colors[i]) {
      out.colors.push_back(colors[i]);
      out.counts.push_back(0);
      if (!weights.empty()) out.weights.push_back(0);
    }
    out.counts.back() += counts[i];
    if (!weights.empty()) out.weights.back() += weights[i];
  }
  return out;
}

#define CQ_INSTANTIATE(P)                                                     \
  template ColorCounts<P> tally(std::span<const P>, std::span<const int64_t>, \
                                std::span<const int64_t>, Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(Rgba)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)

}  // namespace colorquant
