// Weighted sums of points. Coordinates are multiples of a power of two, so sums of them are exact
// in binary64 and do not depend on the order in which threads add them.
#pragma once

#include <span>
#include <vector>

#include "core/colors.hpp"
#include "kernels/kernels.h"

namespace colorquant {

template <size_t D>
void add(CqSums<D>& into, const CqSums<D>& from) {
  into.weight += from.weight;
  for (size_t c = 0; c < D; ++c) into.of[c] += from.of[c];
}

template <size_t D>
Center<D> mean_of(const CqSums<D>& sums) {  // on the grid
  Center<D> mean;
  for (size_t c = 0; c < D; ++c) mean[c] = on_grid(sums.of[c] / sums.weight);
  return mean;
}

template <size_t D>
double squared_distance(const Center<D>& a, const Center<D>& b) {
  double sum = 0.0;
  for (size_t c = 0; c < D; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

// The result of assigning every point to its nearest center.
template <size_t D>
struct Assignment {
  std::vector<CqSums<D>> sums;  // of each center's points
  double distortion;            // weighted sum of the squared distances to the nearest center
};

// Adds up the sums of each thread. `total_square` is the sum of weight x |point|^2.
template <size_t D>
Assignment<D> combine(std::span<const std::vector<CqSums<D>>> parts,
                      std::span<const Center<D>> centers, double total_square) {
  Assignment<D> out{std::vector<CqSums<D>>(centers.size()), total_square};
  for (size_t j = 0; j < centers.size(); ++j) {
    CqSums<D>& sum = out.sums[j];
    for (const auto& part : parts) add(sum, part[j]);
    double square = 0.0, product = 0.0;
    for (size_t c = 0; c < D; ++c) {
      square += centers[j][c] * centers[j][c];
      product += centers[j][c] * sum.of[c];
    }
    out.distortion += sum.weight * square - 2.0 * product;
  }
  return out;
}

}  // namespace colorquant
