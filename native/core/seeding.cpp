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
float distance_to_box(const CqBox& box, const float point[3]) {
  float sum = 0.0f;
  for (int c = 0; c < 3; ++c) {
    const float outside = std::max(std::abs(point[c] - box.middle[c]) - box.half[c], 0.0f);
    sum += outside * outside;
  }
  return sum;
}

// Every point's squared distance to the nearest centre so far, and over each node of the tree
// their weighted sum (its share of the chance to be chosen next) and their maximum.
class Chances {
 public:
  explicit Chances(const Summary& summary)
      : summary_(summary),
        tree_(summary.boxes()),
        squared_(summary.padded(), std::numeric_limits<float>::max()) {
    for (size_t l = 0; l < tree_.height(); ++l) {
      levels_.push_back({std::vector<double>(tree_.level(l).size()),
                         std::vector<float>(tree_.level(l).size(), squared_[0])});
      // Nothing is near yet: at first every point counts by its weight alone.
      for (size_t node = 0; node < tree_.level(l).size(); ++node)
        levels_[l].shares[node] = tree_.level(l).sums[node].count;
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
      return first_ ? summary_.sums()[i].count : double{squared_[i]} * summary_.sums()[i].count;
    });
  }

  void add_center(size_t point) {
    first_ = false;
    const CqPoints all = summary_.leaf(0);
    const float center[3] = {all.x[point], all.y[point], all.z[point]};
    shrink(tree_.height() - 1, 0, center);
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

  void shrink(size_t l, size_t node, const float center[3]) {
    Level& level = levels_[l];
    if (distance_to_box(tree_.level(l).boxes[node], center) >= level.worst[node]) return;
    if (l == 0) {
      const CqPoints points = summary_.leaf(node);
      level.shares[node] =
          kernels().shrink(&points, center, &squared_[node * CQ_LEAF], &level.worst[node]);
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

  const Summary& summary_;
  const BoxTree& tree_;
  std::vector<float> squared_;
  std::vector<Level> levels_;
  bool first_ = true;
};

}  // namespace

std::vector<Center> plus_plus(const Summary& summary, size_t k, Random& random, Team& team) {
  Chances chances(summary);
  std::vector<Center> centers;
  while (centers.size() < std::min(k, summary.size()) && chances.total() > 0.0) {
    const size_t chosen = chances.at(random.uniform() * chances.total());
    centers.push_back(summary.mean(chosen));
    chances.add_center(chosen);
    team.check();
  }
  return centers;
}

}  // namespace colorquant
