#include "core/kmeans.hpp"

#include "core/search.hpp"

namespace colorquant {
namespace {

struct Plan {
  size_t least_points;  // of the summary, for each centre
  SearchOptions search;
  LloydOptions exact;
  size_t polish;
};

constexpr double kMomentum = 0.85;

Plan plan(Effort effort) {
  switch (effort) {
    case Effort::fast: return {8, {0, 0, {8, 0.0, kMomentum}}, {0, 0.0, 0.0}, 0};
    case Effort::balanced: return {8, {20, 4, {3, 0.0, kMomentum}}, {12, 1e-4, kMomentum}, 1};
    default: return {8, {400, 60, {6, 0.0, kMomentum}}, {60, 1e-5, kMomentum}, 8};
  }
}

}  // namespace

RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team) {
  if (histogram.size() <= k)
    return {{histogram.colors.begin(), histogram.colors.end()}, 0.0};
  const ColorTree tree(histogram, team);
  const Plan steps = plan(effort);
  const Summary summary(histogram, steps.least_points * k, team);
  Random random(seed);
  std::vector<Center> centers = plus_plus(summary, k, random);
  search(summary, centers, steps.search, random, team);
  centers = lloyd(tree, std::move(centers), steps.exact, team).centers;
  return round_palette(tree, centers, k, steps.polish, team);
}

}  // namespace colorquant
