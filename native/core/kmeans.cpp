#include "core/kmeans.hpp"

#include "core/lloyd.hpp"
#include "core/seeding.hpp"
#include "core/summary.hpp"

namespace colorquant {
namespace {

struct Plan {
  size_t restarts;           // searches on the summary, of which the best goes on
  size_t summary_iterations;
  size_t exact_iterations;
  size_t polish;
};

Plan plan(Effort effort) {
  switch (effort) {
    case Effort::fast: return {1, 10, 0, 0};
    case Effort::balanced: return {2, 40, 4, 1};
    default: return {20, 300, 50, 10};
  }
}

constexpr double kTolerance = 1e-4;
constexpr size_t kPointsPerCenter = 8;

std::vector<Center> search(const Summary& summary, size_t k, const Plan& plan, uint64_t seed,
                           Team& team) {
  Random random(seed);
  std::vector<Center> best;
  double least = 0.0;
  for (size_t i = 0; i < plan.restarts; ++i) {
    std::vector<Center> centers = plus_plus(summary, k, random);
    const double distortion = lloyd(summary, centers, plan.summary_iterations, kTolerance, team);
    if (best.empty() || distortion < least) best = std::move(centers), least = distortion;
  }
  return best;
}

}  // namespace

RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team) {
  if (histogram.size() <= k)
    return {{histogram.colors.begin(), histogram.colors.end()}, 0.0};
  const ColorTree tree(histogram, team);
  const Plan steps = plan(effort);
  const Summary summary(histogram, kPointsPerCenter * k, team);
  auto centers = search(summary, k, steps, seed, team);
  centers = lloyd(tree, std::move(centers), {steps.exact_iterations, kTolerance}, team).centers;
  return round_palette(tree, centers, k, steps.polish, team);
}

}  // namespace colorquant
