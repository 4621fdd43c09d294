// K-Means over an image's colours: seeds, a search on their summary, Lloyd over every colour,
// rounding.
#pragma once

#include <optional>

#include "core/colors.hpp"
#include "core/rounding.hpp"
#include "core/team.hpp"

namespace colorquant {

enum class Effort { fast, balanced, best };

// Exactly min(k, distinct colours) entries. The histogram is not empty and k is positive.
RoundedPalette fit_kmeans(const Histogram& histogram, size_t k, Effort effort, uint64_t seed,
                          Team& team);

// The entries that fit_kmeans finds at effort fast, found without the histogram: provided that
// each of them is the nearest to some pixel, which the caller sees when it maps them. Nothing where
// only the histogram can tell: too few cells, grey, or entries that round to the same colour.
std::optional<std::vector<Color>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                            Team& team);

}  // namespace colorquant
