// Error diffusion along a Hilbert curve (Riemersma 1998): each pixel makes up for the errors of the
// last ones on the curve.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/space_lut.hpp"
#include "core/team.hpp"

namespace colorquant {

constexpr size_t kRemembered = 16;  // errors

// Entries are red, green, blue and alpha; without alpha, P has three channels. `shares` are of the
// last errors, the newest first. A pixel whose very color is an entry, or that is fully
// transparent, stays as it is, with no error.
template <typename P, typename Index>
void dither_along_curve(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
                        const SpaceLut& space, const std::array<float, kRemembered>& shares,
                        Index* indices, Team& team);

}  // namespace colorquant
