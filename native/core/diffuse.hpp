// Error diffusion (Floyd & Steinberg 1976): each pixel gets the entry nearest to its color
// plus the errors passed on to it, and passes its own error on to pixels that come later.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/space_lut.hpp"
#include "core/team.hpp"

namespace colorquant {

// The share of a pixel's error that goes to the pixel `dx` columns on and `dy` rows below.
struct Tap {
  int dx, dy;
  float share;
};

struct Diffusion {
  std::vector<Tap> taps;
  bool serpentine;  // every other row goes from right to left
  float strength;   // the share of the errors that is passed on, 0 to 1
  float within;     // 1 or more: see `Previous`; of the previous pixel in the row
};

// Entries are red, green, blue and alpha; without alpha, P has three channels. A pixel whose very
// color is an entry, or that is fully transparent, stays as it is: it neither takes nor passes on
// an error. Rows run side by side, each a little behind the one above; the answer is the same.
template <typename P, typename Index>
void diffuse(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
             const SpaceLut& space, const Diffusion& diffusion, Index* indices, Team& team);

}  // namespace colorquant
