// Vectors 64 bytes wide everywhere: the compiler splits them where registers are narrower, so that
// the order of every sum is the same on every machine.
#pragma once

#include "kernels/kernels.h"

#if defined(__AVX512F__) || defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace {

constexpr size_t kFloats = 16;
constexpr size_t kVectors = CQ_LEAF / kFloats;

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

// One bit for each lane of a comparison's result.
inline uint32_t bits(Ints mask) {
#if defined(__AVX512DQ__)
  return _mm512_movepi32_mask(reinterpret_cast<__m512i>(mask));
#elif defined(__AVX2__)
  __m256 halves[2];
  __builtin_memcpy(halves, &mask, sizeof mask);
  return static_cast<uint32_t>(_mm256_movemask_ps(halves[0]) | _mm256_movemask_ps(halves[1]) << 8);
#elif defined(__SSE2__)
  __m128 quarters[4];
  __builtin_memcpy(quarters, &mask, sizeof mask);
  return static_cast<uint32_t>(_mm_movemask_ps(quarters[0]) | _mm_movemask_ps(quarters[1]) << 4 |
                               _mm_movemask_ps(quarters[2]) << 8 |
                               _mm_movemask_ps(quarters[3]) << 12);
#else
  uint32_t out = 0;
  for (size_t l = 0; l < kFloats; ++l) out |= static_cast<uint32_t>(mask[l] & 1) << l;
  return out;
#endif
}

// The coordinates of 16 points.
template <size_t D>
struct Lanes {
  Floats of[D];
};

template <size_t D>
inline Lanes<D> load_lanes(const float* const planes[D], size_t at) {
  Lanes<D> lanes;
  for (size_t c = 0; c < D; ++c) lanes.of[c] = load<Floats>(planes[c] + at);
  return lanes;
}

template <size_t D>
inline Floats squared_distance(const Lanes<D>& lanes, const float center[D]) {
  Floats sum;
  for (size_t c = 0; c < D; ++c) {
    const Floats difference = lanes.of[c] - center[c];
    sum = c == 0 ? difference * difference : sum + difference * difference;
  }
  return sum;
}

// The place of candidate j.
template <size_t D>
struct Place {
  float of[D];
};

template <size_t D>
inline Place<D> place_of(const CqCandidates<D>* candidates, size_t j) {
  Place<D> place;
  for (size_t c = 0; c < D; ++c) place.of[c] = candidates->planes[c][j];
  return place;
}

// What binary32 may be off by in a comparison of distances is less than this share.
constexpr float kSlack = 1e-6f;

}  // namespace
