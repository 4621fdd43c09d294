// The histogram of an image: its distinct colors and their counts.
#pragma once

#include <span>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// The exact histogram of fewer than 2^32 8-bit pixels. Scratch memory is bounded: at most 4 bytes
// for each of the 2^24 colors plus 2 bytes for each pixel of one block.
ColorCounts<Color> count_colors(std::span<const Color> pixels, Team& team);

// The exact histogram of colors that come with counts and perhaps with weights, in any order and
// with repeats; fewer than 2^32.
template <typename P>
ColorCounts<P> tally(std::span<const P> colors, std::span<const int64_t> counts,
                     std::span<const int64_t> weights, Team& team);

}  // namespace colorquant
