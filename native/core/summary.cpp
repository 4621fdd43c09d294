#include "core/summary.hpp"

#include <algorithm>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

CqBox enclose(const CqPoints& points, size_t size) {
  const float* const planes[3] = {points.x, points.y, points.z};
  CqBox box;
  for (int c = 0; c < 3; ++c) {
    const auto [low, high] = std::minmax_element(planes[c], planes[c] + size);
    box.middle[c] = 0.5f * (*low + *high);
    box.half[c] = 0.5f * (*high - *low);
  }
  return box;
}

class SumUp {
 public:
  static constexpr int kRanks = 1;

  SumUp(const Summary& summary, size_t k) : summary_(&summary), sums_(k) {}

  void whole(size_t level, size_t node, int32_t center) {
    add(sums_[center], summary_->boxes().level(level).sums[node]);
  }

  void leaf(size_t leaf, const CqCandidates& candidates) {
    const CqPoints points = summary_->leaf(leaf);
    int32_t labels[CQ_LEAF];
    kernels().nearest_to_points(&points, &candidates, labels);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(sums_[labels[i]], points.sums[i]);
  }

  std::vector<CqSums> sums() && { return std::move(sums_); }

 private:
  const Summary* summary_;
  std::vector<CqSums> sums_;
};

}  // namespace

Summary::Summary(std::vector<CqSums> cells) : sums_(std::move(cells)), boxes_(sums_.size()) {
  size_ = sums_.size();
  sums_.resize((size_ + CQ_LEAF - 1) / CQ_LEAF * CQ_LEAF);
  for (auto& plane : planes_) plane.resize(sums_.size());
  weights_.resize(sums_.size());
  for (size_t i = 0; i < sums_.size(); ++i) {
    // Padding repeats the last point, which keeps it out of the way of boxes and candidates.
    const Center center = mean(std::min(i, size_ - 1));
    for (int c = 0; c < 3; ++c) planes_[c][i] = static_cast<float>(center[c]);
    weights_[i] = static_cast<float>(sums_[i].count);
    total_square_ +=
        sums_[i].count == 0.0
            ? 0.0
            : (sums_[i].x * sums_[i].x + sums_[i].y * sums_[i].y + sums_[i].z * sums_[i].z) /
                  sums_[i].count;
  }
  auto& leaves = boxes_.leaves();
  for (size_t l = 0; l < leaves.size(); ++l) {
    leaves.boxes[l] = enclose(leaf(l), CQ_LEAF);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(leaves.sums[l], leaf(l).sums[i]);
  }
  boxes_.join();
}

CqPoints Summary::leaf(size_t leaf) const {
  const size_t begin = leaf * CQ_LEAF;
  return {planes_[0].data() + begin, planes_[1].data() + begin, planes_[2].data() + begin,
          weights_.data() + begin, sums_.data() + begin};
}

Center Summary::mean(size_t i) const { return mean_of(sums_[i]); }

Assignment assign(const Summary& summary, std::span<const Center> centers, Team& team) {
  auto visitors = descend<SumUp>(summary.boxes(), centers, team,
                                 [&] { return SumUp(summary, centers.size()); });
  std::vector<std::vector<CqSums>> parts;
  for (SumUp& visitor : visitors) parts.push_back(std::move(visitor).sums());
  return join(parts, centers, summary.total_square());
}

}  // namespace colorquant
