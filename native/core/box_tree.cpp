#include "core/box_tree.hpp"

#include <algorithm>

namespace colorquant {
namespace {

constexpr size_t kFan = 8;
constexpr size_t kLane = 16;

template <size_t D>
CqBox<D> enclose(std::span<const CqBox<D>> boxes) {
  CqBox<D> out;
  for (size_t c = 0; c < D; ++c) {
    float low = boxes[0].middle[c] - boxes[0].half[c], high = boxes[0].middle[c] + boxes[0].half[c];
    for (const CqBox<D>& box : boxes) {
      low = std::min(low, box.middle[c] - box.half[c]);
      high = std::max(high, box.middle[c] + box.half[c]);
    }
    out.middle[c] = 0.5f * (low + high);
    out.half[c] = 0.5f * (high - low);
  }
  return out;
}

}  // namespace

template <size_t D>
Assignment<D> join(std::span<const std::vector<CqSums<D>>> parts,
                   std::span<const Center<D>> centers, double total_square) {
  Assignment<D> out{std::vector<CqSums<D>>(centers.size()), total_square};
  for (size_t j = 0; j < centers.size(); ++j) {
    CqSums<D>& sum = out.sums[j];
    for (const auto& part : parts) add(sum, part[j]);
    double square = 0.0, product = 0.0;
    for (size_t c = 0; c < D; ++c) {
      square += centers[j][c] * centers[j][c];
      product += centers[j][c] * sum.of[c];
    }
    out.distortion += sum.weight * square - 2.0 * product;
  }
  return out;
}

template <size_t D>
BoxTree<D>::BoxTree(size_t points) : points_(points) {
  const size_t leaves = (points + CQ_LEAF - 1) / CQ_LEAF;
  levels_.push_back({std::vector<CqBox<D>>(leaves), std::vector<CqSums<D>>(leaves)});
}

template <size_t D>
void BoxTree<D>::join() {
  while (levels_.back().size() > 1) {
    const Level& below = levels_.back();
    const size_t size = (below.size() + kFan - 1) / kFan;
    Level level{std::vector<CqBox<D>>(size), std::vector<CqSums<D>>(size)};
    for (size_t node = 0; node < size; ++node) {
      const size_t begin = node * kFan, end = std::min(begin + kFan, below.size());
      level.boxes[node] =
          enclose<D>(std::span<const CqBox<D>>(below.boxes).subspan(begin, end - begin));
      for (size_t child = begin; child < end; ++child) add(level.sums[node], below.sums[child]);
    }
    levels_.push_back(std::move(level));
  }
}

template <size_t D>
std::pair<size_t, size_t> BoxTree<D>::children(size_t l, size_t node) const {
  return {node * kFan, std::min((node + 1) * kFan, levels_[l - 1].size())};
}

template <size_t D>
std::pair<size_t, size_t> BoxTree<D>::points(size_t l, size_t node) const {
  size_t size = CQ_LEAF;
  while (l-- > 0) size *= kFan;
  return {node * size, std::min((node + 1) * size, points_)};
}

template <size_t D>
CandidateStack<D>::CandidateStack(std::span<const Center<D>> centers, size_t levels) {
  const size_t room = (centers.size() / kLane + 2) * kLane;  // kernels store whole vectors
  coordinates_.resize(D * levels * room);
  indices_.resize(levels * room);
  lists_.resize(levels);
  for (size_t level = 0; level < levels; ++level) {
    for (size_t c = 0; c < D; ++c)
      lists_[level].planes[c] = coordinates_.data() + (level * D + c) * room;
    lists_[level].index = indices_.data() + level * room;
  }
  CqCandidates<D>& all = lists_.front();
  all.size = centers.size();
  for (size_t j = 0; j < centers.size(); ++j) {
    for (size_t c = 0; c < D; ++c) all.planes[c][j] = static_cast<float>(centers[j][c]);
    all.index[j] = static_cast<int32_t>(j);
  }
}

#define CQ_INSTANTIATE(D)                                                                          \
  template Assignment<D> join(std::span<const std::vector<CqSums<D>>>, std::span<const Center<D>>, \
                              double);                                                             \
  template class BoxTree<D>;                                                                       \
  template class CandidateStack<D>;
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
