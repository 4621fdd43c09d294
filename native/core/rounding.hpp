// From real-valued centres to the palette's 8-bit entries.
#pragma once

#include "core/color_tree.hpp"

namespace colorquant {

struct RoundedPalette {
  std::vector<Color> colors;  // distinct, each the nearest to some pixel, dark to light
  double distortion = 0.0;    // sum over pixels
  bool optimal = false;       // no other palette of this size has less distortion: proven
};

Color round_color(const Center& center);

// The order of palettes: luma of Rec. ITU-R BT.601, in thousandths; equal luma by red, green, blue.
bool darker(Color a, Color b);

// Exactly `size` entries, at most the number of distinct colours, from 1 to `size` centres.
// Rounding can make entries equal or leave one without pixels; such an entry goes to the colour
// that the others represent worst. Then Lloyd's iteration goes on among the 8-bit entries while it
// helps, at most `polish` times.
RoundedPalette round_palette(const ColorTree& tree, std::span<const Center> centers, size_t size,
                             size_t polish, Team& team);

}  // namespace colorquant
