// Fits: K-Means on 8-bit sRGB colors, and on points of any working space.
#include "bind/arrays.hpp"

namespace colorquant {
namespace {

// The conversions of a working space, by a Python object with the methods `entries(centers)` and
// `points(entries)`.
template <typename P>
class RoundingByPython final : public Rounding<kChannels<P>> {
 public:
  static constexpr size_t D = kChannels<P>;

  explicit RoundingByPython(const nb::object& space) : space_(space) {}

  std::vector<Rgba> entries(std::span<const Center<D>> centers) const override {
    nb::gil_scoped_acquire acquire;
    std::vector<Center<D>> copy(centers.begin(), centers.end());
    return to_vector<Rgba>(space_.attr("entries")(as_rows(std::move(copy))));
  }

  std::vector<Center<D>> centers(std::span<const Rgba> entries) const override {
    nb::gil_scoped_acquire acquire;
    std::vector<Rgba> copy(entries.begin(), entries.end());
    const auto points = to_vector<P>(space_.attr("points")(as_rows(std::move(copy))));
    return as_centers(std::span<const P>(points));
  }

 private:
  template <typename Row>
  static std::vector<Row> to_vector(const nb::object& array) {
    const auto rows = nb::cast<Rows<Row>>(array);
    return {rows_of<Row>(rows).begin(), rows_of<Row>(rows).end()};
  }

  const nb::object& space_;
};

// The levels as Python numbers them.
Effort effort_of(int level) { return static_cast<Effort>(level); }

template <typename P>
auto fit(const Histogram<P>& histogram, size_t k, int effort, uint64_t seed, unsigned threads,
         const Rounding<kChannels<P>>& rounding, const Rows<Rgba>& fixed,
         const nb::object& progress) {
  RoundedPalette out = without_gil(threads, progress, [&](Team& team) {
    FixedEntries<kChannels<P>> kept{{}, rounding.centers(rows_of<Rgba>(fixed))};
    kept.entries.assign(rows_of<Rgba>(fixed).begin(), rows_of<Rgba>(fixed).end());
    return fit_kmeans(histogram, k, effort_of(effort), seed, rounding, kept, team);
  });
  return nb::make_tuple(as_rows(std::move(out.entries)), out.optimal);
}

auto kmeans(const Rows<Color>& colors, const Values<int64_t>& weights, size_t k, int effort,
            uint64_t seed, unsigned threads, const Rows<Rgba>& fixed, const nb::object& progress) {
  const Histogram<Color> histogram{rows_of<Color>(colors), values_of(weights)};
  return fit(histogram, k, effort, seed, threads, RoundingToSrgb(), fixed, progress);
}

template <typename P>
auto kmeans_of_points(const Rows<P>& points, const Values<int64_t>& weights, size_t k, int effort,
                      uint64_t seed, unsigned threads, const nb::object& space,
                      const Rows<Rgba>& fixed, const nb::object& progress) {
  const Sorted<P> sorted = without_gil(threads, nb::none(), [&](Team& team) {
    return Sorted<P>(rows_of<P>(points), values_of(weights), team);
  });
  return fit(sorted.histogram(), k, effort, seed, threads, RoundingByPython<P>(space), fixed,
             progress);
}

nb::object kmeans_of_cells(const Rows<Color>& pixels, size_t k, uint64_t seed, unsigned threads,
                           const nb::object& progress) {
  auto out = without_gil(threads, progress, [&](Team& team) {
    return fit_cells(rows_of<Color>(pixels), k, seed, team);
  });
  if (!out) return nb::none();
  return nb::cast(as_rows(std::move(*out)));
}

template <typename P>
auto centers_of_points(const Rows<P>& points, const Values<int64_t>& weights, size_t k, int effort,
                       uint64_t seed, unsigned threads, const nb::object& progress) {
  return as_rows(without_gil(threads, progress, [&](Team& team) {
    const Sorted<P> sorted(rows_of<P>(points), values_of(weights), team);
    return fit_centers(sorted.histogram(), k, effort_of(effort), seed, team);
  }));
}

// Starts from the given centers; labels and distortion are those of the final centers.
template <typename P>
LloydResult<kChannels<P>> iterate(const Histogram<P>& histogram,
                                  const Rows<Center<kChannels<P>>>& start, size_t max_iterations,
                                  int32_t* labels, Team& team) {
  const auto given = rows_of<Center<kChannels<P>>>(start);
  std::vector<Center<kChannels<P>>> centers(given.begin(), given.end());
  for (auto& center : centers)
    for (double& coordinate : center) coordinate = on_grid(coordinate);
  const ColorTree<P> tree(histogram, team);
  auto result = lloyd(tree, std::move(centers), {max_iterations, 0.0, 0.0, 0}, team);
  result.distortion = assign<P>(tree, result.centers, team, labels).distortion;
  return result;
}

template <size_t D>
auto as_tuple(LloydResult<D>&& result, std::vector<int32_t>&& labels) {
  return nb::make_tuple(as_rows(std::move(result.centers)), as_values(std::move(labels)),
                        result.iterations, result.distortion);
}

auto lloyd_of_colors(const Rows<Color>& colors, const Values<int64_t>& weights,
                     const Rows<Center<3>>& start, size_t max_iterations, unsigned threads,
                     const nb::object& progress) {
  std::vector<int32_t> labels(colors.shape(0));
  auto result = without_gil(threads, progress, [&](Team& team) {
    const Histogram<Color> histogram{rows_of<Color>(colors), values_of(weights)};
    return iterate(histogram, start, max_iterations, labels.data(), team);
  });
  return as_tuple(std::move(result), std::move(labels));
}

template <typename P>
auto lloyd_of_points(const Rows<P>& points, const Values<int64_t>& weights,
                     const Rows<Center<kChannels<P>>>& start, size_t max_iterations,
                     unsigned threads, const nb::object& progress) {
  std::vector<int32_t> labels(points.shape(0));
  auto result = without_gil(threads, progress, [&](Team& team) {
    const Sorted<P> sorted(rows_of<P>(points), values_of(weights), team);
    auto found = iterate(sorted.histogram(), start, max_iterations, labels.data(), team);
    labels = sorted.as_given(labels);
    return found;
  });
  return as_tuple(std::move(result), std::move(labels));
}

template <typename P>
auto assign_points(const Rows<P>& points, const Rows<P>& centers, unsigned threads) {
  return as_values(without_gil(threads, nb::none(), [&](Team& team) {
    const Sorted<P> sorted(rows_of<P>(points), {}, team);
    const ColorTree<P> tree(sorted.histogram(), team);
    std::vector<int32_t> labels(points.shape(0));
    assign<P>(tree, as_centers(rows_of<P>(centers)), team, labels.data());
    return sorted.as_given(labels);
  }));
}

template <typename P>
void bind_points(nb::module_& module) {
  module.def("kmeans_of_points", &kmeans_of_points<P>, nb::arg("points"), nb::arg("weights"),
             nb::arg("k"), nb::arg("effort"), nb::arg("seed"), nb::arg("threads"), nb::arg("space"),
             nb::arg("fixed"), progress_argument());
  module.def("centers_of_points", &centers_of_points<P>, nb::arg("points"), nb::arg("weights"),
             nb::arg("k"), nb::arg("effort"), nb::arg("seed"), nb::arg("threads"),
             progress_argument());
  module.def("lloyd_of_points", &lloyd_of_points<P>, nb::arg("points"), nb::arg("weights"),
             nb::arg("centers"), nb::arg("max_iterations"), nb::arg("threads"),
             progress_argument());
  module.def("assign", &assign_points<P>, nb::arg("points"), nb::arg("centers"),
             nb::arg("threads"));
}

}  // namespace

void bind_fits(nb::module_& module) {
  const auto threads = nb::arg("threads");
  module.def("kmeans", &kmeans, nb::arg("colors"), nb::arg("weights"), nb::arg("k"),
             nb::arg("effort"), nb::arg("seed"), threads, nb::arg("fixed"), progress_argument());
  module.def("kmeans_of_cells", &kmeans_of_cells, nb::arg("pixels"), nb::arg("k"), nb::arg("seed"),
             threads, progress_argument());
  bind_points<DeepColor>(module);
  bind_points<AlphaColor>(module);
  module.def("lloyd", &lloyd_of_colors, nb::arg("colors"), nb::arg("weights"), nb::arg("centers"),
             nb::arg("max_iterations"), threads, progress_argument());
}

}  // namespace colorquant
