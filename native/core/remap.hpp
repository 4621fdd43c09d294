// Remapping: the nearest palette entry of every pixel.
#pragma once

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

struct Remapped {
  uint64_t squared_error;  // summed over all pixels
  size_t used;             // entries that have pixels
};

// indices[i] = the entry nearest to pixels[i], the lowest on ties. `Index` is uint8_t for up to
// 256 entries and uint16_t for up to 65,536.
template <typename Index>
Remapped remap(std::span<const Color> pixels, std::span<const Color> palette, Index* indices,
               Team& team);

// The error of given indices.
template <typename Index>
Remapped measure(std::span<const Color> pixels, std::span<const Color> palette,
                 const Index* indices, Team& team);

// indices[i] = the table's value at pixels[i]: 2^24 of them, red being the highest byte of its
// index.
template <typename Index>
void look_up_colors(std::span<const Color> pixels, const Index* table, Index* indices, Team& team);

}  // namespace colorquant
