#include "core/seeding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/assert.hpp"
#include "core/dispatch.hpp"

namespace colorquant {
uint64_t Random::next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

namespace {

// The least squared distance from a point to a box.
template <size_t D>
float distance_to_box(const CqBox<D>& box, const float point[D]) {
  float sum = 0.0f;
  for (size_t c = 0; c < D; ++c) {
    const float outside = std::max(std::abs(point[c] - box.middle[c]) - box.half[c], 0.0f);
    sum += outside * outside;
  }
  return sum;
}

// Samples points with probability proportional to weight x squared distance to the nearest center
// so far. Each node of the tree has the sum of that over its points, and the largest distance.
template <size_t D>
class SamplingTree {
 public:
  explicit SamplingTree(const Summary<D>& summary)
      : summary_(summary),
        tree_(summary.boxes()),
        squared_(summary.padded(), std::numeric_limits<float>::max()) {
    for (size_t l = 0; l < tree_.height(); ++l) {
      levels_.push_back({std::vector<double>(tree_.level(l).size()),
                         std::vector<float>(tree_.level(l).size(), squared_[0])});
      // Before the first center, every point counts by its weight alone.
      for (size_t node = 0; node < tree_.level(l).size(); ++node)
        levels_[l].shares[node] = tree_.level(l).sums[node].weight;
    }
  }

  double total() const { return levels_.back().shares[0]; }

  // The point at which the cumulative sum of shares passes `target`.
  size_t at(double target) const {
    size_t node = 0;
    for (size_t l = tree_.height() - 1; l > 0; --l) {
      const auto [begin, end] = tree_.children(l, node);
      node = pick(begin, end, target, [&](size_t child) { return levels_[l - 1].shares[child]; });
    }
    const auto [begin, end] = tree_.points(0, node);
    return pick(begin, end, target, [&](size_t i) {
      return first_ ? summary_.sums()[i].weight : double{squared_[i]} * summary_.sums()[i].weight;
    });
  }

  void add_center(const Center<D>& center) {
    first_ = false;
    float at[D];
    for (size_t c = 0; c < D; ++c) at[c] = static_cast<float>(center[c]);
    update(tree_.height() - 1, 0, at);
  }

 private:
  // If rounding leaves `target` too large, the last one with a share is chosen.
  template <typename Share>
  static size_t pick(size_t begin, size_t end, double& target, const Share& share_of) {
    size_t chosen = begin;
    for (size_t i = begin; i < end; ++i) {
      const double share = share_of(i);
      if (share > 0.0) chosen = i;
      if (target < share) break;
      target -= share;
    }
    return chosen;
  }

  void update(size_t l, size_t node, const float center[D]) {
    Level& level = levels_[l];
    if (distance_to_box<D>(tree_.level(l).boxes[node], center) >= level.max_squared[node]) return;
    if (l == 0) {
      const CqPoints<D> points = summary_.leaf(node);
      level.shares[node] = point_kernels<D>().update_min_distance(
          &points, center, &squared_[node * CQ_LEAF], &level.max_squared[node]);
      return;
    }
    const auto [begin, end] = tree_.children(l, node);
    level.shares[node] = 0.0;
    level.max_squared[node] = 0.0f;
    for (size_t child = begin; child < end; ++child) {
      update(l - 1, child, center);
      level.shares[node] += levels_[l - 1].shares[child];
      level.max_squared[node] =
          std::max(level.max_squared[node], levels_[l - 1].max_squared[child]);
    }
  }

  struct Level {
    std::vector<double> shares;
    std::vector<float> max_squared;
  };

  const Summary<D>& summary_;
  const BoxTree<D>& tree_;
  std::vector<float> squared_;
  std::vector<Level> levels_;
  bool first_ = true;
};

}  // namespace

template <size_t D>
std::vector<Center<D>> kmeans_plus_plus(const Summary<D>& summary, std::vector<Center<D>> centers,
                                        size_t k, Random& random, Team& team) {
  CQ_ASSERT(k >= centers.size());
  SamplingTree<D> sampling(summary);
  for (const Center<D>& center : centers) sampling.add_center(center);
  const size_t size = std::min(k, centers.size() + summary.size());
  while (centers.size() < size && sampling.total() > 0.0) {
    centers.push_back(summary.mean(sampling.at(random.uniform() * sampling.total())));
    sampling.add_center(centers.back());
    team.check();
  }
  return centers;
}

#define CQ_INSTANTIATE(D)                                                                     \
  template std::vector<Center<D>> kmeans_plus_plus(const Summary<D>&, std::vector<Center<D>>, \
                                                   size_t, Random&, Team&);
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
