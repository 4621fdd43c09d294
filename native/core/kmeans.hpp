// K-Means over an image's colors: seeds, a search on their summary, Lloyd over every color,
// rounding.
#pragma once

#include <optional>

#include "core/colors.hpp"
#include "core/rounding.hpp"
#include "core/team.hpp"

namespace colorquant {

enum class Effort { fast, balanced, best };  // in the order of the Python constants

// Entries that the palette must contain.
template <size_t D>
struct FixedEntries {
  std::vector<Rgba> entries;
  std::vector<Center<D>> centers;  // of the entries
};

// Exactly min(k, colors and fixed entries) entries; see round_palette. The histogram is not empty
// and k is positive and no less than the fixed entries.
template <typename P>
RoundedPalette fit_kmeans(const Histogram<P>& histogram, size_t k, Effort effort, uint64_t seed,
                          const Rounding<kChannels<P>>& rounding,
                          const FixedEntries<kChannels<P>>& fixed, Team& team);

// k centers as they are before rounding, for more colors than k. Some may have no colors.
template <typename P>
std::vector<Center<kChannels<P>>> fit_centers(const Histogram<P>& histogram, size_t k,
                                              Effort effort, uint64_t seed, Team& team);

// The entries that fit_kmeans finds at effort fast, without the histogram, provided that each of
// them is the nearest to some pixel: the caller sees that when it maps the pixels. No answer where
// the histogram is needed: too few cells, gray, or entries that round to the same color.
std::optional<std::vector<Rgba>> fit_cells(std::span<const Color> pixels, size_t k, uint64_t seed,
                                           Team& team);

}  // namespace colorquant
