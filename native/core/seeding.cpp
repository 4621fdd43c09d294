#include "core/seeding.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/dispatch.hpp"

namespace colorquant {
uint64_t Random::next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::vector<Center> plus_plus(const Summary& summary, size_t k, Random& random) {
  const CqPoints points = summary.leaf(0);
  const auto& leaves = summary.boxes().level(0);
  // Nothing is near yet: at first every point counts by its weight alone.
  std::vector<float> squared(summary.padded(), 1.0f);
  std::vector<double> shares(leaves.size());
  for (size_t leaf = 0; leaf < leaves.size(); ++leaf) shares[leaf] = leaves.sums[leaf].count;
  std::vector<float> worst(leaves.size(), std::numeric_limits<float>::max());

  std::vector<Center> centers;
  while (centers.size() < std::min(k, summary.size())) {
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (total <= 0.0) break;
    double left = random.uniform() * total;
    size_t leaf = 0;
    while (leaf + 1 < leaves.size() && left >= shares[leaf]) left -= shares[leaf++];
    // The last point of the leaf that counts takes what rounding leaves over.
    size_t chosen = leaf * CQ_LEAF;
    for (size_t i = leaf * CQ_LEAF; i < (leaf + 1) * CQ_LEAF; ++i) {
      const double share = double{squared[i]} * summary.sums()[i].count;
      if (share > 0.0) chosen = i;
      if (left < share) break;
      left -= share;
    }
    if (centers.empty()) std::ranges::fill(squared, std::numeric_limits<float>::max());
    centers.push_back(summary.mean(chosen));
    const float center[3] = {points.x[chosen], points.y[chosen], points.z[chosen]};
    kernels().shrink(&points, leaves.boxes.data(), leaves.size(), center, squared.data(),
                     shares.data(), worst.data());
  }
  return centers;
}

}  // namespace colorquant
