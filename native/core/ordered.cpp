#include "core/ordered.hpp"

#include <algorithm>

#include "core/finder.hpp"
#include "core/mixtures.hpp"
#include "core/still.hpp"

namespace colorquant {
namespace {

constexpr size_t kSlice = 1 << 14;  // pixels of one unit of parallel work

// Where fully transparent pixels go.
template <typename P>
int32_t nearest_to_nothing(std::span<const std::array<uint8_t, 4>> entries,
                           const PlacingTable& places, const EntryTable<P>& table) {
  if constexpr (std::tuple_size_v<P> == 4) {
    if (const int32_t same = table.find(P{}); same >= 0) return same;
    return Finder<4>(places_of<P>(entries, places)).nearest(places(P{}));
  }
  return 0;
}

}  // namespace

template <typename P, typename Index>
void dither_in_order(std::span<const P> pixels, size_t width,
                     std::span<const std::array<uint8_t, 4>> entries, const PlacingTable& places,
                     const Mask& mask, float contrast, Index* indices, Team& team) {
  const EntryTable<P> table(entries);
  const int32_t nothing = nearest_to_nothing(entries, places, table);
  team.begin_stage(0.0, 0.5);
  const Mixtures<P> mixtures(pixels, entries, places, contrast, team);
  team.begin_stage(0.5, 1.0);

  const size_t slices = (pixels.size() + kSlice - 1) / kSlice;
  team.run(slices, [&](size_t slice, unsigned member) {
    const size_t begin = slice * kSlice, end = std::min(begin + kSlice, pixels.size());
    for (size_t from = begin; from < end;) {
      const size_t x = from % width, y = from / width;
      const size_t to = std::min(end, from + width - x);
      const float* const row = &mask.thresholds[(y & (mask.side - 1)) * mask.side];
      const size_t last = mask.side - 1;
      mixtures.visit(
          pixels.subspan(from, to - from), [=](size_t i) { return row[(x + i) & last]; },
          [=, &table, out = indices + from](size_t i, int32_t entry, const P& pixel, bool crowded) {
            if (is_hidden(pixel)) entry = nothing;
            if (crowded)
              if (const int32_t same = table.find(pixel); same >= 0) entry = same;
            out[i] = static_cast<Index>(entry);
          });
      from = to;
    }
    if (member == 0) team.advance(static_cast<double>(slice) / static_cast<double>(slices));
  });
}

#define CQ_INSTANTIATE(P, Index)                                                              \
  template void dither_in_order(std::span<const P>, size_t,                                   \
                                std::span<const std::array<uint8_t, 4>>, const PlacingTable&, \
                                const Mask&, float, Index*, Team&);
CQ_FOR_EVERY_KIND(CQ_INSTANTIATE)

}  // namespace colorquant
