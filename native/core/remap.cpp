#include "core/remap.hpp"

#include <algorithm>
#include <memory>

#include "core/assert.hpp"
#include "core/descent.hpp"

namespace colorquant {
namespace {

// Two levels of cubes: cells of side 8 (15 bits of Z-order), each of 8 cubes of side 4.
constexpr int kCellLevel = 5;
constexpr size_t kCubes = 1 << 18;
constexpr int kCubeLevel = 6;
constexpr uint32_t kCubeColors = 64;
constexpr size_t kFewCandidates = 8;  // comparing them all costs less than filtering
constexpr int kRootLevel = 2;         // 64 subtrees: units of parallel work
constexpr size_t kBlock = 1 << 14;    // pixels of one unit of parallel work

// Which cubes have a pixel, in Z-order.
std::vector<uint8_t> find_occupied_cubes(std::span<const Color> pixels, Team& team) {
  std::vector<std::vector<uint8_t>> seen(team.size());
  team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned member) {
    auto& mine = seen[member];
    if (mine.empty()) mine.resize(kCubes);
    uint8_t* const cubes = mine.data();
    for (const Color pixel : pixels.subspan(begin, end - begin))
      cubes[z_order(pixel) >> 3 * (8 - kCubeLevel)] = 1;
  });
  std::vector<uint8_t> occupied = std::move(seen[0]);
  occupied.resize(kCubes);
  for (size_t member = 1; member < seen.size(); ++member)
    for (size_t cube = 0; cube < seen[member].size(); ++cube) occupied[cube] |= seen[member][cube];
  return occupied;
}

// The label of every color that occurs. A cell has one label for all its colors, or a slot of 512
// labels.
template <typename Index>
class LabelTable {
 public:
  LabelTable(std::span<const Color> pixels, std::span<const Center<3>> palette, Team& team)
      : occupied_(find_occupied_cubes(pixels, team)), cells_(kCells, Cell(0, false)) {
    allocate_slots();
    std::vector<std::unique_ptr<CandidateStack<3>>> stacks(team.size());
    team.run(size_t{1} << 3 * kRootLevel, [&](size_t root, unsigned member) {
      auto& stack = stacks[member];
      if (!stack) stack = std::make_unique<CandidateStack<3>>(palette, kCubeLevel - kRootLevel + 2);
      descend(static_cast<uint32_t>(root), kRootLevel, *stack);
    });
  }

  // Marks the labels that occur in `used`.
  void map(std::span<const Color> pixels, Index* indices, uint8_t* used) const {
    const Cell* const cells = cells_.data();
    const Index* const labels = labels_.get();
    for (size_t i = 0; i < pixels.size(); ++i) {
      const uint32_t code = z_order(pixels[i]);
      const Cell cell = cells[code >> kLowBits];
      const Index label = labels[cell.first() + (code & cell.mask())];
      indices[i] = label;
      used[label] = 1;
    }
  }

 private:
  // The first label of a cell, and the mask of the color bits that choose among its labels: 0 if
  // the cell has one label.
  class Cell {
   public:
    Cell(uint32_t slot, bool mixed) : slot_and_mixed_(slot << 1 | mixed) {}
    uint32_t first() const { return slot_and_mixed_ >> 1 << kLowBits; }
    uint32_t mask() const { return (0 - (slot_and_mixed_ & 1)) & (kLowCodes - 1); }
    void mix() { slot_and_mixed_ |= 1; }

   private:
    uint32_t slot_and_mixed_;
  };

  void allocate_slots() {
    uint32_t slots = 0;
    present_.resize(size_t{1} << 3 * kCellLevel);
    for (size_t cell = 0; cell < kCells; ++cell) {
      uint64_t cubes;
      std::copy_n(&occupied_[8 * cell], 8, reinterpret_cast<uint8_t*>(&cubes));
      present_[cell] = cubes != 0;
      cells_[cell] = Cell(slots, false);
      slots += cubes != 0;
    }
    // One more, for cells without a slot: if another thread writes to the pixels meanwhile, wrong
    // labels may result but nothing worse.
    labels_ = std::make_unique_for_overwrite<Index[]>((size_t{slots} << kLowBits) + 1);
  }

  bool occupied(uint32_t prefix, int level) const {
    const auto& marks = level == kCubeLevel ? occupied_ : present_;
    const int below = 3 * ((level == kCubeLevel ? kCubeLevel : kCellLevel) - level);
    const uint8_t* const begin = &marks[size_t{prefix} << below];
    return std::find(begin, begin + (size_t{1} << below), 1) != begin + (size_t{1} << below);
  }

  void descend(uint32_t prefix, int level, CandidateStack<3>& stack) {
    if (!occupied(prefix, level)) return;
    const Color corner = color_at(prefix << 3 * (8 - level));
    const float low[3] = {float(corner[0]), float(corner[1]), float(corner[2])};
    const float half = 0.5f * static_cast<float>((1 << (8 - level)) - 1);
    const CqBox<3> box{{low[0] + half, low[1] + half, low[2] + half}, {half, half, half}};
    const size_t depth = static_cast<size_t>(level - kRootLevel);
    CqCandidates<3>& candidates = stack[depth + 1];
    kernels().points_3.filter(&stack[depth], &box, 1, &candidates);
    if (candidates.size == 1)
      fill(prefix, level, static_cast<Index>(candidates.index[0]));
    else if (level == kCubeLevel)
      fill_cube(prefix, candidates);
    else if (level == kCellLevel && candidates.size <= kFewCandidates)
      fill_cubes(prefix, candidates);
    else
      for (uint32_t child = 0; child < 8; ++child) descend(prefix << 3 | child, level + 1, stack);
  }

  // Every color of this cube has one label.
  void fill(uint32_t prefix, int level, Index label) {
    if (level == kCubeLevel) {
      std::fill_n(labels_of_cube(prefix), kCubeColors, label);
      return;
    }
    const int below = 3 * (kCellLevel - level);
    for (size_t cell = size_t{prefix} << below; cell < size_t{prefix + 1} << below; ++cell)
      if (present_[cell]) labels_[cells_[cell].first()] = label;
  }

  void fill_cubes(uint32_t cell, const CqCandidates<3>& candidates) {
    for (uint32_t cube = cell << 3; cube < (cell + 1) << 3; ++cube)
      if (occupied_[cube]) fill_cube(cube, candidates);
  }

  void fill_cube(uint32_t prefix, const CqCandidates<3>& candidates) {
    const Color corner = color_at(prefix << 3 * (8 - kCubeLevel));
    const float base[3] = {float(corner[0]), float(corner[1]), float(corner[2])};
    if constexpr (sizeof(Index) == 1)
      kernels().pixels.label_cube_8(base, &candidates, labels_of_cube(prefix));
    else
      kernels().pixels.label_cube_16(base, &candidates, labels_of_cube(prefix));
  }

  Index* labels_of_cube(uint32_t prefix) {
    Cell& cell = cells_[prefix >> 3];
    cell.mix();
    return &labels_[cell.first() + (prefix & 7) * kCubeColors];
  }

  std::vector<uint8_t> occupied_;
  std::vector<uint8_t> present_;  // which cells have a pixel
  std::vector<Cell> cells_;
  std::unique_ptr<Index[]> labels_;
};

uint64_t squared_error(std::span<const Color> pixels, const uint8_t* indices,
                       const uint8_t (*palette)[4]) {
  return kernels().pixels.squared_error_8(pixels.data()->data(), indices, pixels.size(), palette);
}

uint64_t squared_error(std::span<const Color> pixels, const uint16_t* indices,
                       const uint8_t (*palette)[4]) {
  return kernels().pixels.squared_error_16(pixels.data()->data(), indices, pixels.size(), palette);
}

template <typename Index>
constexpr size_t kIndices = size_t{1} << 8 * sizeof(Index);  // that the type can hold

// The entries for the squared-error kernel: one for every value of an index, valid or not.
template <typename Index>
std::vector<Rgba> padded(std::span<const Color> palette) {
  std::vector<Rgba> entries(kIndices<Index>);
  for (size_t j = 0; j < palette.size(); ++j)
    entries[j] = {palette[j][0], palette[j][1], palette[j][2], 0};
  return entries;
}

Remapped summed(std::span<const uint64_t> errors, std::span<const std::vector<uint8_t>> used,
                size_t entries) {
  Remapped out{0, 0};
  for (const uint64_t error : errors) out.squared_error += error;
  for (size_t entry = 0; entry < entries; ++entry)
    out.used += std::ranges::any_of(used, [&](const auto& mine) { return mine[entry] != 0; });
  return out;
}

}  // namespace

template <typename Index>
Remapped remap(std::span<const Color> pixels, std::span<const Color> palette, Index* indices,
               Team& team) {
  CQ_ASSERT(!palette.empty() && palette.size() <= kIndices<Index>);
  const LabelTable<Index> table(pixels, as_centers(palette), team);
  const auto palette_entries = padded<Index>(palette);
  const auto* entries = reinterpret_cast<const uint8_t (*)[4]>(palette_entries.data());
  const double size = static_cast<double>(pixels.size());
  std::vector<uint64_t> errors(team.size(), 0);
  std::vector<std::vector<uint8_t>> used(team.size(), std::vector<uint8_t>(kIndices<Index>));
  team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned member) {
    const auto mine = pixels.subspan(begin, end - begin);
    table.map(mine, indices + begin, used[member].data());
    errors[member] += squared_error(mine, indices + begin, entries);
    if (member == 0) team.advance(static_cast<double>(begin) / size);
  });
  return summed(errors, used, palette.size());
}

template <typename Index>
Remapped measure(std::span<const Color> pixels, std::span<const Color> palette,
                 const Index* indices, Team& team) {
  const auto palette_entries = padded<Index>(palette);
  const auto* entries = reinterpret_cast<const uint8_t (*)[4]>(palette_entries.data());
  std::vector<uint64_t> errors(team.size(), 0);
  std::vector<std::vector<uint8_t>> used(team.size(), std::vector<uint8_t>(kIndices<Index>));
  team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned member) {
    const auto mine = pixels.subspan(begin, end - begin);
    for (size_t i = begin; i < end; ++i) used[member][indices[i]] = 1;
    errors[member] += squared_error(mine, indices + begin, entries);
  });
  return summed(errors, used, palette.size());
}

template <typename Index>
void look_up_colors(std::span<const Color> pixels, const Index* table, Index* indices, Team& team) {
  team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned) {
    for (size_t i = begin; i < end; ++i)
      indices[i] = table[pixels[i][0] << 16 | pixels[i][1] << 8 | pixels[i][2]];
  });
}

template Remapped measure(std::span<const Color>, std::span<const Color>, const uint8_t*, Team&);
template Remapped measure(std::span<const Color>, std::span<const Color>, const uint16_t*, Team&);
template void look_up_colors(std::span<const Color>, const uint8_t*, uint8_t*, Team&);
template void look_up_colors(std::span<const Color>, const uint16_t*, uint16_t*, Team&);
template Remapped remap(std::span<const Color>, std::span<const Color>, uint8_t*, Team&);
template Remapped remap(std::span<const Color>, std::span<const Color>, uint16_t*, Team&);

}  // namespace colorquant
