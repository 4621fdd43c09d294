// Colors that come in any order, put into Z-order.
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

  // What belongs to the sorted colors, in the order in which the colors came.
  std::vector<int32_t> as_given(std::span<const int32_t> values) const;

 private:
  std::vector<uint32_t> order_;  // where each of the sorted colors came
  std::vector<P> colors_;
  std::vector<int64_t> weights_;
};

}  // namespace colorquant
