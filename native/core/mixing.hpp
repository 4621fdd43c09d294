// How a dithered image looks once the eye has mixed neighboring pixels, as a function of the
// palette alone: for given indices that is linear, and its squared error a quadratic form.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

// The weights of pixels -4 to 4 steps away in the blur with which a blurred error is blurred again:
// the binomial of order 8 is that of order 4, whose standard deviation is one pixel, with itself.
inline constexpr int kBlurReach = 4;
inline constexpr int64_t kBlur[2 * kBlurReach + 1] = {1, 8, 28, 56, 70, 56, 28, 8, 1};
inline constexpr int64_t kBlurSum = 256 * 256;  // over both directions

// Points blurred twice, in units of 1 / kBlurSum; beyond the edges there is nothing.
template <typename P>
std::vector<std::array<uint32_t, kChannels<P>>> blur(std::span<const P> points, size_t width,
                                                     Team& team);

// Sums over the pixels of an image of k entries: exact integers.
template <size_t D>
struct MixingSums {
  std::vector<int64_t> pairs;                  // (k, k): the blurred overlap of each pair
  std::vector<std::array<int64_t, D>> seen;    // (k): of the blurred points at its pixels
  std::vector<std::array<int64_t, D>> wanted;  // (k): of its pixels
  std::vector<int64_t> counts;                 // (k): of its pixels, how many
};

template <typename P>
MixingSums<kChannels<P>> mix(std::span<const P> points,
                             std::span<const std::array<uint32_t, kChannels<P>>> blurred,
                             size_t width, std::span<const uint8_t> indices, size_t k, Team& team);

// The squared error of `entries`, less what does not depend on them: blurred, plus `plain` times
// that without the blur.
template <size_t D>
double cost(const MixingSums<D>& sums, double plain,
            std::span<const std::array<double, D>> entries);

// Moves the entries from index `fixed` on to minimize the cost within 0 to `top`, by projected
// Gauss-Seidel sweeps. Entries without pixels stay.
template <size_t D>
void minimize_cost(const MixingSums<D>& sums, double plain, size_t fixed, double top,
                   std::span<std::array<double, D>> entries);

}  // namespace colorquant
