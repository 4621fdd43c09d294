#include "core/box_tree.hpp"

#include <algorithm>

namespace colorquant {
namespace {

constexpr size_t kFan = 8;
constexpr size_t kLane = 16;

CqBox enclose(std::span<const CqBox> boxes) {
  CqBox out;
  for (int c = 0; c < 3; ++c) {
    float low = boxes[0].middle[c] - boxes[0].half[c], high = boxes[0].middle[c] + boxes[0].half[c];
    for (const CqBox& box : boxes) {
      low = std::min(low, box.middle[c] - box.half[c]);
      high = std::max(high, box.middle[c] + box.half[c]);
    }
    out.middle[c] = 0.5f * (low + high);
    out.half[c] = 0.5f * (high - low);
  }
  return out;
}

}  // namespace

Center mean_of(const CqSums& sums) {
  return {on_grid(sums.x / sums.count), on_grid(sums.y / sums.count), on_grid(sums.z / sums.count)};
}

Assignment join(std::span<const std::vector<CqSums>> parts, std::span<const Center> centers,
                double total_square) {
  Assignment out{std::vector<CqSums>(centers.size()), total_square};
  for (size_t j = 0; j < centers.size(); ++j) {
    CqSums& sum = out.sums[j];
    for (const auto& part : parts) add(sum, part[j]);
    const auto& [x, y, z] = centers[j];
    out.distortion +=
        sum.count * (x * x + y * y + z * z) - 2.0 * (x * sum.x + y * sum.y + z * sum.z);
  }
  return out;
}

BoxTree::BoxTree(size_t points) : points_(points) {
  const size_t leaves = (points + CQ_LEAF - 1) / CQ_LEAF;
  levels_.push_back({std::vector<CqBox>(leaves), std::vector<CqSums>(leaves)});
}

void BoxTree::join() {
  while (levels_.back().size() > 1) {
    const Level& below = levels_.back();
    const size_t size = (below.size() + kFan - 1) / kFan;
    Level level{std::vector<CqBox>(size), std::vector<CqSums>(size)};
    for (size_t node = 0; node < size; ++node) {
      const size_t begin = node * kFan, end = std::min(begin + kFan, below.size());
      level.boxes[node] = enclose(std::span(below.boxes).subspan(begin, end - begin));
      for (size_t child = begin; child < end; ++child) add(level.sums[node], below.sums[child]);
    }
    levels_.push_back(std::move(level));
  }
}

std::pair<size_t, size_t> BoxTree::children(size_t l, size_t node) const {
  return {node * kFan, std::min((node + 1) * kFan, levels_[l - 1].size())};
}

std::pair<size_t, size_t> BoxTree::points(size_t l, size_t node) const {
  size_t size = CQ_LEAF;
  while (l-- > 0) size *= kFan;
  return {node * size, std::min((node + 1) * size, points_)};
}

CandidateStack::CandidateStack(std::span<const Center> centers, size_t levels) {
  const size_t room = (centers.size() / kLane + 2) * kLane;  // kernels store whole vectors
  coordinates_.resize(3 * levels * room);
  indices_.resize(levels * room);
  for (size_t level = 0; level < levels; ++level) {
    float* planes = coordinates_.data() + 3 * level * room;
    lists_.push_back({planes, planes + room, planes + 2 * room, indices_.data() + level * room, 0});
  }
  CqCandidates& all = lists_.front();
  all.size = centers.size();
  for (size_t j = 0; j < centers.size(); ++j) {
    all.x[j] = static_cast<float>(centers[j][0]);
    all.y[j] = static_cast<float>(centers[j][1]);
    all.z[j] = static_cast<float>(centers[j][2]);
    all.index[j] = static_cast<int32_t>(j);
  }
}

}  // namespace colorquant
