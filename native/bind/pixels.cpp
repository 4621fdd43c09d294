// What is done for every pixel: counting, and mapping 8-bit colors to the nearest entry.
#include "bind/arrays.hpp"

namespace colorquant {
namespace {

template <typename P>
auto as_arrays(ColorCounts<P>&& counted) {
  nb::object weights = nb::none();
  if (!counted.weights.empty()) weights = nb::cast(as_values(std::move(counted.weights)));
  return nb::make_tuple(as_rows(std::move(counted.colors)), as_values(std::move(counted.counts)),
                        weights);
}

auto count(const Rows<Color>& pixels, unsigned threads, const nb::object& progress) {
  auto counted = without_gil(
      threads, progress, [&](Team& team) { return count_colors(rows_of<Color>(pixels), team); });
  return nb::make_tuple(as_rows(std::move(counted.colors)), as_values(std::move(counted.counts)));
}

template <typename P>
auto distinct(const Rows<P>& pixels, const std::optional<Values<uint8_t>>& weights,
              unsigned threads) {
  return as_arrays(without_gil(threads, nb::none(), [&](Team& team) {
    return find_distinct<P>(rows_of<P>(pixels), values_of(weights), nullptr, team);
  }));
}

template <typename P>
auto distinct_places(const Rows<P>& pixels, unsigned threads) {
  std::vector<uint32_t> positions(pixels.shape(0));
  auto found = without_gil(threads, nb::none(), [&](Team& team) {
    return find_distinct<P>(rows_of<P>(pixels), {}, positions.data(), team);
  });
  return nb::make_tuple(as_rows(std::move(found.colors)), as_values(std::move(found.counts)),
                        as_values(std::move(positions)));
}

template <typename P>
auto tally_counts(const Rows<P>& colors, const Values<int64_t>& counts,
                  const std::optional<Values<int64_t>>& weights, unsigned threads) {
  return as_arrays(without_gil(threads, nb::none(), [&](Team& team) {
    return tally<P>(rows_of<P>(colors), values_of(counts), values_of(weights), team);
  }));
}

template <typename Index>
auto remap_pixels(const Rows<Color>& pixels, const Rows<Color>& palette,
                  nb::ndarray<Index, nb::shape<-1>, nb::c_contig, nb::device::cpu> indices,
                  unsigned threads, const nb::object& progress) {
  const Remapped out = without_gil(threads, progress, [&](Team& team) {
    return remap(rows_of<Color>(pixels), rows_of<Color>(palette), indices.data(), team);
  });
  return nb::make_tuple(out.squared_error, out.used);
}

template <typename Index>
auto measure_pixels(const Rows<Color>& pixels, const Rows<Color>& palette,
                    const Values<Index>& indices, unsigned threads) {
  const Remapped out = without_gil(threads, nb::none(), [&](Team& team) {
    return measure(rows_of<Color>(pixels), rows_of<Color>(palette), indices.data(), team);
  });
  return nb::make_tuple(out.squared_error, out.used);
}

// Each pixel's value in a table of all 8-bit colors, red being the highest byte of an index.
template <typename Index>
void look_up(const Rows<Color>& pixels, const Values<Index>& table,
             nb::ndarray<Index, nb::shape<-1>, nb::c_contig, nb::device::cpu> out,
             unsigned threads) {
  without_gil(threads, nb::none(), [&](Team& team) {
    look_up_colors(rows_of<Color>(pixels), table.data(), out.data(), team);
    return 0;
  });
}

template <typename P>
void bind_distinct(nb::module_& module) {
  const auto threads = nb::arg("threads");
  module.def("distinct", &distinct<P>, nb::arg("pixels").noconvert(), nb::arg("weights").none(),
             threads);
  module.def("distinct_places", &distinct_places<P>, nb::arg("pixels").noconvert(), threads);
  module.def("tally", &tally_counts<P>, nb::arg("colors"), nb::arg("counts"),
             nb::arg("weights").none(), threads);
}

}  // namespace

void bind_pixels(nb::module_& module) {
  const auto threads = nb::arg("threads");
  module.def("count", &count, nb::arg("pixels").noconvert(), threads, progress_argument());
  bind_distinct<Color>(module);
  bind_distinct<Rgba>(module);
  bind_distinct<DeepColor>(module);
  bind_distinct<AlphaColor>(module);
  module.def("look_up", &look_up<uint8_t>, nb::arg("pixels").noconvert(), nb::arg("table"),
             nb::arg("indices").noconvert(), threads);
  module.def("look_up", &look_up<uint16_t>, nb::arg("pixels").noconvert(), nb::arg("table"),
             nb::arg("indices").noconvert(), threads);
  module.def("measure", &measure_pixels<uint8_t>, nb::arg("pixels").noconvert(), nb::arg("palette"),
             nb::arg("indices").noconvert(), threads);
  module.def("measure", &measure_pixels<uint16_t>, nb::arg("pixels").noconvert(),
             nb::arg("palette"), nb::arg("indices").noconvert(), threads);
  module.def("remap", &remap_pixels<uint8_t>, nb::arg("pixels").noconvert(), nb::arg("palette"),
             nb::arg("indices").noconvert(), threads, progress_argument());
  module.def("remap", &remap_pixels<uint16_t>, nb::arg("pixels").noconvert(), nb::arg("palette"),
             nb::arg("indices").noconvert(), threads, progress_argument());
}

}  // namespace colorquant
