#include "core/kmeans.hpp"

#include <algorithm>
#include <cmath>

#include "core/cells.hpp"
#include "core/grey.hpp"
#include "core/search.hpp"

namespace colorquant {
namespace {

constexpr double kMomentum = 0.85;  // docs/performance.md: what it gains

struct Plan {
  double resolution;  // side^2 of the cells that are searched, in units of the distortion
  size_t starts;      // searches from different seeds
  size_t finalists;   // those of them that go on over every colour
  SearchOptions search;
  LloydOptions settle;  // on finer cells, which cost little
  LloydOptions exact;
  size_t polish;
};

// What each effort does was chosen on the Kodak and gb82 photographs, N from 16 to 256, as a whole
// (docs/performance.md).
Plan plan(Effort effort, size_t k) {
  switch (effort) {
    case Effort::fast:
      return {3.0, 1, 1, {3, 3, {4, 0.0, kMomentum}}, {4, 0.0, kMomentum}, {3, 0.0, kMomentum}, 1};
    case Effort::balanced:
      return {1.0,
              std::clamp<size_t>(128 / k, 1, 5),
              1,
              {std::clamp<size_t>(20 * 512 / k, 6, 20), 4, {3, 0.0, kMomentum}},
              {8, 0.0, kMomentum},
              {10, 2e-4, kMomentum},
              1};
    default:
      return {0.5,
              std::clamp<size_t>(2048 / k, 6, 64),
              3,
              {60, 8, {6, 0.0, kMomentum}},
              {20, 1e-5, kMomentum},
              {60, 1e-5, kMomentum},
              8};
  }
}

// Finds centres on cells that are as coarse as they can be without misleading the search: their
// side is no more than the root of the distortion (times a factor), as found by a first short fit.
class Searcher {
 public:
  Searcher(const Cells& cells, size_t k, const Plan& plan, uint64_t seed, Team& team)
      : k_(k), plan_(plan), random_(seed), bits_(kFirstBits), summary_(cells.at(bits_)) {
    while (bits_ < Cells::kPixelBits && summary_.size() < kFirstPoints * k)
      summary_ = Summary(cells.at(++bits_));
    for (int bits; (bits = bits_needed(team)) > bits_;) {
      fine_enough_ = bits <= cells.most_bits();
      if (!fine_enough_) break;
      bits_ = bits;
      summary_ = Summary(cells.at(bits_));
    }
    if (bits_ < Cells::kPixelBits) finer_.emplace(cells.at(Cells::kPixelBits));
  }

  bool fine_enough() const { return fine_enough_; }
  int bits() const { return bits_; }

  // The finalists, best first.
  std::vector<LloydResult> find(Team& team) {
    std::vector<Random> randoms;
    for (size_t i = 0; i < plan_.starts; ++i) randoms.emplace_back(random_.next());
    if (plan_.starts == 1) return {find_from(first_, randoms[0], team)};
    std::vector<LloydResult> results(plan_.starts);
    team.run(plan_.starts, [&](size_t i, unsigned member) {
      Team alone(1, team.checkpoint_of(member));
      auto seeds = i == 0 ? first_ : plus_plus(summary_, k_, randoms[i], alone);
      results[i] = find_from(std::move(seeds), randoms[i], alone);
      if (member == 0) team.advance(static_cast<double>(i) / static_cast<double>(plan_.starts));
    });
    std::ranges::stable_sort(results, {}, &LloydResult::distortion);
    results.resize(plan_.finalists);
    return results;
  }

 private:
  static constexpr int kFirstBits = 9;
  static constexpr size_t kFirstPoints = 16;  // for each centre, in the first short fit

  LloydResult find_from(std::vector<Center> seeds, Random& random, Team& team) const {
    LloydResult found = search(summary_, std::move(seeds), plan_.search, random, team);
    if (!finer_) return found;
    return lloyd(*finer_, std::move(found.centers), plan_.settle, team);
  }

  // 2^(2 (8 - bits / 3)), without a library function that may differ between machines.
  static double squared_side(int bits) {
    constexpr double kThirds[3] = {1.0, 0.6299605249474366, 0.3968502629920499};  // 4^(-n / 3)
    return std::ldexp(kThirds[bits % 3], 16 - 2 * (bits / 3));
  }

  // For cells that are small beside the distortion that a short fit on the present ones finds,
  // and that number more than the centres.
  int bits_needed(Team& team) {
    constexpr size_t kLeastPoints = 4;  // for each centre
    if (summary_.size() < kLeastPoints * k_ && bits_ < Cells::kColorBits) return bits_ + 1;
    if (first_.size() < k_) first_ = plus_plus(summary_, k_, random_, team);
    LloydResult fit = lloyd(summary_, std::move(first_), {3, 0.0, kMomentum}, team);
    first_ = std::move(fit.centers);
    // Of a cell's own colours, about a tenth of its squared side adds to what the fit sees.
    const double distortion =
        fit.distortion / summary_.boxes().total().count + 0.1 * squared_side(bits_);
    int bits = bits_;
    while (bits < Cells::kColorBits && squared_side(bits) > plan_.resolution * distortion) ++bits;
    return bits;
  }

  size_t k_;
  const Plan& plan_;
  Random random_;
  int bits_;
  Summary summary_;
  std::vector<Center> first_;     // of the short fits; the first search starts from them
  std::optional<Summary> finer_;  // to settle on, where the search has coarser cells than it need
  bool fine_enough_ = true;
};

// `from` and `to` are where this begins and ends as a share of the whole work.
RoundedPalette fit(const ColorTree& tree, const Cells& cells, size_t k, Effort effort,
                   uint64_t seed, double from, double to, Team& team) {
  const Plan steps = plan(effort, k);
  const double middle = 0.5 * (from + to);
  team.begin_stage(from, middle);
  Searcher searcher(cells, k, steps, seed, team);
  const auto finalists = searcher.find(team);
  team.begin_stage(middle, to);
  if (effort == Effort::fast && searcher.bits() <= Cells::kPixelBits)
    return round_palette(tree, finalists[0].centers, k, 0, team);  // as fit_cells does
  RoundedPalette best;
  for (const LloydResult& finalist : finalists) {
    const auto centers = lloyd(tree, finalist.centers, steps.exact, team).centers;
    RoundedPalette palette = round_palette(tree, centers, k, steps.polish, team);
    if (best.colors.empty() || palette.distortion < best.distortion) best = std::move(palette);
    team.advance(static_cast<double>(&finalist - finalists.data() + 1) /
                 static_cast<double>(finalists.size()));
  }
  return best;
}

RoundedPalette all_colors(const Histogram& histogram) {
  std::vector<Color> colors(histogram.colors.begin(), histogram.colors.end());
  std::ranges::sort(colors, darker);
  return {std::move(colors), 0.0, true};
}

}  // namespace

RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team) {
  if (histogram.size() <= k) return all_colors(histogram);
  if (is_grey(histogram)) return fit_grey(histogram, k);
  const ColorTree tree(histogram, team);
  const Cells cells(histogram, team);
  const bool best = effort == Effort::best;
  const double balanced_share = best ? 0.2 : 1.0;
  RoundedPalette palette =
      fit(tree, cells, k, std::min(effort, Effort::balanced), seed, 0.0, balanced_share, team);
  if (!best) return palette;
  RoundedPalette other = fit(tree, cells, k, effort, seed, balanced_share, 1.0, team);
  return other.distortion < palette.distortion ? other : palette;
}

std::optional<std::vector<Color>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                            Team& team) {
  if (pixels.size() > Cells::kMostPixels) return std::nullopt;
  const Plan steps = plan(Effort::fast, k);
  const Cells cells(pixels, team);
  // All pixels may be grey: that has an answer of its own.
  if (std::ranges::all_of(cells.at(Cells::kPixelBits),
                          [](const CqSums& s) { return s.x == s.y && s.y == s.z; }))
    return std::nullopt;
  Searcher searcher(cells, k, steps, seed, team);
  if (!searcher.fine_enough()) return std::nullopt;
  std::vector<Color> colors;
  const auto found = searcher.find(team);
  for (const Center& center : found[0].centers) colors.push_back(round_color(center));
  std::ranges::sort(colors, darker);
  const bool repeats = std::ranges::adjacent_find(colors) != colors.end();
  if (repeats || colors.size() < k) return std::nullopt;
  return colors;
}

}  // namespace colorquant
