// The coarsest count of an image: how many pixels each cell (a cube of side 8) has, and their sums.
#pragma once

#include <span>

#include "core/colors.hpp"
#include "core/team.hpp"
#include "kernels/kernels.h"

namespace colorquant {

// So many pixels at most, or a cell's 32-bit sums of coordinates up to 7 could overflow.
constexpr size_t kMostCellPixels = 0xffffffffu / 7;

// The cells that have pixels, in Z-order.
std::vector<CqSums> sum_cells(std::span<const Color> pixels, Team& team);

}  // namespace colorquant
