#include "core/sorted.hpp"

#include <algorithm>

namespace colorquant {

template <typename P>
Sorted<P>::Sorted(std::span<const P> colors, std::span<const int64_t> weights) {
  std::vector<std::pair<Code<P>, uint32_t>> keys(colors.size());
  for (size_t i = 0; i < colors.size(); ++i) keys[i] = {z_order(colors[i]), i};
  std::ranges::sort(keys);
  for (const auto& [code, i] : keys) {
    order_.push_back(i);
    colors_.push_back(colors[i]);
    weights_.push_back(weights.empty() ? 1 : weights[i]);
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
