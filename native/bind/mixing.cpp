// Palettes that are fitted to be dithered.
#include "bind/arrays.hpp"

namespace colorquant {
namespace {

template <typename P>
auto blur_points(const Rows<P>& points, size_t width, unsigned threads) {
  return as_rows(without_gil(threads, nb::none(),
                             [&](Team& team) { return blur(rows_of<P>(points), width, team); }));
}

// Returns the cost of the entries as they are, and moves them.
template <typename P>
double settle_entries(const Rows<P>& points,
                      const Rows<std::array<uint32_t, kChannels<P>>>& blurred, size_t width,
                      const Values<uint8_t>& indices,
                      nb::ndarray<double, nb::ndim<2>, nb::c_contig, nb::device::cpu> entries,
                      size_t fixed, double plain, unsigned threads) {
  constexpr size_t D = kChannels<P>;
  const std::span moved(reinterpret_cast<std::array<double, D>*>(entries.data()), entries.shape(0));
  return without_gil(threads, nb::none(), [&](Team& team) {
    const auto mixture = mix<P>(rows_of<P>(points), rows_of<std::array<uint32_t, D>>(blurred),
                                width, values_of(indices), moved.size(), team);
    const double before = cost<D>(mixture, plain, moved);
    minimize_cost<D>(mixture, plain, fixed, 65535.0, moved);
    return before;
  });
}

template <typename P>
void bind_mixing_of(nb::module_& module) {
  const auto threads = nb::arg("threads");
  module.def("blur", &blur_points<P>, nb::arg("points").noconvert(), nb::arg("width"), threads);
  module.def("settle", &settle_entries<P>, nb::arg("points").noconvert(),
             nb::arg("blurred").noconvert(), nb::arg("width"), nb::arg("indices").noconvert(),
             nb::arg("entries").noconvert(), nb::arg("fixed"), nb::arg("plain"), threads);
}

}  // namespace

void bind_mixing(nb::module_& module) {
  bind_mixing_of<DeepColor>(module);
  bind_mixing_of<AlphaColor>(module);
}

}  // namespace colorquant
