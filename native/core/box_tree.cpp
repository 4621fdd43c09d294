#include "core/box_tree.hpp"

#include <algorithm>

#include "core/assert.hpp"

namespace colorquant {
namespace {

constexpr size_t kFanOut = 8;

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
BoxTree<D>::BoxTree(size_t points) : points_(points) {
  CQ_ASSERT(points > 0);
  const size_t leaves = (points + CQ_LEAF - 1) / CQ_LEAF;
  levels_.push_back({std::vector<CqBox<D>>(leaves), std::vector<CqSums<D>>(leaves)});
}

template <size_t D>
void BoxTree<D>::build_upper_levels() {
  while (levels_.back().size() > 1) {
    const Level& below = levels_.back();
    const size_t size = (below.size() + kFanOut - 1) / kFanOut;
    Level level{std::vector<CqBox<D>>(size), std::vector<CqSums<D>>(size)};
    for (size_t node = 0; node < size; ++node) {
      const size_t begin = node * kFanOut, end = std::min(begin + kFanOut, below.size());
      level.boxes[node] =
          enclose<D>(std::span<const CqBox<D>>(below.boxes).subspan(begin, end - begin));
      for (size_t child = begin; child < end; ++child) add(level.sums[node], below.sums[child]);
    }
    levels_.push_back(std::move(level));
  }
}

template <size_t D>
std::pair<size_t, size_t> BoxTree<D>::children(size_t l, size_t node) const {
  return {node * kFanOut, std::min((node + 1) * kFanOut, levels_[l - 1].size())};
}

template <size_t D>
std::pair<size_t, size_t> BoxTree<D>::points(size_t l, size_t node) const {
  size_t size = CQ_LEAF;
  while (l-- > 0) size *= kFanOut;
  return {node * size, std::min((node + 1) * size, points_)};
}

template class BoxTree<3>;
template class BoxTree<4>;

}  // namespace colorquant
