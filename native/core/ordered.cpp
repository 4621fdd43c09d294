#include "core/ordered.hpp"

#include <algorithm>
#include <bit>

#include "core/assert.hpp"
#include "core/exact_entries.hpp"
#include "core/finder.hpp"
#include "core/mixtures.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlock = 1 << 14;  // pixels of one unit of parallel work

// The entry of fully transparent pixels.
template <typename P>
int32_t entry_of_hidden(std::span<const Rgba> entries, const SpaceLut& space,
                        const ExactEntries<P>& exact) {
  if constexpr (std::tuple_size_v<P> == 4) {
    if (const int32_t same = exact.find(P{}); same >= 0) return same;
    return Finder<4>(points_of<P>(entries, space)).nearest(space(P{}));
  }
  return 0;
}

}  // namespace

template <typename P, typename Index>
void dither_in_order(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
                     const SpaceLut& space, const Mask& mask, float contrast, Index* indices,
                     Team& team) {
  CQ_ASSERT(width > 0 && !entries.empty());
  CQ_ASSERT(std::has_single_bit(mask.side));
  CQ_ASSERT(mask.thresholds.size() == mask.side * mask.side);
  const ExactEntries<P> exact(entries);
  const int32_t hidden = entry_of_hidden(entries, space, exact);
  team.begin_stage(0.0, 0.5);
  const Mixtures<P> mixtures(pixels, entries, space, contrast, team);
  team.begin_stage(0.5, 1.0);

  const double size = static_cast<double>(pixels.size());
  team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned member) {
    for (size_t from = begin; from < end;) {
      const size_t x = from % width, y = from / width;
      const size_t to = std::min(end, from + width - x);
      const float* const row = &mask.thresholds[(y & (mask.side - 1)) * mask.side];
      const size_t last = mask.side - 1;
      mixtures.visit(
          pixels.subspan(from, to - from), [=](size_t i) { return row[(x + i) & last]; },
          [=, &exact, out = indices + from](size_t i, int32_t entry, const P& pixel, bool crowded) {
            if (is_hidden(pixel)) entry = hidden;
            if (crowded)
              if (const int32_t same = exact.find(pixel); same >= 0) entry = same;
            out[i] = static_cast<Index>(entry);
          });
      from = to;
    }
    if (member == 0) team.advance(static_cast<double>(begin) / size);
  });
}

#define CQ_INSTANTIATE(P, Index)                                                   \
  template void dither_in_order(std::span<const P>, size_t, std::span<const Rgba>, \
                                const SpaceLut&, const Mask&, float, Index*, Team&);
CQ_FOR_EVERY_KIND(CQ_INSTANTIATE)

}  // namespace colorquant
