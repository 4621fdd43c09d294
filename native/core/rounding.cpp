#include "core/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/assert.hpp"

namespace colorquant {
namespace {

template <typename P>
class Rounder {
 public:
  static constexpr size_t D = kChannels<P>;

  Rounder(const ColorTree<P>& tree, const Rounding<D>& rounding, std::span<const Rgba> fixed,
          Team& team)
      : tree_(tree), rounding_(rounding), fixed_(fixed.begin(), fixed.end()), team_(team) {}

  // Drops repeated and unused entries and adds the worst represented colors until `size` are in
  // use, or until every candidate was tried: after rounding, some may be the nearest to no color.
  void complete(std::vector<Rgba> entries, size_t size) {
    entries_ = std::move(entries);
    entries_.insert(entries_.end(), fixed_.begin(), fixed_.end());
    std::set<Rgba> tried(entries_.begin(), entries_.end());
    do {
      std::ranges::sort(entries_, darker);
      const auto repeated = std::ranges::unique(entries_);
      entries_.erase(repeated.begin(), repeated.end());
      assign_all(nullptr);
      drop_unused();
    } while (entries_.size() < size && add_worst(size - entries_.size(), tried));
  }

  // One Lloyd iteration among 8-bit entries; false, and nothing changed, unless it helps.
  bool improve() {
    const auto entries = entries_;
    const auto centers = centers_;
    const auto assignment = assignment_;
    auto moved = rounding_.entries(means());
    for (size_t j = 0; j < moved.size(); ++j)
      if (is_fixed(entries[j])) moved[j] = entries[j];
    if (moved == entries) return false;
    complete(std::move(moved), entries.size());
    if (entries_.size() == entries.size() && assignment_.distortion < assignment.distortion)
      return true;
    entries_ = entries;
    centers_ = centers;
    assignment_ = assignment;
    return false;
  }

  RoundedPalette result() && { return {std::move(entries_), assignment_.distortion}; }

 private:
  bool is_fixed(const Rgba& entry) const { return fixed_.contains(entry); }

  // The mean of each entry's pixels; a fixed entry may have none and keeps its center.
  std::vector<Center<D>> means() const {
    std::vector<Center<D>> means = centers_;
    for (size_t j = 0; j < means.size(); ++j) {
      const CqSums<D>& sum = assignment_.sums[j];
      for (size_t c = 0; c < D && sum.weight > 0.0; ++c) means[j][c] = sum.of[c] / sum.weight;
    }
    return means;
  }

  void assign_all(int32_t* labels) {
    centers_ = rounding_.centers(entries_);
    assignment_ = assign<P>(tree_, centers_, team_, labels);
  }

  void drop_unused() {
    size_t kept = 0;
    for (size_t j = 0; j < entries_.size(); ++j)
      if (assignment_.sums[j].weight > 0.0 || is_fixed(entries_[j])) {
        entries_[kept] = entries_[j];
        centers_[kept] = centers_[j];
        assignment_.sums[kept++] = assignment_.sums[j];
      }
    entries_.resize(kept);
    centers_.resize(kept);
    assignment_.sums.resize(kept);
  }

  // False if every candidate was tried.
  bool add_worst(size_t count, std::set<Rgba>& tried) {
    const Histogram<P>& histogram = tree_.histogram();
    std::vector<int32_t> labels(histogram.size());
    assign_all(labels.data());
    std::vector<std::pair<double, uint32_t>> worst;  // error (negated, to sort by), color
    for (uint32_t i = 0; i < histogram.size(); ++i) {
      const double squared =
          squared_distance<D>(as_center(histogram.colors[i]), centers_[labels[i]]);
      if (squared > 0.0)
        worst.emplace_back(-static_cast<double>(histogram.weights[i]) * squared, i);
    }
    std::ranges::sort(worst);
    const size_t before = entries_.size(), enough = before + count;
    for (size_t begin = 0; begin < worst.size() && entries_.size() < enough;) {
      // Several colors may round to the same entry, or to an existing one: look at more of them.
      const size_t end = std::min(begin + 2 * count, worst.size());
      std::vector<Center<D>> candidates;
      for (; begin < end; ++begin)
        candidates.push_back(as_center(histogram.colors[worst[begin].second]));
      for (const Rgba& entry : rounding_.entries(candidates))
        if (entries_.size() < enough && tried.insert(entry).second) entries_.push_back(entry);
    }
    return entries_.size() > before;
  }

  const ColorTree<P>& tree_;
  const Rounding<D>& rounding_;
  std::set<Rgba> fixed_;
  Team& team_;
  std::vector<Rgba> entries_;
  std::vector<Center<D>> centers_;  // of the entries
  Assignment<D> assignment_{};
};

}  // namespace

std::vector<Rgba> RoundingToSrgb::entries(std::span<const Center<3>> centers) const {
  std::vector<Rgba> entries;
  for (const Center<3>& center : centers) {
    Rgba& entry = entries.emplace_back();
    for (size_t c = 0; c < 3; ++c)
      entry[c] = static_cast<uint8_t>(std::clamp(std::nearbyint(center[c]), 0.0, 255.0));
    entry[3] = 255;
  }
  return entries;
}

std::vector<Center<3>> RoundingToSrgb::centers(std::span<const Rgba> entries) const {
  std::vector<Center<3>> centers;
  for (const Rgba& e : entries) centers.push_back({double(e[0]), double(e[1]), double(e[2])});
  return centers;
}

bool darker(const Rgba& a, const Rgba& b) {
  const auto luma = [](const Rgba& e) { return 299 * e[0] + 587 * e[1] + 114 * e[2]; };
  return std::pair(luma(a), a) < std::pair(luma(b), b);
}

template <typename P>
RoundedPalette round_palette(const ColorTree<P>& tree, const Rounding<kChannels<P>>& rounding,
                             std::span<const Center<kChannels<P>>> centers,
                             std::span<const Rgba> fixed, size_t size, size_t polish, Team& team) {
  CQ_ASSERT(size > 0 && centers.size() >= fixed.size());
  Rounder<P> palette(tree, rounding, fixed, team);
  palette.complete(rounding.entries(centers.subspan(fixed.size())), size);
  while (polish-- > 0 && palette.improve()) {
  }
  return std::move(palette).result();
}

#define CQ_INSTANTIATE(P)                                                                   \
  template RoundedPalette round_palette(const ColorTree<P>&, const Rounding<kChannels<P>>&, \
                                        std::span<const Center<kChannels<P>>>,              \
                                        std::span<const Rgba>, size_t, size_t, Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)

}  // namespace colorquant
