#include "core/finder.hpp"

namespace colorquant {
namespace {

constexpr float kFarAway = 1e15f;  // its square is finite

template <size_t D>
std::vector<Center<D>> in_binary64(std::span<const Point<D>> points) {
  std::vector<Center<D>> centers(points.size());
  for (size_t j = 0; j < points.size(); ++j) std::ranges::copy(points[j], centers[j].begin());
  return centers;
}

}  // namespace

template <size_t D>
Finder<D>::Finder(std::span<const Point<D>> centers)
    : stack_(in_binary64<D>(centers), 3),
      blocks_(size_t{1} << D * kBlockBits),
      cells_(size_t{1} << D * kCellBits) {}

template <size_t D>
void Finder<D>::fill(size_t cell, const Point<D>& point) {
  List& block = blocks_[place(point, kBlockBits)];
  const auto& kernels = point_kernels<D>();
  if (block.size == 0) {
    const CqBox<D> box = box_around(point, kBlockBits);
    kernels.filter(&stack_[0], &box, 1, &stack_[1]);
    block = keep(stack_[1]);
  }
  CqCandidates<D>& of_block = stack_[1];
  for (size_t c = 0; c < D; ++c)
    std::copy_n(block.planes + c * block.room, block.size, of_block.planes[c]);
  std::copy_n(block.index, block.size, of_block.index);
  of_block.size = block.size;
  const CqBox<D> box = box_around(point, kCellBits);
  kernels.filter(&of_block, &box, 1, &stack_[2]);
  cells_[cell] = keep(stack_[2]);
}

template <size_t D>
auto Finder<D>::keep(const CqCandidates<D>& found) -> List {
  const size_t room = (found.size + kLane - 1) / kLane * kLane;
  float* const planes = take(float_chunks_, floats_left_, D * room);
  int32_t* const index = take(index_chunks_, indices_left_, room);
  std::fill_n(planes, D * room, kFarAway);
  std::fill_n(index, room, 0);
  for (size_t c = 0; c < D; ++c) std::copy_n(found.planes[c], found.size, planes + c * room);
  std::copy_n(found.index, found.size, index);
  return {planes, index, static_cast<uint32_t>(found.size), static_cast<uint32_t>(room)};
}

// Memory that stays where it is, from chunks filled one after the other.
template <size_t D>
template <typename T>
T* Finder<D>::take(std::vector<std::unique_ptr<T[]>>& chunks, size_t& left, size_t n) {
  if (left < n) {
    left = std::max(kChunk, n);
    chunks.push_back(std::make_unique_for_overwrite<T[]>(left));
  }
  left -= n;
  return chunks.back().get() + left;
}

template class Finder<3>;
template class Finder<4>;

}  // namespace colorquant
