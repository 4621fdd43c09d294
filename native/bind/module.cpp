// The Python door: shapes, dtypes and the GIL. No algorithm lives here, and no validation either:
// Python hands over contiguous arrays that it has checked.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "core/count.hpp"
#include "core/dispatch.hpp"
#include "core/kmeans.hpp"
#include "core/lloyd.hpp"
#include "core/remap.hpp"

namespace nb = nanobind;
using namespace colorquant;

namespace {

using Bytes = nb::ndarray<const uint8_t, nb::shape<-1, 3>, nb::c_contig, nb::device::cpu>;
using Counts = nb::ndarray<const int64_t, nb::shape<-1>, nb::c_contig, nb::device::cpu>;
using Points = nb::ndarray<const double, nb::shape<-1, 3>, nb::c_contig, nb::device::cpu>;

std::span<const Color> colors_of(const Bytes& array) {
  return {reinterpret_cast<const Color*>(array.data()), array.shape(0)};
}

Histogram histogram_of(const Bytes& colors, const Counts& counts) {
  return {colors_of(colors), {counts.data(), counts.shape(0)}};
}

// An array that owns the vector it shows.
template <typename T, typename Element, size_t... Tail>
auto as_array(std::vector<Element>&& vector) {
  auto* owned = new std::vector<Element>(std::move(vector));
  nb::capsule owner(owned, [](void* p) noexcept { delete static_cast<std::vector<Element>*>(p); });
  const std::array<size_t, 1 + sizeof...(Tail)> shape{owned->size(), Tail...};
  return nb::ndarray<nb::numpy, T>(owned->data(), shape.size(), shape.data(), owner);
}

// Work without the GIL, on a team whose checkpoint lets Ctrl-C through and reports progress, the
// share done from 0 to 1, to a callable or to nobody.
template <typename Work>
auto without_gil(unsigned threads, const nb::object& progress, const Work& work) {
  nb::gil_scoped_release release;
  Team team(threads, [&](double done) {
    nb::gil_scoped_acquire acquire;
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (!progress.is_none()) progress(done);
  });
  return work(team);
}

auto as_arrays(ColorCounts&& counted) {
  return nb::make_tuple(as_array<uint8_t, Color, 3>(std::move(counted.colors)),
                        as_array<int64_t, int64_t>(std::move(counted.counts)));
}

auto count(const Bytes& pixels, unsigned threads, const nb::object& progress) {
  return as_arrays(without_gil(threads, progress,
                               [&](Team& team) { return count_colors(colors_of(pixels), team); }));
}

auto tally_counts(const Bytes& colors, const Counts& counts) {
  return as_arrays(without_gil(1, nb::none(), [&](Team&) {
    return tally(colors_of(colors), {counts.data(), counts.shape(0)});
  }));
}

auto kmeans(const Bytes& colors, const Counts& counts, size_t k, int effort, uint64_t seed,
            unsigned threads, const nb::object& progress) {
  RoundedPalette out = without_gil(threads, progress, [&](Team& team) {
    return fit_kmeans(histogram_of(colors, counts), k, static_cast<Effort>(effort), seed, team);
  });
  return nb::make_tuple(as_array<uint8_t, Color, 3>(std::move(out.colors)), out.optimal);
}

nb::object kmeans_of_cells(const Bytes& pixels, size_t k, uint64_t seed, unsigned threads,
                           const nb::object& progress) {
  auto out = without_gil(threads, progress,
                         [&](Team& team) { return fit_cells(colors_of(pixels), k, seed, team); });
  if (!out) return nb::none();
  return nb::cast(as_array<uint8_t, Color, 3>(std::move(*out)));
}

auto lloyd_centers(const Bytes& colors, const Counts& counts, const Points& start,
                   size_t max_iterations, unsigned threads, const nb::object& progress) {
  std::vector<int32_t> labels(colors.shape(0));
  LloydResult out = without_gil(threads, progress, [&](Team& team) {
    std::vector<Center> centers(start.shape(0));
    for (size_t j = 0; j < centers.size(); ++j)
      for (size_t c = 0; c < 3; ++c) centers[j][c] = on_grid(start.data()[3 * j + c]);
    const ColorTree tree(histogram_of(colors, counts), team);
    LloydResult result = lloyd(tree, std::move(centers), {max_iterations, 0.0, 0.0}, team);
    result.distortion = assign(tree, result.centers, team, labels.data()).distortion;
    return result;
  });
  return nb::make_tuple(as_array<double, Center, 3>(std::move(out.centers)),
                        as_array<int32_t, int32_t>(std::move(labels)), out.iterations,
                        out.distortion);
}

template <typename Index>
auto remap_pixels(const Bytes& pixels, const Bytes& palette,
                  nb::ndarray<Index, nb::shape<-1>, nb::c_contig, nb::device::cpu> indices,
                  unsigned threads, const nb::object& progress) {
  const Remapped out = without_gil(threads, progress, [&](Team& team) {
    return remap(colors_of(pixels), colors_of(palette), indices.data(), team);
  });
  return nb::make_tuple(out.squared_error, out.used);
}

}  // namespace

NB_MODULE(_core, module) {
  const auto threads = nb::arg("threads");
  const auto progress = nb::arg("progress").none() = nb::none();
  module.def("instruction_sets", &instruction_sets);
  module.def("instruction_set", [] { return std::string(kernels().name); });
  module.def("use_instruction_set", &use_instruction_set);
  module.def("count", &count, nb::arg("pixels"), threads, progress);
  module.def("tally", &tally_counts, nb::arg("colors"), nb::arg("counts"));
  module.def("kmeans", &kmeans, nb::arg("colors"), nb::arg("counts"), nb::arg("k"),
             nb::arg("effort"), nb::arg("seed"), threads, progress);
  module.def("kmeans_of_cells", &kmeans_of_cells, nb::arg("pixels"), nb::arg("k"), nb::arg("seed"),
             threads, progress);
  module.def("lloyd", &lloyd_centers, nb::arg("colors"), nb::arg("counts"), nb::arg("centers"),
             nb::arg("max_iterations"), threads, progress);
  module.def("remap", &remap_pixels<uint8_t>, nb::arg("pixels"), nb::arg("palette"),
             nb::arg("indices"), threads, progress);
  module.def("remap", &remap_pixels<uint16_t>, nb::arg("pixels"), nb::arg("palette"),
             nb::arg("indices"), threads, progress);
}
