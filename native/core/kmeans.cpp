#include "core/kmeans.hpp"

#include <algorithm>

#include "core/cells.hpp"
#include "core/grey.hpp"
#include "core/search.hpp"

namespace colorquant {
namespace {

constexpr double kMomentum = 0.85;  // docs/performance.md: what it gains

struct Plan {
  size_t least_points, points_per_center;  // of the summary
  size_t starts;                           // searches from different seeds
  size_t finalists;                        // those of them that go on over every colour
  SearchOptions search;
  LloydOptions exact;
  size_t polish;
};

// What each effort does was chosen on the Kodak and gb82 photographs, N from 16 to 256, as a whole
// (docs/performance.md); nothing here looks at the image.
Plan plan(Effort effort, size_t k) {
  switch (effort) {
    case Effort::fast:
      return {0, 16, 1, 1, {3, 3, {3, 0.0, kMomentum}}, {0, 0.0, 0.0}, 0};
    case Effort::balanced:
      return {0,
              24,
              std::clamp<size_t>(128 / k, 1, 3),
              1,
              {20, 4, {3, 0.0, kMomentum}},
              {10, 2e-4, kMomentum},
              1};
    default:
      return {8192,
              24,
              std::clamp<size_t>(2048 / k, 4, 24),
              2,
              {40, 6, {4, 0.0, kMomentum}},
              {60, 1e-5, kMomentum},
              8};
  }
}

LloydResult start(const Summary& summary, size_t k, const Plan& plan, uint64_t seed, Team& team) {
  Random random(seed);
  std::vector<Center> seeds = plus_plus(summary, k, random);
  return search(summary, std::move(seeds), plan.search, random, team);
}

// The finalists, best first.
std::vector<LloydResult> find_centers(const Summary& summary, size_t k, const Plan& plan,
                                      uint64_t seed, Team& team) {
  if (plan.starts == 1) return {start(summary, k, plan, seed, team)};
  std::vector<LloydResult> results(plan.starts);
  Random seeds(seed);
  std::vector<uint64_t> seed_of(plan.starts);
  for (uint64_t& s : seed_of) s = seeds.next();
  team.run(plan.starts, [&](size_t i, unsigned member) {
    Team alone(1, team.checkpoint_of(member));
    results[i] = start(summary, k, plan, seed_of[i], alone);
    if (member == 0) team.advance(static_cast<double>(i) / static_cast<double>(plan.starts));
  });
  std::ranges::stable_sort(results, {}, &LloydResult::distortion);
  results.resize(plan.finalists);
  return results;
}

}  // namespace

RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team) {
  if (histogram.size() <= k)
    return {{histogram.colors.begin(), histogram.colors.end()}, 0.0, true};
  if (is_grey(histogram)) return fit_grey(histogram, k);
  const Plan steps = plan(effort, k);
  team.begin_stage(0.0, 0.05);
  const ColorTree tree(histogram, team);
  const Summary summary(histogram, std::max(steps.least_points, steps.points_per_center * k), team);
  team.begin_stage(0.05, 0.5);
  const auto finalists = find_centers(summary, k, steps, seed, team);
  RoundedPalette best;
  for (size_t i = 0; i < finalists.size(); ++i) {
    const double share = 0.5 / static_cast<double>(finalists.size());
    team.begin_stage(0.5 + share * static_cast<double>(i), 0.5 + share * static_cast<double>(i + 1));
    const auto centers = lloyd(tree, finalists[i].centers, steps.exact, team).centers;
    RoundedPalette palette = round_palette(tree, centers, k, steps.polish, team);
    if (i == 0 || palette.distortion < best.distortion) best = std::move(palette);
  }
  return best;
}

std::optional<std::vector<Color>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                            Team& team) {
  const Plan steps = plan(Effort::fast, k);
  std::vector<CqSums> cells = sum_cells(pixels, team);
  if (cells.size() < std::max(steps.points_per_center * k, k + 1)) return std::nullopt;
  // All pixels may be grey: that has an answer of its own.
  if (std::ranges::all_of(cells, [](const CqSums& s) { return s.x == s.y && s.y == s.z; }))
    return std::nullopt;
  const Summary summary(std::move(cells));
  std::vector<Color> colors;
  for (const Center& center : start(summary, k, steps, seed, team).centers)
    colors.push_back(round_color(center));
  std::ranges::sort(colors);
  const bool repeats = std::ranges::adjacent_find(colors) != colors.end();
  if (repeats || colors.size() < k) return std::nullopt;
  return colors;
}

}  // namespace colorquant
