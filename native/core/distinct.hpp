// The distinct colors among pixels of any depth, and each pixel's position among them.
#pragma once

#include <span>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// Of fewer than 2^32 pixels, by sorting them. Scratch memory grows with the pixels: blocks of a
// large image are counted one by one. `weights`, if not empty, has the weight of each pixel.
// `positions`, if not null, receives each pixel's position in the result.
template <typename P>
ColorCounts<P> find_distinct(std::span<const P> pixels, std::span<const uint8_t> weights,
                             uint32_t* positions, Team& team);

}  // namespace colorquant
