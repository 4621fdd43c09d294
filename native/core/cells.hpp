// The coarsest count of an image: how many pixels each cell (a cube of side 8) has, and their sums.
#pragma once

#include <span>

#include "core/colors.hpp"
#include "core/team.hpp"
#include "kernels/kernels.h"

namespace colorquant {

// The cells that have pixels, in Z-order. Fewer than 2^32 / 7 pixels.
std::vector<CqSums> sum_cells(std::span<const Color> pixels, Team& team);

}  // namespace colorquant
