#include "core/kmeans.hpp"

#include <algorithm>

#include "core/cells.hpp"
#include "core/grey.hpp"
#include "core/search.hpp"

namespace colorquant {
namespace {

constexpr double kMomentum = 0.85;  // docs/performance.md: what it gains

struct Plan {
  size_t points_per_center;  // of the summary, at least
  SearchOptions search;
  LloydOptions exact;
  size_t polish;
};

Plan plan(Effort effort) {
  switch (effort) {
    case Effort::fast:
      return {8, {0, 0, {5, 0.0, kMomentum}}, {0, 0.0, 0.0}, 0};
    case Effort::balanced:
      return {24, {20, 4, {3, 0.0, kMomentum}}, {10, 1e-4, kMomentum}, 1};
    default:
      return {40, {400, 60, {6, 0.0, kMomentum}}, {60, 1e-5, kMomentum}, 8};
  }
}

std::vector<Center> find_centers(const Summary& summary, size_t k, const Plan& plan, uint64_t seed,
                                 Team& team) {
  Random random(seed);
  return search(summary, plus_plus(summary, k, random), plan.search, random, team);
}

}  // namespace

RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team) {
  if (histogram.size() <= k)
    return {{histogram.colors.begin(), histogram.colors.end()}, 0.0, true};
  if (is_grey(histogram)) return fit_grey(histogram, k);
  const Plan steps = plan(effort);
  team.begin_stage(0.0, 0.05);
  const ColorTree tree(histogram, team);
  const Summary summary(histogram, steps.points_per_center * k, team);
  team.begin_stage(0.05, 0.5);
  std::vector<Center> centers = find_centers(summary, k, steps, seed, team);
  team.begin_stage(0.5, 0.9);
  centers = lloyd(tree, std::move(centers), steps.exact, team).centers;
  team.begin_stage(0.9, 1.0);
  return round_palette(tree, centers, k, steps.polish, team);
}

std::optional<std::vector<Color>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                            Team& team) {
  const Plan steps = plan(Effort::fast);
  std::vector<CqSums> cells = sum_cells(pixels, team);
  if (cells.size() < std::max(steps.points_per_center * k, k + 1)) return std::nullopt;
  const Summary summary(std::move(cells));
  std::vector<Color> colors;
  for (const Center& center : find_centers(summary, k, steps, seed, team))
    colors.push_back(round_color(center));
  std::ranges::sort(colors);
  const bool repeats = std::ranges::adjacent_find(colors) != colors.end();
  if (repeats || colors.size() < k) return std::nullopt;
  return colors;
}

}  // namespace colorquant
