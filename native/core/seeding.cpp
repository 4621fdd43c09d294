#include "core/seeding.hpp"

#include <algorithm>
#include <numeric>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr size_t kLane = 16;

}  // namespace

uint64_t Random::next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::vector<Center> plus_plus(const Summary& summary, size_t k, Random& random) {
  const size_t n = summary.padded();
  const auto points = summary.planes();
  std::vector<float> squared(n, 1.0f);
  std::vector<float> weights(n);
  for (size_t i = 0; i < n; ++i) weights[i] = static_cast<float>(summary.sums()[i].count);
  std::vector<double> blocks(n / kLane);
  for (size_t b = 0; b < blocks.size(); ++b)
    blocks[b] = std::accumulate(&weights[b * kLane], &weights[b * kLane] + kLane, 0.0);

  std::vector<Center> centers;
  while (centers.size() < std::min(k, summary.size())) {
    const double total = std::accumulate(blocks.begin(), blocks.end(), 0.0);
    if (total <= 0.0) break;
    double left = random.uniform() * total;
    size_t b = 0;
    while (b + 1 < blocks.size() && left >= blocks[b]) left -= blocks[b++];
    // The last point of the block that weighs anything takes what rounding leaves over.
    size_t chosen = b * kLane;
    for (size_t i = b * kLane; i < (b + 1) * kLane; ++i) {
      const double share = static_cast<double>(squared[i]) * static_cast<double>(weights[i]);
      if (share > 0.0) chosen = i;
      if (left < share) break;
      left -= share;
    }
    if (centers.empty()) std::fill(squared.begin(), squared.end(), 3e38f);
    centers.push_back(summary.mean(chosen));
    const float center[3] = {points[0][chosen], points[1][chosen], points[2][chosen]};
    kernels().shrink(points.data(), weights.data(), n, center, squared.data(), blocks.data());
  }
  return centers;
}

}  // namespace colorquant
