#include "core/count.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "core/dispatch.hpp"
#include "core/streams.hpp"
#include "core/z_sort.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlock = 1 << 22;  // pixels whose scattered rests are held at a time
constexpr size_t kTasks = 128;
constexpr size_t kCellsPerTask = kCells / kTasks;

// What a color of a cell adds to the cell's first color.
constexpr auto kRestColors = [] {
  std::array<Color, kRests> table{};
  for (uint32_t rest = 0; rest < kRests; ++rest) table[rest] = color_at(rest);
  return table;
}();

// How often each of a cell's colors was met.
class CellCounts {
 public:
  void add(std::span<const uint16_t> rests) {
    in_streams(rests.size(), [&](size_t i) { ++counts_[rests[i]]; });
  }

  // Moves what was counted to the end of `out`.
  void flush(size_t cell, ColorCounts<Color>& out) {
    uint16_t rests[kRests];
    uint32_t counts[kRests];
    const size_t met = kernels().pixels.drain(counts_.data(), rests, counts);
    const Color first = color_at(static_cast<uint32_t>(cell << kRestBits));
    const size_t size = out.colors.size();
    out.colors.resize(size + met);
    out.counts.resize(size + met);
    for (size_t i = 0; i < met; ++i) {
      const Color rest = kRestColors[rests[i]];
      for (size_t c = 0; c < 3; ++c)
        out.colors[size + i][c] = static_cast<uint8_t>(first[c] | rest[c]);
      out.counts[size + i] = counts[i];
    }
  }

 private:
  std::array<uint32_t, kRests> counts_{};
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
    if (room_ < pixels.size()) {
      room_ = pixels.size();
      rests_ = std::make_unique_for_overwrite<uint16_t[]>(room_);
    }
    positions_.resize(slices);
    team.run(slices, [&](size_t s, unsigned) {
      positions_[s].assign(kCells, 0);
      uint32_t* const counts = positions_[s].data();
      const auto mine = slice(s);
      in_streams(mine.size(), [&](size_t i) { ++counts[z_order(mine[i]) >> kRestBits]; });
    });
    starts_.resize(kCells + 1);
    uint32_t position = 0;
    for (size_t cell = 0; cell < kCells; ++cell) {
      starts_[cell] = position;
      for (auto& positions : positions_) position += std::exchange(positions[cell], position);
    }
    starts_[kCells] = position;
    team.run(slices, [&](size_t s, unsigned) {
      uint32_t* const positions = positions_[s].data();
      uint16_t* const rests = rests_.get();
      const auto mine = slice(s);
      in_streams(mine.size(), [&](size_t i) {
        const uint32_t code = z_order(mine[i]);
        rests[positions[code >> kRestBits]++] = static_cast<uint16_t>(code & (kRests - 1));
      });
    });
  }

  std::span<const uint16_t> cell(size_t cell) const {
    return {rests_.get() + starts_[cell], starts_[cell + 1] - starts_[cell]};
  }

 private:
  std::unique_ptr<uint16_t[]> rests_;
  size_t room_ = 0;
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

// Calls work(cell, part, scratch of the member) for every cell; parts are joined in cell order.
template <typename Work>
ColorCounts<Color> for_each_cell(Team& team, const Work& work) {
  std::vector<ColorCounts<Color>> parts(kTasks);
  std::vector<CellCounts> scratch(team.size());
  team.run(kTasks, [&](size_t task, unsigned member) {
    for (size_t cell = task * kCellsPerTask; cell < (task + 1) * kCellsPerTask; ++cell)
      work(cell, parts[task], scratch[member]);
  });
  return concatenate(parts, team);
}

}  // namespace

ColorCounts<Color> count_colors(std::span<const Color> pixels, Team& team) {
  ScatteredBlock block;
  if (pixels.size() <= kBlock) {
    block.fill(pixels, team);
    return for_each_cell(team, [&](size_t cell, ColorCounts<Color>& part, CellCounts& counts) {
      if (const auto rests = block.cell(cell); !rests.empty()) {
        counts.add(rests);
        counts.flush(cell, part);
      }
    });
  }
  // More blocks than one: each cell keeps its counts until the last.
  std::vector<std::unique_ptr<CellCounts>> cells(kCells);
  for (size_t begin = 0; begin < pixels.size(); begin += kBlock) {
    block.fill(pixels.subspan(begin, std::min(kBlock, pixels.size() - begin)), team);
    team.run(kTasks, [&](size_t task, unsigned) {
      for (size_t cell = task * kCellsPerTask; cell < (task + 1) * kCellsPerTask; ++cell)
        if (const auto rests = block.cell(cell); !rests.empty()) {
          if (!cells[cell]) cells[cell] = std::make_unique<CellCounts>();
          cells[cell]->add(rests);
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
