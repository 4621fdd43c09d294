#include "core/gray.hpp"

#include <algorithm>
#include <limits>

#include "core/assert.hpp"

namespace colorquant {
namespace {

class Levels {
 public:
  explicit Levels(const Histogram<Color>& histogram) : prefix_(histogram.size() + 1) {
    // Among grays the Z-order is the order of the levels.
    for (size_t i = 0; i < histogram.size(); ++i) {
      const int64_t count = histogram.weights[i], level = histogram.colors[i][0];
      prefix_[i + 1] = {prefix_[i].count + count, prefix_[i].sum + count * level,
                        prefix_[i].square + count * level * level};
    }
  }

  size_t size() const { return prefix_.size() - 1; }

  // The best 8-bit level for the levels [begin, end), ties to the darker.
  int64_t best_level(size_t begin, size_t end) const {
    const int64_t count = prefix_[end].count - prefix_[begin].count;
    const int64_t sum = prefix_[end].sum - prefix_[begin].sum;
    const int64_t below = sum / count;
    return 2 * (sum - below * count) > count ? below + 1 : below;
  }

  // Their distortion about it. Weights add up to less than 2^45, levels to 2^8: all fits 64 bits.
  int64_t cost(size_t begin, size_t end) const {
    const int64_t count = prefix_[end].count - prefix_[begin].count;
    const int64_t sum = prefix_[end].sum - prefix_[begin].sum;
    const int64_t square = prefix_[end].square - prefix_[begin].square;
    const int64_t level = best_level(begin, end);
    return square - 2 * level * sum + level * level * count;
  }

 private:
  struct Prefix {
    int64_t count = 0, sum = 0, square = 0;
  };
  std::vector<Prefix> prefix_;
};

// Fills least[end] for end in [begin, stop), with one more group than in `before`. The last group
// starts between `low` and `high`.
void fill_row(const Levels& levels, const std::vector<int64_t>& before, std::vector<int64_t>& least,
              std::vector<uint32_t>& starts, size_t begin, size_t stop, size_t low, size_t high) {
  if (begin >= stop) return;
  const size_t end = begin + (stop - begin) / 2;
  least[end] = std::numeric_limits<int64_t>::max();
  for (size_t start = low; start <= std::min(high, end - 1); ++start) {
    const int64_t cost = before[start] + levels.cost(start, end);
    if (cost < least[end]) least[end] = cost, starts[end] = static_cast<uint32_t>(start);
  }
  fill_row(levels, before, least, starts, begin, end, low, starts[end]);
  fill_row(levels, before, least, starts, end + 1, stop, starts[end], high);
}

}  // namespace

bool is_gray(const Histogram<Color>& histogram) {
  return std::ranges::all_of(histogram.colors,
                             [](Color c) { return c[0] == c[1] && c[1] == c[2]; });
}

RoundedPalette fit_gray(const Histogram<Color>& histogram, size_t k) {
  CQ_ASSERT(k > 0 && k <= histogram.size() && is_gray(histogram));
  const Levels levels(histogram);
  const size_t size = levels.size();
  std::vector<int64_t> before(size + 1), least(size + 1);
  std::vector<std::vector<uint32_t>> starts(k, std::vector<uint32_t>(size + 1, 0));
  for (size_t end = 1; end <= size; ++end) before[end] = levels.cost(0, end);
  for (size_t groups = 2; groups <= k; ++groups) {
    fill_row(levels, before, least, starts[groups - 1], groups, size + 1, groups - 1, size - 1);
    before.swap(least);
  }
  RoundedPalette out{{}, 3.0 * static_cast<double>(before[size]), true};  // three equal channels
  for (size_t groups = k, end = size; groups > 0; end = starts[--groups][end]) {
    const auto level = static_cast<uint8_t>(levels.best_level(starts[groups - 1][end], end));
    out.entries.push_back({level, level, level, 255});
  }
  std::ranges::reverse(out.entries);
  return out;
}

}  // namespace colorquant
