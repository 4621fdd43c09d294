#include "core/kmeans.hpp"

#include <algorithm>
#include <cmath>

#include "core/assert.hpp"
#include "core/cells.hpp"
#include "core/gray.hpp"
#include "core/search.hpp"

namespace colorquant {
namespace {

constexpr double kMomentum = 0.85;  // docs/performance.md: what it gains

struct Plan {
  double resolution;  // side^2 of the cells that are searched, in units of the distortion
  size_t starts;      // searches from different seeds
  size_t finalists;   // those of them that go on over every color
  SearchOptions search;
  LloydOptions refine;  // on finer cells, which cost little
  LloydOptions exact;
  size_t polish;
};

// The effort levels were chosen on the Kodak and gb82 photographs, N from 16 to 256, as a whole
// (docs/performance.md).
Plan plan_without_fixed(Effort effort, size_t k) {
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
    case Effort::best:
      break;
  }
  return {0.5,
          std::clamp<size_t>(2048 / k, 6, 64),
          3,
          {60, 8, {6, 0.0, kMomentum}},
          {20, 1e-5, kMomentum},
          {60, 1e-5, kMomentum},
          8};
}

// The first `fixed` centers do not move.
Plan plan(Effort effort, size_t k, size_t fixed = 0) {
  Plan plan = plan_without_fixed(effort, k);
  for (LloydOptions* options : {&plan.search.refine, &plan.refine, &plan.exact})
    options->fixed = fixed;
  return plan;
}

// Finds centers on the coarsest cells that do not mislead the search: their side is at most the
// root of the distortion (times a factor), as a first short fit finds it.
template <typename P>
class Searcher {
 public:
  static constexpr size_t D = kChannels<P>;

  // The first centers are those in `fixed`, which stay where they are.
  Searcher(const Cells<P>& cells, size_t k, const Plan& plan, std::vector<Center<D>> fixed,
           uint64_t seed, Team& team)
      : k_(k),
        plan_(plan),
        fixed_(std::move(fixed)),
        random_(seed),
        bits_(kFirstBits),
        summary_(cells.at(bits_)) {
    while (bits_ < Cells<P>::kSide8Bits && summary_.size() < kFirstPoints * k)
      summary_ = Summary<D>(cells.at(++bits_));
    for (int bits; (bits = bits_needed(team)) > bits_;) {
      fine_enough_ = bits <= cells.max_bits();
      if (!fine_enough_) break;
      bits_ = bits;
      summary_ = Summary<D>(cells.at(bits_));
    }
    if (bits_ < Cells<P>::kSide8Bits) finer_.emplace(cells.at(Cells<P>::kSide8Bits));
  }

  bool fine_enough() const { return fine_enough_; }
  int bits() const { return bits_; }

  // The finalists, best first.
  std::vector<LloydResult<D>> find(Team& team) {
    std::vector<Random> randoms;
    for (size_t i = 0; i < plan_.starts; ++i) randoms.emplace_back(random_.next());
    if (plan_.starts == 1) return {find_from(first_, randoms[0], team)};
    std::vector<LloydResult<D>> results(plan_.starts);
    team.run(plan_.starts, [&](size_t i, unsigned member) {
      Team alone(1, team.checkpoint_of(member));
      auto seeds = i == 0 ? first_ : kmeans_plus_plus(summary_, fixed_, k_, randoms[i], alone);
      results[i] = find_from(std::move(seeds), randoms[i], alone);
      if (member == 0) team.advance(static_cast<double>(i) / static_cast<double>(plan_.starts));
    });
    std::ranges::stable_sort(results, {}, &LloydResult<D>::distortion);
    results.resize(plan_.finalists);
    return results;
  }

 private:
  static constexpr int kFirstBits = static_cast<int>(3 * D);
  static constexpr size_t kFirstPoints = 16;  // for each center, in the first short fit

  LloydResult<D> find_from(std::vector<Center<D>> seeds, Random& random, Team& team) const {
    LloydResult<D> found = search(summary_, std::move(seeds), plan_.search, random, team);
    if (!finer_) return found;
    return lloyd(*finer_, std::move(found.centers), plan_.refine, team);
  }

  // 2^(2 (8 - bits / D)), without a library function that may differ between machines.
  static double squared_side(int bits) {
    constexpr double kThirds[3] = {1.0, 0.6299605249474366, 0.3968502629920499};  // 4^(-n / 3)
    constexpr double kQuarters[4] = {1.0, 0.7071067811865476, 0.5, 0.3535533905932738};
    return std::ldexp(D == 3 ? kThirds[bits % 3] : kQuarters[bits % 4],
                      16 - 2 * (bits / static_cast<int>(D)));
  }

  // For cells that are small compared with the distortion of a short fit on the current ones, and
  // more numerous than the centers.
  int bits_needed(Team& team) {
    constexpr size_t kMinPoints = 4;  // for each center
    if (summary_.size() < kMinPoints * k_ && bits_ < kCodeBits<P>) return bits_ + 1;
    if (first_.size() < k_) first_ = kmeans_plus_plus(summary_, fixed_, k_, random_, team);
    LloydResult<D> fit =
        lloyd(summary_, std::move(first_), {3, 0.0, kMomentum, fixed_.size()}, team);
    first_ = std::move(fit.centers);
    // The variance of the colors within a cell adds about a tenth of its squared side.
    const double distortion =
        fit.distortion / summary_.boxes().total().weight + 0.1 * squared_side(bits_);
    int bits = bits_;
    while (bits < kCodeBits<P> && squared_side(bits) > plan_.resolution * distortion) ++bits;
    return bits;
  }

  size_t k_;
  const Plan& plan_;
  std::vector<Center<D>> fixed_;
  Random random_;
  int bits_;
  Summary<D> summary_;
  std::vector<Center<D>> first_;     // of the short fits; the first search starts from them
  std::optional<Summary<D>> finer_;  // to refine on, where the search runs on coarse cells
  bool fine_enough_ = true;
};

// The fit of one image.
template <typename P>
class Fit {
 public:
  static constexpr size_t D = kChannels<P>;

  Fit(const Histogram<P>& histogram, size_t k, uint64_t seed, const FixedEntries<D>& fixed,
      Team& team)
      : tree_(histogram, team),
        cells_(histogram, team),
        k_(k),
        seed_(seed),
        fixed_(fixed),
        team_(team) {}

  // `from` and `to` are its begin and end as shares of the whole work.
  RoundedPalette palette(Effort effort, const Rounding<D>& rounding, double from, double to) {
    const auto round = [&](std::span<const Center<D>> centers, size_t polish) {
      return round_palette(tree_, rounding, centers, fixed_.entries, k_, polish, team_);
    };
    const Plan steps = plan(effort, k_, fixed_.centers.size());
    const auto [finalists, bits] = search_cells(steps, from, to);
    if (effort == Effort::fast && bits <= Cells<P>::kSide8Bits)
      return round(finalists[0].centers, 0);  // as fit_cells does
    RoundedPalette best;
    refine_each(finalists, steps.exact, [&](const LloydResult<D>& refined) {
      RoundedPalette palette = round(refined.centers, steps.polish);
      if (best.entries.empty() || palette.distortion < best.distortion) best = std::move(palette);
    });
    return best;
  }

  // The same without rounding.
  LloydResult<D> centers(Effort effort, double from, double to) {
    const Plan steps = plan(effort, k_, fixed_.centers.size());
    const auto finalists = search_cells(steps, from, to).finalists;
    LloydResult<D> best;
    refine_each(finalists, steps.exact, [&](LloydResult<D> refined) {
      if (best.centers.empty() || refined.distortion < best.distortion) best = std::move(refined);
    });
    return best;
  }

 private:
  struct Searched {
    std::vector<LloydResult<D>> finalists;
    int bits;  // of the cells that they were found on
  };

  // The first half of a fit; begins the stage of the second half before it returns.
  Searched search_cells(const Plan& steps, double from, double to) {
    const double middle = 0.5 * (from + to);
    team_.begin_stage(from, middle);
    Searcher<P> searcher(cells_, k_, steps, fixed_.centers, seed_, team_);
    Searched searched{searcher.find(team_), searcher.bits()};
    team_.begin_stage(middle, to);
    return searched;
  }

  // Runs Lloyd's iteration over every color from each finalist and calls visit(result).
  template <typename Visit>
  void refine_each(std::span<const LloydResult<D>> finalists, const LloydOptions& options,
                   const Visit& visit) {
    for (size_t i = 0; i < finalists.size(); ++i) {
      visit(lloyd(tree_, finalists[i].centers, options, team_));
      team_.advance(static_cast<double>(i + 1) / static_cast<double>(finalists.size()));
    }
  }

  ColorTree<P> tree_;
  Cells<P> cells_;
  size_t k_;
  uint64_t seed_;
  const FixedEntries<D>& fixed_;
  Team& team_;
};

constexpr double kBalancedShare = 0.2;  // of the work at effort best

template <typename P>
RoundedPalette all_colors(const Histogram<P>& histogram, const Rounding<kChannels<P>>& rounding,
                          const FixedEntries<kChannels<P>>& fixed) {
  std::vector<Rgba> entries = rounding.entries(as_centers(histogram.colors));
  entries.insert(entries.end(), fixed.entries.begin(), fixed.entries.end());
  std::ranges::sort(entries, darker);
  const auto repeated = std::ranges::unique(entries);
  entries.erase(repeated.begin(), repeated.end());
  return {std::move(entries), 0.0, true};
}

}  // namespace

template <typename P>
RoundedPalette fit_kmeans(const Histogram<P>& histogram, size_t k, Effort effort, uint64_t seed,
                          const Rounding<kChannels<P>>& rounding,
                          const FixedEntries<kChannels<P>>& fixed, Team& team) {
  CQ_ASSERT(histogram.size() > 0 && k > 0 && fixed.entries.size() <= k);
  CQ_ASSERT(fixed.entries.size() == fixed.centers.size());
  if (histogram.size() <= k) {
    RoundedPalette all = all_colors(histogram, rounding, fixed);
    if (all.entries.size() <= k) return all;
  }
  if constexpr (std::is_same_v<P, Color>)
    if (is_gray(histogram) && fixed.entries.empty()) return fit_gray(histogram, k);
  Fit<P> fit(histogram, k, seed, fixed, team);
  if (effort != Effort::best) return fit.palette(effort, rounding, 0.0, 1.0);
  RoundedPalette balanced = fit.palette(Effort::balanced, rounding, 0.0, kBalancedShare);
  RoundedPalette best = fit.palette(Effort::best, rounding, kBalancedShare, 1.0);
  return best.distortion < balanced.distortion ? best : balanced;
}

template <typename P>
std::vector<Center<kChannels<P>>> fit_centers(const Histogram<P>& histogram, size_t k,
                                              Effort effort, uint64_t seed, Team& team) {
  CQ_ASSERT(k > 0 && histogram.size() > k);
  const FixedEntries<kChannels<P>> none;
  Fit<P> fit(histogram, k, seed, none, team);
  if (effort != Effort::best) return fit.centers(effort, 0.0, 1.0).centers;
  auto balanced = fit.centers(Effort::balanced, 0.0, kBalancedShare);
  auto best = fit.centers(Effort::best, kBalancedShare, 1.0);
  return best.distortion < balanced.distortion ? best.centers : balanced.centers;
}

std::optional<std::vector<Rgba>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                           Team& team) {
  CQ_ASSERT(!pixels.empty() && k > 0);
  if (pixels.size() > Cells<Color>::kMaxPixels) return std::nullopt;
  const Plan steps = plan(Effort::fast, k);
  const Cells<Color> cells(pixels, team);
  // Gray images have their own exact algorithm.
  if (std::ranges::all_of(cells.at(Cells<Color>::kSide8Bits), [](const CqSums<3>& s) {
        return s.of[0] == s.of[1] && s.of[1] == s.of[2];
      }))
    return std::nullopt;
  Searcher<Color> searcher(cells, k, steps, {}, seed, team);
  if (!searcher.fine_enough()) return std::nullopt;
  auto entries = RoundingToSrgb().entries(searcher.find(team)[0].centers);
  std::ranges::sort(entries, darker);
  const bool repeats = std::ranges::adjacent_find(entries) != entries.end();
  if (repeats || entries.size() < k) return std::nullopt;
  return entries;
}

#define CQ_INSTANTIATE(P)                                                           \
  template RoundedPalette fit_kmeans(const Histogram<P>&, size_t, Effort, uint64_t, \
                                     const Rounding<kChannels<P>>&,                 \
                                     const FixedEntries<kChannels<P>>&, Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)
#undef CQ_INSTANTIATE

#define CQ_INSTANTIATE(P)                                                                     \
  template std::vector<Center<kChannels<P>>> fit_centers(const Histogram<P>&, size_t, Effort, \
                                                         uint64_t, Team&);
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)
#undef CQ_INSTANTIATE

}  // namespace colorquant
