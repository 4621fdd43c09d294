#include "core/distinct.hpp"

#include <algorithm>

#include "core/assert.hpp"
#include "core/z_sort.hpp"

namespace colorquant {
namespace {

// Neighboring pixels are often equal: each run of such is sorted as one.
template <typename P>
struct Runs {
  explicit Runs(std::span<const P> pixels) : size(pixels.size()) {
    colors.reserve(size);
    starts.reserve(size);
    for (size_t i = 0; i < pixels.size(); ++i)
      if (i == 0 || pixels[i] != pixels[i - 1]) {
        colors.push_back(pixels[i]);
        starts.push_back(static_cast<uint32_t>(i));
      }
  }

  size_t end(size_t run) const { return run + 1 < starts.size() ? starts[run + 1] : size; }

  size_t size;
  std::vector<P> colors;
  std::vector<uint32_t> starts;
};

}  // namespace

template <typename P>
ColorCounts<P> find_distinct(std::span<const P> pixels, std::span<const uint8_t> weights,
                             uint32_t* positions, Team& team) {
  CQ_ASSERT(pixels.size() <= UINT32_MAX);
  CQ_ASSERT(weights.empty() || weights.size() == pixels.size());
  const Runs<P> runs(pixels);
  ColorCounts<P> out;
  out.colors.reserve(runs.colors.size());
  out.counts.reserve(runs.colors.size());
  for (const auto& [code, run] : z_sorted<P>(runs.colors, team)) {
    if (out.colors.empty() || out.colors.back() != runs.colors[run]) {
      out.colors.push_back(runs.colors[run]);
      out.counts.push_back(0);
      if (!weights.empty()) out.weights.push_back(0);
    }
    const size_t begin = runs.starts[run], end = runs.end(run);
    out.counts.back() += static_cast<int64_t>(end - begin);
    if (!weights.empty())
      for (size_t i = begin; i < end; ++i) out.weights.back() += weights[i];
    if (positions) std::fill(positions + begin, positions + end, out.colors.size() - 1);
  }
  return out;
}

#define CQ_INSTANTIATE(P)                                                                        \
  template ColorCounts<P> find_distinct(std::span<const P>, std::span<const uint8_t>, uint32_t*, \
                                        Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(Rgba)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)

}  // namespace colorquant
