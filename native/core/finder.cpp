#include "core/finder.hpp"

#include <algorithm>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr float kFarAway = 1e15f;  // its square is finite

template <size_t D>
std::vector<Center<D>> in_binary64(std::span<const Four> points) {
  std::vector<Center<D>> centers(points.size());
  for (size_t j = 0; j < points.size(); ++j)
    for (size_t c = 0; c < D; ++c) centers[j][c] = points[j][c];
  return centers;
}

}  // namespace

template <size_t D>
Finder<D>::Finder(std::span<const Four> centers)
    : stack_(in_binary64<D>(centers), 3),
      blocks_(size_t{1} << D * kBlockBits),
      cells_(std::make_unique<uint32_t[]>(size_t{1} << D * kCellBits)),
      quads_(1) {}  // quad 0 means none

template <size_t D>
uint32_t Finder<D>::fill(Four point) {
  const auto& kernels = point_kernels<D>();
  uint32_t& block = blocks_[cell_index(point, kBlockBits)];
  CqCandidates<D>& of_block = stack_[1];
  if (block == kUnknown) {
    const CqBox<D> box = box_around(point, kBlockBits);
    kernels.filter(&stack_[0], &box, 1, &of_block);
    block = keep(of_block);
  } else {
    of_block.size = 0;
    for (uint32_t q = block; q == block || quads_[q - 1].index[3] & kMore; ++q)
      for (size_t l = 0; l < 4; ++l) {
        for (size_t c = 0; c < D; ++c) of_block.planes[c][of_block.size] = quads_[q].planes[c][l];
        of_block.index[of_block.size] = quads_[q].index[l] & ~kMore;
        of_block.size += quads_[q].planes[0][l] != kFarAway;
      }
  }
  const CqBox<D> box = box_around(point, kCellBits);
  kernels.filter(&of_block, &box, 1, &stack_[2]);
  return cells_[cell_index(point, kCellBits)] = keep(stack_[2]);
}

template <size_t D>
uint32_t Finder<D>::keep(const CqCandidates<D>& found) {
  const uint32_t first = static_cast<uint32_t>(quads_.size());
  quads_.resize(first + (found.size + 3) / 4);
  for (size_t j = 0; j < 4 * (quads_.size() - first); ++j) {
    Quad& quad = quads_[first + j / 4];
    const bool is_there = j < found.size;
    quad.index[j % 4] = is_there ? found.index[j] : 0;
    for (size_t c = 0; c < D; ++c) quad.planes[c][j % 4] = is_there ? found.planes[c][j] : kFarAway;
  }
  for (size_t q = first; q + 1 < quads_.size(); ++q) quads_[q].index[3] |= kMore;
  return first;
}

template <size_t D>
CqBox<D> Finder<D>::box_around(Four point, int bits) {
  const FourInts step = steps(point, bits);
  const float half = 128.0f / static_cast<float>(1 << bits);
  CqBox<D> box;
  for (size_t c = 0; c < D; ++c) {
    box.half[c] = half;
    box.middle[c] = static_cast<float>(2 * step[c] + 1) * half;
  }
  return box;
}

template class Finder<3>;
template class Finder<4>;

}  // namespace colorquant
