// Arrays between Python and the core: shapes, dtypes and the GIL. No algorithms and no validation:
// Python passes contiguous arrays that it has checked.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>

#include "core/colorquant.hpp"

namespace colorquant {

namespace nb = nanobind;

template <typename T>
using Values = nb::ndarray<const T, nb::shape<-1>, nb::c_contig, nb::device::cpu>;

// The rows of an array whose elements are P.
template <typename P>
using Rows = nb::ndarray<const typename P::value_type,
                         nb::shape<-1, static_cast<nb::ssize_t>(std::tuple_size_v<P>)>,
                         nb::c_contig, nb::device::cpu>;

template <typename P>
std::span<const P> rows_of(const Rows<P>& array) {
  return {reinterpret_cast<const P*>(array.data()), array.shape(0)};
}

template <typename T>
std::span<const T> values_of(const Values<T>& array) {
  return {array.data(), array.shape(0)};
}

template <typename T>
std::span<const T> values_of(const std::optional<Values<T>>& array) {
  return array ? values_of(*array) : std::span<const T>();
}

// An array that owns the vector it shows.
template <typename T, typename Element, size_t... Tail>
auto as_array(std::vector<Element>&& vector) {
  auto* owned = new std::vector<Element>(std::move(vector));
  nb::capsule owner(owned, [](void* p) noexcept { delete static_cast<std::vector<Element>*>(p); });
  const std::array<size_t, 1 + sizeof...(Tail)> shape{owned->size(), Tail...};
  return nb::ndarray<nb::numpy, T>(owned->data(), shape.size(), shape.data(), owner);
}

template <typename P>
auto as_rows(std::vector<P>&& rows) {
  return as_array<typename P::value_type, P, std::tuple_size_v<P>>(std::move(rows));
}

template <typename T>
auto as_values(std::vector<T>&& values) {
  return as_array<T, T>(std::move(values));
}

// Runs work(team) without the GIL. The team's checkpoint raises KeyboardInterrupt and reports
// progress, from 0 to 1, to a callable or None.
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

inline auto progress_argument() { return nb::arg("progress").none() = nb::none(); }

void bind_pixels(nb::module_& module);
void bind_fits(nb::module_& module);
void bind_dithers(nb::module_& module);
void bind_mixing(nb::module_& module);

}  // namespace colorquant
