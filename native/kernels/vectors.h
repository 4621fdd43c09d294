// Vectors 64 bytes wide everywhere: the compiler splits them where registers are narrower, so that
// the order of every sum is the same on every machine.
#pragma once

#include "kernels/kernels.h"

namespace {

constexpr size_t kLanes = 16;  // of 32 bits
constexpr size_t kLeafVectors = CQ_LEAF / kLanes;

typedef float Floats __attribute__((vector_size(64)));
typedef int32_t Ints __attribute__((vector_size(64)));
typedef int64_t Longs __attribute__((vector_size(128)));

// std::conditional, without the C++ library.
template <bool, typename Yes, typename No>
struct Choose {
  typedef Yes type;
};
template <typename Yes, typename No>
struct Choose<false, Yes, No> {
  typedef No type;
};

template <typename V, typename T>
inline V load(const T* p) {
  V v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

template <typename V, typename T>
inline void store(T* p, V v) {
  __builtin_memcpy(p, &v, sizeof v);
}

// One point in each lane.
template <size_t D>
struct LanePoints {
  Floats of[D];
};

template <size_t D>
inline LanePoints<D> load_points(const float* const planes[D], size_t begin) {
  LanePoints<D> points;
  for (size_t c = 0; c < D; ++c) points.of[c] = load<Floats>(planes[c] + begin);
  return points;
}

template <size_t D>
inline Floats squared_distance(const LanePoints<D>& points, const float center[D]) {
  Floats sum;
  for (size_t c = 0; c < D; ++c) {
    const Floats difference = points.of[c] - center[c];
    sum = c == 0 ? difference * difference : sum + difference * difference;
  }
  return sum;
}

template <size_t D>
struct Point {
  float of[D];
};

template <size_t D>
inline Point<D> candidate_at(const CqCandidates<D>* candidates, size_t position) {
  Point<D> point;
  for (size_t c = 0; c < D; ++c) point.of[c] = candidates->planes[c][position];
  return point;
}

// More than the relative rounding error of a squared distance in binary32.
constexpr float kSlack = 1e-6f;

}  // namespace
