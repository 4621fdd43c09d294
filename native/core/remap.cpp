#include "core/remap.hpp"

#include <algorithm>
#include <memory>

#include "core/box_tree.hpp"
#include "core/dispatch.hpp"

namespace colorquant {
namespace {

// Two levels of cubes: cells of side 8 (15 bits of Z-order), each of 8 cubes of side 4.
constexpr int kRestBits = 9;
constexpr size_t kCells = 1 << 15;
constexpr size_t kRests = 1 << kRestBits;
constexpr int kCubeBits = 6;
constexpr size_t kCubes = 1 << 18;
constexpr size_t kSlice = 1 << 16;  // pixels of one unit of parallel work
constexpr int kRootLevel = 2;       // 64 subtrees of the cube tree
constexpr int kCubeLevel = 6;

// Which cubes have a pixel.
class Occupancy {
 public:
  Occupancy(std::span<const Color> pixels, Team& team) : cubes_(kCubes, 0) {
    std::vector<std::vector<uint8_t>> seen(team.size());
    const size_t slices = (pixels.size() + kSlice - 1) / kSlice;
    team.run(slices, [&](size_t slice, unsigned member) {
      auto& mine = seen[member];
      if (mine.empty()) mine.resize(kCubes);
      const size_t begin = slice * kSlice;
      for (const Color pixel : pixels.subspan(begin, std::min(kSlice, pixels.size() - begin)))
        mine[z_order(pixel) >> kCubeBits] = 1;
    });
    for (const auto& mine : seen)
      for (size_t cube = 0; cube < mine.size(); ++cube) cubes_[cube] |= mine[cube];
  }

  // Whether the cube of `level` bits per channel with this prefix of the Z-order has a pixel.
  bool any(uint32_t prefix, int level) const {
    const int below = 3 * (kCubeLevel - level);
    const auto begin = cubes_.begin() + (static_cast<ptrdiff_t>(prefix) << below);
    return std::find(begin, begin + (ptrdiff_t{1} << below), 1) != begin + (ptrdiff_t{1} << below);
  }

 private:
  std::vector<uint8_t> cubes_;
};

// For each cell either its one label or the labels of its 512 colours.
template <typename Index>
class LabelTable {
 public:
  LabelTable(const Occupancy& occupancy, std::span<const Center> palette, Team& team)
      : occupancy_(occupancy), entries_(kCells, 0), cells_(kCells) {
    std::vector<std::unique_ptr<CandidateStack>> stacks(team.size());
    team.run(size_t{1} << 3 * kRootLevel, [&](size_t root, unsigned member) {
      auto& stack = stacks[member];
      if (!stack) stack = std::make_unique<CandidateStack>(palette, kCubeLevel - kRootLevel + 2);
      descend(static_cast<uint32_t>(root), kRootLevel, *stack);
    });
  }

  Index label(Color pixel) const {
    const uint32_t code = z_order(pixel);
    const Cell* cell = cells_[code >> kRestBits].get();
    return cell ? (*cell)[code & (kRests - 1)] : entries_[code >> kRestBits];
  }

 private:
  using Cell = std::array<Index, kRests>;

  void descend(uint32_t prefix, int level, CandidateStack& stack) {
    if (!occupancy_.any(prefix, level)) return;
    const Color corner = color_at(prefix << 3 * (8 - level));
    const float low[3] = {float(corner[0]), float(corner[1]), float(corner[2])};
    const float half = 0.5f * static_cast<float>((1 << (8 - level)) - 1);
    const CqBox box{{low[0] + half, low[1] + half, low[2] + half}, {half, half, half}};
    const size_t depth = static_cast<size_t>(level - kRootLevel);
    CqCandidates& candidates = stack[depth + 1];
    kernels().filter(&stack[depth], &box, 1, &candidates);
    if (candidates.size == 1)
      fill(prefix, level, candidates.index[0]);
    else if (level == kCubeLevel)
      fill_cube(prefix, low, candidates);
    else
      for (uint32_t child = 0; child < 8; ++child) descend(prefix << 3 | child, level + 1, stack);
  }

  // Every colour of a cube of any level has this label.
  void fill(uint32_t prefix, int level, int32_t label) {
    if (level == kCubeLevel) {
      Index* cube = labels_of_cube(prefix);
      std::fill(cube, cube + (1 << kCubeBits), static_cast<Index>(label));
    } else {
      const int below = 3 * (kCubeLevel - 1 - level);
      const size_t begin = static_cast<size_t>(prefix) << below;
      std::fill_n(entries_.begin() + static_cast<ptrdiff_t>(begin), size_t{1} << below,
                  static_cast<Index>(label));
    }
  }

  void fill_cube(uint32_t prefix, const float* low, const CqCandidates& candidates) {
    int32_t nearest[1 << kCubeBits];
    kernels().nearest_in_cube(low, &candidates, nearest);
    Index* cube = labels_of_cube(prefix);
    for (size_t rest = 0; rest < (1 << kCubeBits); ++rest)
      cube[rest] = static_cast<Index>(candidates.index[nearest[rest]]);
  }

  Index* labels_of_cube(uint32_t prefix) {
    auto& cell = cells_[prefix >> 3];
    if (!cell) cell.reset(new Cell);
    return cell->data() + ((prefix & 7) << kCubeBits);
  }

  const Occupancy& occupancy_;
  std::vector<Index> entries_;
  std::vector<std::unique_ptr<Cell>> cells_;
};

uint64_t squared_distance(Color a, Color b) {
  int sum = 0;
  for (int c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return static_cast<uint64_t>(sum);
}

}  // namespace

template <typename Index>
uint64_t remap(std::span<const Color> pixels, std::span<const Color> palette, Index* indices,
               Team& team) {
  std::vector<Center> centers;
  for (const Color c : palette) centers.push_back({double(c[0]), double(c[1]), double(c[2])});
  const Occupancy occupancy(pixels, team);
  const LabelTable<Index> table(occupancy, centers, team);
  const size_t slices = (pixels.size() + kSlice - 1) / kSlice;
  std::vector<uint64_t> errors(slices, 0);
  team.run(slices, [&](size_t slice, unsigned) {
    const size_t begin = slice * kSlice, end = std::min(begin + kSlice, pixels.size());
    uint64_t error = 0;
    for (size_t i = begin; i < end; ++i) {
      indices[i] = table.label(pixels[i]);
      error += squared_distance(pixels[i], palette[indices[i]]);
    }
    errors[slice] = error;
  });
  uint64_t total = 0;
  for (const uint64_t error : errors) total += error;
  return total;
}

template uint64_t remap(std::span<const Color>, std::span<const Color>, uint8_t*, Team&);
template uint64_t remap(std::span<const Color>, std::span<const Color>, uint16_t*, Team&);

}  // namespace colorquant
