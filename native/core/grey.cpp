#include "core/grey.hpp"

#include <algorithm>
#include <limits>

namespace colorquant {
namespace {

class Levels {
 public:
  explicit Levels(const Histogram<Color>& histogram) : prefix_(histogram.size() + 1) {
    // Among greys the Z-order is the order of the levels.
    for (size_t i = 0; i < histogram.size(); ++i) {
      const double count = static_cast<double>(histogram.weights[i]);
      const double level = histogram.colors[i][0];
      prefix_[i + 1] = {prefix_[i].count + count, prefix_[i].sum + count * level,
                        prefix_[i].square + count * level * level};
    }
  }

  size_t size() const { return prefix_.size() - 1; }

  // The best 8-bit level for the levels [begin, end), ties to the darker.
  double best_level(size_t begin, size_t end) const {
    const double count = prefix_[end].count - prefix_[begin].count;
    const double sum = prefix_[end].sum - prefix_[begin].sum;
    const double below = static_cast<double>(static_cast<int>(sum / count));
    return sum - below * count > 0.5 * count ? below + 1.0 : below;
  }

  // Their distortion about it: an exact integer.
  double cost(size_t begin, size_t end) const {
    const double count = prefix_[end].count - prefix_[begin].count;
    const double sum = prefix_[end].sum - prefix_[begin].sum;
    const double square = prefix_[end].square - prefix_[begin].square;
    const double level = best_level(begin, end);
    return square - 2.0 * level * sum + level * level * count;
  }

 private:
  struct Prefix {
    double count = 0.0, sum = 0.0, square = 0.0;
  };
  std::vector<Prefix> prefix_;
};

// least[end] for one more group than `before` has, for end in [begin, stop); the group that ends
// there starts between `low` and `high`.
void fill_row(const Levels& levels, const std::vector<double>& before, std::vector<double>& least,
              std::vector<uint32_t>& starts, size_t begin, size_t stop, size_t low, size_t high) {
  if (begin >= stop) return;
  const size_t end = begin + (stop - begin) / 2;
  least[end] = std::numeric_limits<double>::max();
  for (size_t start = low; start <= std::min(high, end - 1); ++start) {
    const double cost = before[start] + levels.cost(start, end);
    if (cost < least[end]) least[end] = cost, starts[end] = static_cast<uint32_t>(start);
  }
  fill_row(levels, before, least, starts, begin, end, low, starts[end]);
  fill_row(levels, before, least, starts, end + 1, stop, starts[end], high);
}

}  // namespace

bool is_grey(const Histogram<Color>& histogram) {
  return std::ranges::all_of(histogram.colors,
                             [](Color c) { return c[0] == c[1] && c[1] == c[2]; });
}

RoundedPalette fit_grey(const Histogram<Color>& histogram, size_t k) {
  const Levels levels(histogram);
  const size_t size = levels.size();
  std::vector<double> before(size + 1), least(size + 1);
  std::vector<std::vector<uint32_t>> starts(k, std::vector<uint32_t>(size + 1, 0));
  for (size_t end = 1; end <= size; ++end) before[end] = levels.cost(0, end);
  for (size_t groups = 2; groups <= k; ++groups) {
    fill_row(levels, before, least, starts[groups - 1], groups, size + 1, groups - 1, size - 1);
    before.swap(least);
  }
  RoundedPalette out{{}, 3.0 * before[size], true};  // three equal channels
  for (size_t groups = k, end = size; groups > 0; end = starts[--groups][end]) {
    const auto level = static_cast<uint8_t>(levels.best_level(starts[groups - 1][end], end));
    out.entries.push_back({level, level, level, 255});
  }
  std::ranges::reverse(out.entries);
  return out;
}

}  // namespace colorquant
