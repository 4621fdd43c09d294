// Remapping: the nearest palette entry of every pixel.
#pragma once

#include <variant>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// indices[i] = the entry nearest to pixels[i], the lowest on ties. `Index` is uint8_t for up to
// 256 entries and uint16_t for up to 65,536. Returns the summed squared error over all pixels.
template <typename Index>
uint64_t remap(std::span<const Color> pixels, std::span<const Color> palette, Index* indices,
               Team& team);

}  // namespace colorquant
