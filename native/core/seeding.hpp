// First centers for the search.
#pragma once

#include <cstdint>

#include "core/summary.hpp"

namespace colorquant {

// SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195): the same numbers everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next();
  double uniform();  // in [0, 1), 53 bits

 private:
  uint64_t state_;
};

// Weighted k-means++ (Arthur & Vassilvitskii 2007, SODA, doi:10.5555/1283383.1283494): adds centers
// to those given until there are `k`. Fewer only if the summary has fewer points.
template <size_t D>
std::vector<Center<D>> kmeans_plus_plus(const Summary<D>& summary, std::vector<Center<D>> centers,
                                        size_t k, Random& random, Team& team);

}  // namespace colorquant
