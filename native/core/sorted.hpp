// Sorts colors into Z-order and maps results back.
#pragma once

#include <span>
#include <vector>

#include "core/colors.hpp"
#include "core/team.hpp"

namespace colorquant {

template <typename P>
class Sorted {
 public:
  // Fewer than 2^32; every weight is 1 if none are given.
  Sorted(std::span<const P> colors, std::span<const int64_t> weights, Team& team);

  Histogram<P> histogram() const { return {colors_, weights_}; }

  // The values of the sorted colors, in the original order.
  std::vector<int32_t> as_given(std::span<const int32_t> values) const;

 private:
  std::vector<uint32_t> order_;  // the original index of each sorted color
  std::vector<P> colors_;
  std::vector<int64_t> weights_;
};

}  // namespace colorquant
