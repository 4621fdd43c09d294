#include "core/summary.hpp"

#include <algorithm>

#include "core/descent.hpp"

namespace colorquant {
namespace {

template <size_t D>
CqBox<D> enclose(const CqPoints<D>& points, size_t size) {
  CqBox<D> box;
  for (size_t c = 0; c < D; ++c) {
    const auto [low, high] = std::minmax_element(points.planes[c], points.planes[c] + size);
    box.middle[c] = 0.5f * (*low + *high);
    box.half[c] = 0.5f * (*high - *low);
  }
  return box;
}

template <size_t D>
double square_of_mean(const CqSums<D>& sums) {  // times the weight
  double square = 0.0;
  for (size_t c = 0; c < D; ++c) square += sums.of[c] * sums.of[c];
  return sums.weight == 0.0 ? 0.0 : square / sums.weight;
}

template <size_t D>
class SumVisitor {
 public:
  static constexpr int kRanks = 1;

  SumVisitor(const Summary<D>& summary, size_t k) : summary_(&summary), sums_(k) {}

  void whole(size_t level, size_t node, int32_t center) {
    add(sums_[center], summary_->boxes().level(level).sums[node]);
  }

  void leaf(size_t leaf, const CqCandidates<D>& candidates) {
    const CqPoints<D> points = summary_->leaf(leaf);
    int32_t labels[CQ_LEAF];
    point_kernels<D>().nearest_to_points(&points, &candidates, labels);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(sums_[labels[i]], points.sums[i]);
  }

  std::vector<CqSums<D>> sums() && { return std::move(sums_); }

 private:
  const Summary<D>* summary_;
  std::vector<CqSums<D>> sums_;
};

}  // namespace

template <size_t D>
Summary<D>::Summary(std::vector<CqSums<D>> cells) : sums_(std::move(cells)), boxes_(sums_.size()) {
  size_ = sums_.size();
  sums_.resize((size_ + CQ_LEAF - 1) / CQ_LEAF * CQ_LEAF);
  for (auto& plane : planes_) plane.resize(sums_.size());
  weights_.resize(sums_.size());
  for (size_t i = 0; i < sums_.size(); ++i) {
    // Padding repeats the last point, so that it changes neither boxes nor candidates.
    const Center<D> center = mean(std::min(i, size_ - 1));
    for (size_t c = 0; c < D; ++c) planes_[c][i] = static_cast<float>(center[c]);
    weights_[i] = static_cast<float>(sums_[i].weight);
    total_square_ += square_of_mean(sums_[i]);
  }
  auto& leaves = boxes_.leaves();
  for (size_t l = 0; l < leaves.size(); ++l) {
    leaves.boxes[l] = enclose(leaf(l), CQ_LEAF);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(leaves.sums[l], leaf(l).sums[i]);
  }
  boxes_.build_upper_levels();
}

template <size_t D>
CqPoints<D> Summary<D>::leaf(size_t leaf) const {
  const size_t begin = leaf * CQ_LEAF;
  CqPoints<D> points;
  for (size_t c = 0; c < D; ++c) points.planes[c] = planes_[c].data() + begin;
  points.weights = weights_.data() + begin;
  points.sums = sums_.data() + begin;
  return points;
}

template <size_t D>
Assignment<D> assign(const Summary<D>& summary, std::span<const Center<D>> centers, Team& team) {
  auto visitors = descend<SumVisitor<D>>(summary.boxes(), centers, team,
                                         [&] { return SumVisitor<D>(summary, centers.size()); });
  std::vector<std::vector<CqSums<D>>> parts;
  for (auto& visitor : visitors) parts.push_back(std::move(visitor).sums());
  return combine<D>(parts, centers, summary.total_square());
}

#define CQ_INSTANTIATE(D)    \
  template class Summary<D>; \
  template Assignment<D> assign(const Summary<D>&, std::span<const Center<D>>, Team&);
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
