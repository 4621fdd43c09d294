// Dithering.
#include "bind/arrays.hpp"

namespace colorquant {
namespace {

template <typename Index>
using Indices = nb::ndarray<Index, nb::shape<-1>, nb::c_contig, nb::device::cpu>;

using Thresholds = nb::ndarray<const float, nb::shape<-1, -1>, nb::c_contig, nb::device::cpu>;

SpaceLut space_lut(const Values<float>& nodes, const std::array<double, 4>& middle_and_reach) {
  Four middle;
  for (size_t c = 0; c < 4; ++c) middle[c] = static_cast<float>(middle_and_reach[c]);
  const float reach = middle[3];
  middle[3] = 0.0f;
  return {values_of(nodes), middle, reach};
}

template <typename P, typename Index>
void diffuse_pixels(const Rows<P>& pixels, size_t width, const Rows<Rgba>& entries,
                    const Values<float>& nodes, const std::array<double, 4>& middle_and_reach,
                    const Rows<std::array<float, 3>>& taps, bool serpentine, double strength,
                    double within, Indices<Index> indices, unsigned threads,
                    const nb::object& progress) {
  Diffusion diffusion{{}, serpentine, static_cast<float>(strength), static_cast<float>(within)};
  for (const auto& [dx, dy, share] : rows_of<std::array<float, 3>>(taps))
    diffusion.taps.push_back({static_cast<int>(dx), static_cast<int>(dy), share});
  const SpaceLut space = space_lut(nodes, middle_and_reach);
  without_gil(threads, progress, [&](Team& team) {
    diffuse(rows_of<P>(pixels), width, rows_of<Rgba>(entries), space, diffusion, indices.data(),
            team);
    return 0;
  });
}

// Pixels and indices select the overload: they must not be converted to those of another.
template <typename P, typename Index>
void bind_diffuse(nb::module_& module) {
  module.def("diffuse", &diffuse_pixels<P, Index>, nb::arg("pixels").noconvert(), nb::arg("width"),
             nb::arg("entries").noconvert(), nb::arg("nodes"), nb::arg("middle_and_reach"),
             nb::arg("taps"), nb::arg("serpentine"), nb::arg("strength"), nb::arg("within"),
             nb::arg("indices").noconvert(), nb::arg("threads"), progress_argument());
}

template <typename P, typename Index>
void dither_pixels_in_order(const Rows<P>& pixels, size_t width, const Rows<Rgba>& entries,
                            const Values<float>& nodes,
                            const std::array<double, 4>& middle_and_reach,
                            const Thresholds& thresholds, double contrast, Indices<Index> indices,
                            unsigned threads, const nb::object& progress) {
  const SpaceLut space = space_lut(nodes, middle_and_reach);
  const Mask mask{{thresholds.data(), thresholds.size()}, thresholds.shape(0)};
  without_gil(threads, progress, [&](Team& team) {
    dither_in_order(rows_of<P>(pixels), width, rows_of<Rgba>(entries), space, mask,
                    static_cast<float>(contrast), indices.data(), team);
    return 0;
  });
}

template <typename P, typename Index>
void bind_ordered(nb::module_& module) {
  module.def("dither_in_order", &dither_pixels_in_order<P, Index>, nb::arg("pixels").noconvert(),
             nb::arg("width"), nb::arg("entries").noconvert(), nb::arg("nodes"),
             nb::arg("middle_and_reach"), nb::arg("thresholds"), nb::arg("contrast"),
             nb::arg("indices").noconvert(), nb::arg("threads"), progress_argument());
}

template <typename P, typename Index>
void dither_pixels_along_curve(const Rows<P>& pixels, size_t width, const Rows<Rgba>& entries,
                               const Values<float>& nodes,
                               const std::array<double, 4>& middle_and_reach,
                               const std::array<float, kRemembered>& shares, Indices<Index> indices,
                               const nb::object& progress) {
  const SpaceLut space = space_lut(nodes, middle_and_reach);
  without_gil(1, progress, [&](Team& team) {
    dither_along_curve(rows_of<P>(pixels), width, rows_of<Rgba>(entries), space, shares,
                       indices.data(), team);
    return 0;
  });
}

template <typename P, typename Index>
void bind_riemersma(nb::module_& module) {
  module.def("dither_along_curve", &dither_pixels_along_curve<P, Index>,
             nb::arg("pixels").noconvert(), nb::arg("width"), nb::arg("entries").noconvert(),
             nb::arg("nodes"), nb::arg("middle_and_reach"), nb::arg("shares"),
             nb::arg("indices").noconvert(), progress_argument());
}

template <typename P, typename Index>
void bind_dithers_to(nb::module_& module) {
  bind_diffuse<P, Index>(module);
  bind_ordered<P, Index>(module);
  bind_riemersma<P, Index>(module);
}

template <typename P>
void bind_dithers_of(nb::module_& module) {
  bind_dithers_to<P, uint8_t>(module);
  bind_dithers_to<P, uint16_t>(module);
}

}  // namespace

void bind_dithers(nb::module_& module) {
  bind_dithers_of<Color>(module);
  bind_dithers_of<DeepColor>(module);
  bind_dithers_of<Rgba>(module);
  bind_dithers_of<AlphaColor>(module);
}

}  // namespace colorquant
