// The lanes of a vector: their numbers, masks of them, and reductions over all of them.
#pragma once

#include "kernels/vectors.h"

#if defined(__AVX512F__) || defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace {

constexpr Ints kLaneNumbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// A mask of the first n lanes; all of them if n is more.
inline Ints first_lanes(size_t n) {
  return kLaneNumbers < static_cast<int32_t>(n < kLanes ? n : kLanes);
}

// One bit for each lane of a mask.
inline uint32_t bitmask(Ints mask) {
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
  for (size_t l = 0; l < kLanes; ++l) out |= static_cast<uint32_t>(mask[l] & 1) << l;
  return out;
#endif
}

// Combines all lanes with an associative operation, in halving steps; every lane gets the result.
template <typename V, typename Combine>
inline V reduce_lanes(V v, const Combine& combine) {
  v = combine(v,
              __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v = combine(v,
              __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  v = combine(v,
              __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  return combine(
      v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
}

template <typename V>
inline V min_over_lanes(V v) {
  return reduce_lanes(v, [](V a, V b) { return a < b ? a : b; });
}

// The sums over all lanes of a, b, c and d, in lanes 0, 4, 8 and 12.
inline Ints sum_four_over_lanes(Ints a, Ints b, Ints c, Ints d) {
  const Ints ab =
      __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
      __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
  const Ints cd =
      __builtin_shufflevector(c, d, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
      __builtin_shufflevector(c, d, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
  Ints sum =
      __builtin_shufflevector(ab, cd, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
      __builtin_shufflevector(ab, cd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
  sum += __builtin_shufflevector(sum, sum, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  sum += __builtin_shufflevector(sum, sum, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  return sum;
}

}  // namespace
