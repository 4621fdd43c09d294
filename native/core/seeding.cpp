#include "core/seeding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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

// Every point's squared distance to the nearest center so far, and over each node of the tree
// their weighted sum (its share of the chance to be chosen next) and their maximum.
template <size_t D>
class Chances {
 public:
  explicit Chances(const Summary<D>& summary)
      : summary_(summary),
        tree_(summary.boxes()),
        squared_(summary.padded(), std::numeric_limits<float>::max()) {
    for (size_t l = 0; l < tree_.height(); ++l) {
      levels_.push_back({std::vector<double>(tree_.level(l).size()),
                         std::vector<float>(tree_.level(l).size(), squared_[0])});
      // Nothing is near yet: at first every point counts by its weight alone.
      for (size_t node = 0; node < tree_.level(l).size(); ++node)
        levels_[l].shares[node] = tree_.level(l).sums[node].weight;
    }
  }

  double total() const { return levels_.back().shares[0]; }

  // The point at which the running sum of shares passes `place`.
  size_t at(double place) const {
    size_t node = 0;
    for (size_t l = tree_.height() - 1; l > 0; --l) {
      const auto [begin, end] = tree_.children(l, node);
      node = pick(begin, end, place, [&](size_t child) { return levels_[l - 1].shares[child]; });
    }
    const auto [begin, end] = tree_.points(0, node);
    return pick(begin, end, place, [&](size_t i) {
      return first_ ? summary_.sums()[i].weight : double{squared_[i]} * summary_.sums()[i].weight;
    });
  }

  void add_center(const Center<D>& center) {
    first_ = false;
    float at[D];
    for (size_t c = 0; c < D; ++c) at[c] = static_cast<float>(center[c]);
    shrink(tree_.height() - 1, 0, at);
  }

 private:
  // The last one with a share takes what rounding leaves over.
  template <typename Share>
  static size_t pick(size_t begin, size_t end, double& place, const Share& share_of) {
    size_t chosen = begin;
    for (size_t i = begin; i < end; ++i) {
      const double share = share_of(i);
      if (share > 0.0) chosen = i;
      if (place < share) break;
      place -= share;
    }
    return chosen;
  }

  void shrink(size_t l, size_t node, const float center[D]) {
    Level& level = levels_[l];
    if (distance_to_box<D>(tree_.level(l).boxes[node], center) >= level.worst[node]) return;
    if (l == 0) {
      const CqPoints<D> points = summary_.leaf(node);
      level.shares[node] =
          point_kernels<D>().update_min_distance(&points, center, &squared_[node * CQ_LEAF], &level.worst[node]);
      return;
    }
    const auto [begin, end] = tree_.children(l, node);
    level.shares[node] = 0.0;
    level.worst[node] = 0.0f;
    for (size_t child = begin; child < end; ++child) {
      shrink(l - 1, child, center);
      level.shares[node] += levels_[l - 1].shares[child];
      level.worst[node] = std::max(level.worst[node], levels_[l - 1].worst[child]);
    }
  }

  struct Level {
    std::vector<double> shares;
    std::vector<float> worst;
  };

  const Summary<D>& summary_;
  const BoxTree<D>& tree_;
  std::vector<float> squared_;
  std::vector<Level> levels_;
  bool first_ = true;
};

}  // namespace

template <size_t D>
std::vector<Center<D>> plus_plus(const Summary<D>& summary, std::vector<Center<D>> centers,
                                 size_t k, Random& random, Team& team) {
  Chances<D> chances(summary);
  for (const Center<D>& center : centers) chances.add_center(center);
  const size_t size = std::min(k, centers.size() + summary.size());
  while (centers.size() < size && chances.total() > 0.0) {
    centers.push_back(summary.mean(chances.at(random.uniform() * chances.total())));
    chances.add_center(centers.back());
    team.check();
  }
  return centers;
}

#define CQ_INSTANTIATE(D)                                                                      \
  template std::vector<Center<D>> plus_plus(const Summary<D>&, std::vector<Center<D>>, size_t, \
                                            Random&, Team&);
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
