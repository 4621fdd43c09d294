// Counting: pixels -> distinct colours and how often each occurs.
#pragma once

#include <span>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// The exact histogram of fewer than 2^32 pixels. Scratch memory is bounded: at most 4 bytes for
// each of the 2^24 colours plus 2 bytes for each pixel of one block.
ColorCounts count_colors(std::span<const Color> pixels, Team& team);

// The exact histogram of colours that come with counts, in any order and with repeats.
ColorCounts tally(std::span<const Color> colors, std::span<const int64_t> counts);

}  // namespace colorquant
