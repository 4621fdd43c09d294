#include "core/sorted.hpp"

#include "core/assert.hpp"
#include "core/z_sort.hpp"

namespace colorquant {

template <typename P>
Sorted<P>::Sorted(std::span<const P> colors, std::span<const int64_t> weights, Team& team)
    : order_(colors.size()), colors_(colors.size()), weights_(colors.size(), 1) {
  CQ_ASSERT(weights.empty() || weights.size() == colors.size());
  const auto coded = z_sorted(colors, team);
  for (size_t i = 0; i < coded.size(); ++i) {
    order_[i] = coded[i].second;
    colors_[i] = colors[order_[i]];
    if (!weights.empty()) weights_[i] = weights[order_[i]];
  }
}

template <typename P>
std::vector<int32_t> Sorted<P>::as_given(std::span<const int32_t> values) const {
  std::vector<int32_t> out(values.size());
  for (size_t i = 0; i < values.size(); ++i) out[order_[i]] = values[i];
  return out;
}

template class Sorted<DeepColor>;
template class Sorted<AlphaColor>;

}  // namespace colorquant
