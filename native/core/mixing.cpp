#include "core/mixing.hpp"

#include <algorithm>
#include <cmath>

#include "core/assert.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlockRows = 16;  // of one unit of parallel work
constexpr int kMaxSweeps = 64;
constexpr double kConverged = 1.0 / 16.0;  // a step of points: below a thousandth of a level

// The columns, or the rows, that the blur around `at` covers.
struct Reach {
  size_t begin, end;
  Reach(size_t at, size_t size)
      : begin(at - std::min<size_t>(at, kBlurReach)), end(std::min(size, at + kBlurReach + 1)) {}
};

}  // namespace

template <typename P>
std::vector<std::array<uint32_t, kChannels<P>>> blur(std::span<const P> points, size_t width,
                                                     Team& team) {
  constexpr size_t D = kChannels<P>;
  CQ_ASSERT(width > 0 && points.size() % width == 0);
  const size_t height = points.size() / width;
  std::vector<std::array<uint32_t, D>> along_rows(points.size()), out(points.size());
  const auto by_rows = [&](const auto& work) {
    team.for_blocks(height, kBlockRows, [&](size_t begin, size_t end, unsigned) {
      for (size_t y = begin; y < end; ++y)
        for (size_t x = 0; x < width; ++x) work(y, x);
    });
  };
  by_rows([&](size_t y, size_t x) {
    std::array<uint32_t, D>& sum = along_rows[y * width + x];
    const Reach reach(x, width);
    for (size_t from = reach.begin; from < reach.end; ++from)
      for (size_t c = 0; c < D; ++c)
        sum[c] += static_cast<uint32_t>(kBlur[from + kBlurReach - x]) * points[y * width + from][c];
  });
  by_rows([&](size_t y, size_t x) {
    std::array<uint64_t, D> sum{};
    const Reach reach(y, height);
    for (size_t from = reach.begin; from < reach.end; ++from)
      for (size_t c = 0; c < D; ++c)
        sum[c] +=
            static_cast<uint64_t>(kBlur[from + kBlurReach - y]) * along_rows[from * width + x][c];
    for (size_t c = 0; c < D; ++c) out[y * width + x][c] = static_cast<uint32_t>(sum[c]);
  });
  return out;
}

template <typename P>
MixingSums<kChannels<P>> mix(std::span<const P> points,
                             std::span<const std::array<uint32_t, kChannels<P>>> blurred,
                             size_t width, std::span<const uint8_t> indices, size_t k, Team& team) {
  constexpr size_t D = kChannels<P>;
  const size_t height = points.size() / width;
  CQ_ASSERT(blurred.size() == points.size() && indices.size() == points.size());
  CQ_ASSERT(std::ranges::all_of(indices, [k](uint8_t index) { return index < k; }));
  const auto empty = [&] {
    MixingSums<D> sums;
    sums.pairs.resize(k * k);
    sums.seen.resize(k);
    sums.wanted.resize(k);
    sums.counts.resize(k);
    return sums;
  };
  std::vector<MixingSums<D>> parts(team.size());
  team.for_blocks(height, kBlockRows, [&](size_t begin, size_t end, unsigned member) {
    MixingSums<D>& sums = parts[member];
    if (sums.counts.empty()) sums = empty();
    for (size_t y = begin; y < end; ++y)
      for (size_t x = 0; x < width; ++x) {
        const size_t at = y * width + x, entry = indices[at];
        ++sums.counts[entry];
        for (size_t c = 0; c < D; ++c) {
          sums.seen[entry][c] += blurred[at][c];
          sums.wanted[entry][c] += points[at][c];
        }
        // Each pair once: with the pixels to the right and below.
        int64_t* const pairs = &sums.pairs[entry * k];
        const Reach across(x, width), down(y, height);
        for (size_t q = y; q < down.end; ++q) {
          const int64_t weight = kBlur[q + kBlurReach - y];
          const uint8_t* const row = &indices[q * width];
          for (size_t p = q == y ? x + 1 : across.begin; p < across.end; ++p)
            pairs[row[p]] += weight * kBlur[p + kBlurReach - x];
        }
      }
  });
  MixingSums<D> total = empty();
  for (const MixingSums<D>& part : parts) {
    if (part.counts.empty()) continue;
    for (size_t i = 0; i < k; ++i) {
      total.counts[i] += part.counts[i];
      for (size_t j = 0; j < k; ++j) {
        total.pairs[i * k + j] += part.pairs[i * k + j];
        total.pairs[j * k + i] += part.pairs[i * k + j];
      }
      for (size_t c = 0; c < D; ++c) {
        total.seen[i][c] += part.seen[i][c];
        total.wanted[i][c] += part.wanted[i][c];
      }
    }
  }
  for (size_t i = 0; i < k; ++i)
    total.pairs[i * k + i] += kBlur[kBlurReach] * kBlur[kBlurReach] * total.counts[i];
  return total;
}

template <size_t D>
double cost(const MixingSums<D>& sums, double plain,
            std::span<const std::array<double, D>> entries) {
  const size_t k = entries.size();
  double total = 0.0;
  for (size_t i = 0; i < k; ++i)
    for (size_t c = 0; c < D; ++c) {
      double row = 0.0;
      for (size_t j = 0; j < k; ++j)
        row += static_cast<double>(sums.pairs[i * k + j]) * entries[j][c];
      const double count = static_cast<double>(sums.counts[i]) * plain;
      row += kBlurSum * count * entries[i][c];
      const double target = static_cast<double>(sums.seen[i][c]) +
                            kBlurSum * plain * static_cast<double>(sums.wanted[i][c]);
      total += entries[i][c] * (row - 2.0 * target);
    }
  return total;
}

template <size_t D>
void minimize_cost(const MixingSums<D>& sums, double plain, size_t fixed, double top,
                   std::span<std::array<double, D>> entries) {
  const size_t k = entries.size();
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    double moved = 0.0;
    for (size_t i = fixed; i < k; ++i) {
      if (sums.counts[i] == 0) continue;
      const int64_t* const pairs = &sums.pairs[i * k];
      const double own = kBlurSum * plain;
      const double weight =
          static_cast<double>(pairs[i]) + own * static_cast<double>(sums.counts[i]);
      for (size_t c = 0; c < D; ++c) {
        double residual =
            static_cast<double>(sums.seen[i][c]) + own * static_cast<double>(sums.wanted[i][c]);
        for (size_t j = 0; j < k; ++j)
          if (j != i) residual -= static_cast<double>(pairs[j]) * entries[j][c];
        const double value = std::clamp(residual / weight, 0.0, top);
        moved = std::max(moved, std::abs(value - entries[i][c]));
        entries[i][c] = value;
      }
    }
    if (moved < kConverged) return;
  }
}

#define CQ_INSTANTIATE(P, D)                                                                       \
  template std::vector<std::array<uint32_t, D>> blur(std::span<const P>, size_t, Team&);           \
  template MixingSums<D> mix(std::span<const P>, std::span<const std::array<uint32_t, D>>, size_t, \
                             std::span<const uint8_t>, size_t, Team&);                             \
  template double cost(const MixingSums<D>&, double, std::span<const std::array<double, D>>);      \
  template void minimize_cost(const MixingSums<D>&, double, size_t, double,                        \
                              std::span<std::array<double, D>>);
CQ_INSTANTIATE(DeepColor, 3)
CQ_INSTANTIATE(AlphaColor, 4)

}  // namespace colorquant
