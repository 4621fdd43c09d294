// Ordered dithering for any palette: each pixel gets one of two entries, and the threshold at its
// position in a mask decides which.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/space_lut.hpp"
#include "core/team.hpp"

namespace colorquant {

// Thresholds, row after row; the second entry is taken where its share is above. The side is a
// power of two.
struct Mask {
  std::span<const float> thresholds;
  size_t side;
};

// Entries are red, green, blue and alpha; without alpha, P has three channels. A pixel whose very
// color is an entry, or that is fully transparent, stays as it is. `contrast` is what a pair of
// entries costs for each unit of their squared distance.
template <typename P, typename Index>
void dither_in_order(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
                     const SpaceLut& space, const Mask& mask, float contrast, Index* indices,
                     Team& team);

}  // namespace colorquant
