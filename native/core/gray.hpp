// The global optimum for gray images.
#pragma once

#include "core/colors.hpp"
#include "core/rounding.hpp"

namespace colorquant {

bool is_gray(const Histogram<Color>& histogram);

// The k gray levels with the least distortion of all, by dynamic programming over the sorted levels
// (Wang & Song 2011, doi:10.32614/RJ-2011-015), each row by divide and conquer on its monotone
// optima (Hassin & Tamir 1991, doi:10.1016/0167-6377(91)90041-M). `k` is below the number of
// levels.
RoundedPalette fit_gray(const Histogram<Color>& histogram, size_t k);

}  // namespace colorquant
