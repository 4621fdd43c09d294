#include "core/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace colorquant {
namespace {

int squared_distance(Color a, Color b) {
  int sum = 0;
  for (int c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

class Rounder {
 public:
  Rounder(const ColorTree& tree, Team& team) : tree_(tree), team_(team) {}

  // Drops repeated and unused entries and adds the worst represented colours until `size` are in
  // use. Ends because each added entry is a colour of the image, which it serves from then on.
  void complete(std::vector<Color> colors, size_t size) {
    colors_ = std::move(colors);
    for (;;) {
      std::ranges::sort(colors_, darker);
      const auto repeated = std::ranges::unique(colors_);
      colors_.erase(repeated.begin(), repeated.end());
      assign_all(nullptr);
      drop_unused();
      if (colors_.size() == size) return;
      add_worst(size - colors_.size());
    }
  }

  // One Lloyd iteration among 8-bit entries; false, and nothing changed, unless it helps.
  bool improve() {
    const auto colors = colors_;
    const auto assignment = assignment_;
    for (size_t j = 0; j < colors_.size(); ++j) {
      const CqSums& sum = assignment.sums[j];
      colors_[j] = round_color({sum.x / sum.count, sum.y / sum.count, sum.z / sum.count});
    }
    if (colors_ == colors) return false;
    complete(std::move(colors_), colors.size());
    if (assignment_.distortion < assignment.distortion) return true;
    colors_ = colors;
    assignment_ = assignment;
    return false;
  }

  RoundedPalette result() && { return {std::move(colors_), assignment_.distortion}; }

 private:
  void assign_all(int32_t* labels) {
    assignment_ = assign(tree_, as_centers(colors_), team_, labels);
  }

  void drop_unused() {
    size_t kept = 0;
    for (size_t j = 0; j < colors_.size(); ++j)
      if (assignment_.sums[j].count > 0.0) {
        colors_[kept] = colors_[j];
        assignment_.sums[kept++] = assignment_.sums[j];
      }
    colors_.resize(kept);
    assignment_.sums.resize(kept);
  }

  void add_worst(size_t count) {
    const Histogram& histogram = tree_.histogram();
    std::vector<int32_t> labels(histogram.size());
    assign_all(labels.data());
    std::vector<std::pair<double, uint32_t>> worst;  // error (negated, to sort by), colour
    for (uint32_t i = 0; i < histogram.size(); ++i) {
      const int squared = squared_distance(histogram.colors[i], colors_[labels[i]]);
      if (squared > 0) worst.emplace_back(-static_cast<double>(histogram.counts[i]) * squared, i);
    }
    const auto end = worst.begin() + static_cast<ptrdiff_t>(std::min(count, worst.size()));
    std::partial_sort(worst.begin(), end, worst.end());
    for (auto it = worst.begin(); it != end; ++it) colors_.push_back(histogram.colors[it->second]);
  }

  const ColorTree& tree_;
  Team& team_;
  std::vector<Color> colors_;
  Assignment assignment_{};
};

}  // namespace

Color round_color(const Center& center) {
  Color color;
  for (int c = 0; c < 3; ++c)
    color[c] = static_cast<uint8_t>(std::clamp(std::nearbyint(center[c]), 0.0, 255.0));
  return color;
}

bool darker(Color a, Color b) {
  const auto luma = [](Color c) { return 299 * c[0] + 587 * c[1] + 114 * c[2]; };
  return std::pair(luma(a), a) < std::pair(luma(b), b);
}

RoundedPalette round_palette(const ColorTree& tree, std::span<const Center> centers, size_t size,
                             size_t polish, Team& team) {
  std::vector<Color> rounded;
  for (const Center& center : centers) rounded.push_back(round_color(center));
  Rounder palette(tree, team);
  palette.complete(std::move(rounded), size);
  while (polish-- > 0 && palette.improve()) {
  }
  return std::move(palette).result();
}

}  // namespace colorquant
