// First centres for the search.
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

// Weighted k-means++ (Arthur & Vassilvitskii 2007, SODA, doi:10.5555/1283383.1283494). Fewer than
// `k` centres only if the summary has fewer points.
std::vector<Center> plus_plus(const Summary& summary, size_t k, Random& random, Team& team);

}  // namespace colorquant
