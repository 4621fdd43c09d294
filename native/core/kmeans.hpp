// K-Means over a histogram: seeds, a search on its summary, Lloyd over every colour, rounding.
#pragma once

#include "core/colors.hpp"
#include "core/rounding.hpp"
#include "core/team.hpp"

namespace colorquant {

enum class Effort { fast, balanced, best };

// Exactly min(k, distinct colours) entries. The histogram is not empty and k is positive.
RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team);

}  // namespace colorquant
