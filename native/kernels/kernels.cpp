// One source for every instruction set. Vectors are 64 bytes wide everywhere: the compiler splits
// them where registers are narrower, so that the order of every sum is the same on every machine.
#include "kernels/kernels.h"

#if defined(__AVX512F__) || defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace {

constexpr size_t kFloats = 16;
constexpr size_t kVectors = CQ_LEAF / kFloats;

typedef float Floats __attribute__((vector_size(64)));
typedef int32_t Ints __attribute__((vector_size(64)));
typedef uint8_t Bytes __attribute__((vector_size(16)));
typedef int64_t Longs __attribute__((vector_size(128)));

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

inline Ints widen(const uint8_t* p) { return __builtin_convertvector(load<Bytes>(p), Ints); }

inline Floats as_floats(Ints v) { return __builtin_convertvector(v, Floats); }

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

inline Floats squared_distance(Floats x, Floats y, Floats z, float cx, float cy, float cz) {
  const Floats dx = x - cx, dy = y - cy, dz = z - cz;
  return dx * dx + dy * dy + dz * dz;
}

// What binary32 may be off by in the tests below is less than this share.
constexpr float kSlack = 1e-6f;

// The place of the smallest of n distances, skipping place `skip`.
inline size_t smallest(const float* squared, size_t n, size_t skip) {
  const Ints lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  Floats best = Floats{} + 3e38f;
  Ints place = Ints{};
  for (size_t j = 0; j < n; j += kFloats) {
    const Ints at = lanes + static_cast<int32_t>(j);
    const Floats d = load<Floats>(squared + j);
    const Ints closer = (d < best) & (at != static_cast<int32_t>(skip));
    best = closer ? d : best;
    place = closer ? at : place;
  }
  const auto least_of = [](Floats a, Floats b) { return a < b ? a : b; };
  Floats least = best;
  least = least_of(least, __builtin_shufflevector(least, least, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1,
                                                  2, 3, 4, 5, 6, 7));
  least = least_of(least, __builtin_shufflevector(least, least, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14,
                                                  15, 8, 9, 10, 11));
  least = least_of(least, __builtin_shufflevector(least, least, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8,
                                                  9, 14, 15, 12, 13));
  least = least_of(least, __builtin_shufflevector(least, least, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11,
                                                  10, 13, 12, 15, 14));
  return static_cast<size_t>(place[__builtin_ctz(bits(best == least))]);
}

// Lanes in which a candidate can beat the rival somewhere in the box. The difference of the two
// squared distances is linear over the box: its value in the middle, less what it can lose on
// the way to a corner (the test of Kanungo et al. 2002, doi:10.1109/TPAMI.2002.1017616).
struct Rival {
  float x, y, z, squared;
};

inline Ints can_beat(const CqCandidates* in, Floats squared, size_t j, const Rival& rival,
                     const CqBox* box) {
  const auto magnitude = [](Floats v) { return v < 0.0f ? -v : v; };
  const Floats reach = magnitude(load<Floats>(in->x + j) - rival.x) * box->half[0] +
                       magnitude(load<Floats>(in->y + j) - rival.y) * box->half[1] +
                       magnitude(load<Floats>(in->z + j) - rival.z) * box->half[2];
  const Floats ahead = squared * (1.0f - kSlack) - rival.squared * (1.0f + kSlack);
  return ahead <= reach * (2.0f + 2.0f * kSlack);
}

// Copies the candidates in + j + lane, for the lanes given, to out + at; returns how many.
inline size_t append(const CqCandidates* in, size_t j, uint32_t lanes, CqCandidates* out,
                     size_t at) {
#if defined(__AVX512F__)
  // Whole vectors, so that the next level's loads need not wait for many small stores.
  const __mmask16 mask = static_cast<__mmask16>(lanes);
  const __m512 x = _mm512_maskz_compress_ps(mask, _mm512_loadu_ps(in->x + j));
  const __m512 y = _mm512_maskz_compress_ps(mask, _mm512_loadu_ps(in->y + j));
  const __m512 z = _mm512_maskz_compress_ps(mask, _mm512_loadu_ps(in->z + j));
  const __m512i index = _mm512_maskz_compress_epi32(mask, _mm512_loadu_si512(in->index + j));
  _mm512_storeu_ps(out->x + at, x);
  _mm512_storeu_ps(out->y + at, y);
  _mm512_storeu_ps(out->z + at, z);
  _mm512_storeu_si512(out->index + at, index);
  return static_cast<size_t>(__builtin_popcount(lanes));
#else
  size_t kept = 0;
  for (; lanes; lanes &= lanes - 1, ++kept) {
    const size_t from = j + static_cast<size_t>(__builtin_ctz(lanes));
    out->x[at + kept] = in->x[from];
    out->y[at + kept] = in->y[from];
    out->z[at + kept] = in->z[from];
    out->index[at + kept] = in->index[from];
  }
  return kept;
#endif
}

void filter(const CqCandidates* in, const CqBox* box, int ranks, CqCandidates* out) {
  float* squared = reinterpret_cast<float*>(out->index);  // free until candidates are written
  const size_t n = in->size;
  const auto* m = box->middle;
  for (size_t j = 0; j < n; j += kFloats) {
    Floats d = squared_distance(load<Floats>(in->x + j), load<Floats>(in->y + j),
                                load<Floats>(in->z + j), m[0], m[1], m[2]);
    if (j + kFloats > n) {
      const Ints lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
      d = lanes < static_cast<int32_t>(n - j) ? d : Floats{} + 3.1e38f;
    }
    store(squared + j, d);
  }
  const size_t first = smallest(squared, n, n);
  const size_t last = ranks == 2 && n > 1 ? smallest(squared, n, first) : first;
  // Who can beat none of the ranks anywhere is out: it has that many nearer everywhere.
  const auto rival = [&](size_t j) {
    return Rival{in->x[j], in->y[j], in->z[j], load<float>(squared + j)};
  };
  const Rival one = rival(first), other = rival(last);
  size_t kept = 0;
  for (size_t j = 0; j < n; j += kFloats) {
    Ints keep = can_beat(in, load<Floats>(squared + j), j, one, box);
    if (first != last) keep |= can_beat(in, load<Floats>(squared + j), j, other, box);
    uint32_t lanes = bits(keep);
    if (n - j < kFloats) lanes &= (1u << (n - j)) - 1;
    kept += append(in, j, lanes, out, kept);
  }
  out->size = kept;
}

double measure(const CqColors* colors, CqBox* box, CqSums* sums) {
  const uint8_t* const planes[3] = {colors->x, colors->y, colors->z};
  int64_t totals[4] = {0, 0, 0, 0}, square = 0;
  for (size_t i = 0; i < colors->size; ++i) totals[3] += colors->counts[i];
  for (int c = 0; c < 3; ++c) {
    uint8_t low = 255, high = 0;
    for (size_t i = 0; i < colors->size; ++i) {
      const uint8_t v = planes[c][i];
      low = v < low ? v : low;
      high = v > high ? v : high;
      totals[c] += colors->counts[i] * v;
      square += colors->counts[i] * (v * v);
    }
    box->middle[c] = 0.5f * static_cast<float>(high + low);
    box->half[c] = 0.5f * static_cast<float>(high - low);
  }
  sums->count = static_cast<double>(totals[3]);
  sums->x = static_cast<double>(totals[0]);
  sums->y = static_cast<double>(totals[1]);
  sums->z = static_cast<double>(totals[2]);
  return static_cast<double>(square);
}

// The exact answer for one colour, where binary32 cannot tell.
int32_t nearest_exactly(const double color[3], const CqCandidates* candidates,
                        const double (*centers)[3]) {
  double best = 1e300;
  int32_t position = 0;
  for (size_t j = 0; j < candidates->size; ++j) {
    const double* center = centers[candidates->index[j]];
    const double dx = color[0] - center[0], dy = color[1] - center[1], dz = color[2] - center[2];
    const double d = dx * dx + dy * dy + dz * dz;
    if (d < best) best = d, position = static_cast<int32_t>(j);
  }
  return position;
}

void nearest_to_colors(const CqColors* colors, const CqCandidates* candidates,
                       const double (*centers)[3], int32_t* positions) {
  for (size_t i = 0; i < colors->size; i += kFloats) {
    const Floats x = as_floats(widen(colors->x + i)), y = as_floats(widen(colors->y + i)),
                 z = as_floats(widen(colors->z + i));
    Floats best = Floats{} + 3e38f, second = best;
    Ints place = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d =
          squared_distance(x, y, z, candidates->x[j], candidates->y[j], candidates->z[j]);
      const Ints closer = d < best;
      const Floats loser = closer ? best : d;
      second = loser < second ? loser : second;
      best = closer ? d : best;
      place = closer ? Ints{} + static_cast<int32_t>(j) : place;
    }
    store(positions + i, place);
    const Ints unsure = second * (1.0f - kSlack) <= best * (1.0f + kSlack);
    uint32_t left = bits(unsure);
    for (; left; left &= left - 1) {
      const size_t at = i + static_cast<size_t>(__builtin_ctz(left));
      if (at >= colors->size) break;
      const double color[3] = {double(colors->x[at]), double(colors->y[at]), double(colors->z[at])};
      positions[at] = nearest_exactly(color, candidates, centers);
    }
  }
}

// The four sums over all lanes of a, b, c and d, at lanes 0, 4, 8 and 12.
inline Ints sum_lanes(Ints a, Ints b, Ints c, Ints d) {
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

void sum_one_by_one(const CqColors* colors, const CqCandidates* candidates,
                    const int32_t* positions, CqSums* sums) {
  for (size_t i = 0; i < colors->size; ++i) {
    CqSums* sum = sums + candidates->index[positions[i]];
    const double count = static_cast<double>(colors->counts[i]);
    sum->count += count;
    sum->x += count * colors->x[i];
    sum->y += count * colors->y[i];
    sum->z += count * colors->z[i];
  }
}

void sum_colors(const CqColors* colors, const CqSums* total, const CqCandidates* candidates,
                const int32_t* positions, CqSums* sums) {
  constexpr double kFitsInt32 = 2147483648.0 / 255.0;
  if (total->count >= kFitsInt32 || colors->size < CQ_LEAF) {
    sum_one_by_one(colors, candidates, positions, sums);
    return;
  }
  Ints w[kVectors], wx[kVectors], wy[kVectors], wz[kVectors], place[kVectors];
  for (size_t v = 0; v < kVectors; ++v) {
    const size_t i = v * kFloats;
    w[v] = __builtin_convertvector(load<Longs>(colors->counts + i), Ints);
    wx[v] = w[v] * widen(colors->x + i);
    wy[v] = w[v] * widen(colors->y + i);
    wz[v] = w[v] * widen(colors->z + i);
    place[v] = load<Ints>(positions + i);
  }
  // What the other candidates do not get is the first one's.
  CqSums rest = *total;
  for (size_t j = 1; j < candidates->size; ++j) {
    Ints count = Ints{}, x = count, y = count, z = count;
    for (size_t v = 0; v < kVectors; ++v) {
      const Ints mine = place[v] == static_cast<int32_t>(j);
      count += mine & w[v];
      x += mine & wx[v];
      y += mine & wy[v];
      z += mine & wz[v];
    }
    const Ints lanes = sum_lanes(count, x, y, z);
    const CqSums part = {double(lanes[0]), double(lanes[4]), double(lanes[8]), double(lanes[12])};
    CqSums* sum = sums + candidates->index[j];
    sum->count += part.count, rest.count -= part.count;
    sum->x += part.x, rest.x -= part.x;
    sum->y += part.y, rest.y -= part.y;
    sum->z += part.z, rest.z -= part.z;
  }
  CqSums* sum = sums + candidates->index[0];
  sum->count += rest.count;
  sum->x += rest.x;
  sum->y += rest.y;
  sum->z += rest.z;
}

void nearest_to_points(const CqPoints* points, const CqCandidates* candidates, int32_t* labels) {
  for (size_t i = 0; i < CQ_LEAF; i += kFloats) {
    const Floats x = load<Floats>(points->x + i), y = load<Floats>(points->y + i),
                 z = load<Floats>(points->z + i);
    Floats best = Floats{} + 3e38f;
    Ints label = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d =
          squared_distance(x, y, z, candidates->x[j], candidates->y[j], candidates->z[j]);
      const Ints closer = d < best;
      best = closer ? d : best;
      label = closer ? Ints{} + candidates->index[j] : label;
    }
    store(labels + i, label);
  }
}

void two_nearest_to_points(const CqPoints* points, const CqCandidates* candidates, int32_t* labels,
                           float* squared, int32_t* second_labels, float* second_squared) {
  for (size_t i = 0; i < CQ_LEAF; i += kFloats) {
    const Floats x = load<Floats>(points->x + i), y = load<Floats>(points->y + i),
                 z = load<Floats>(points->z + i);
    Floats best = Floats{} + 3e38f, second = best;
    Ints label = Ints{}, second_label = label;
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d =
          squared_distance(x, y, z, candidates->x[j], candidates->y[j], candidates->z[j]);
      const Ints mine = Ints{} + candidates->index[j];
      const Ints closer = d < best;
      const Floats loser = closer ? best : d;
      const Ints loser_label = closer ? label : mine;
      const Ints runs_up = loser < second;
      second = runs_up ? loser : second;
      second_label = runs_up ? loser_label : second_label;
      best = closer ? d : best;
      label = closer ? mine : label;
    }
    store(labels + i, label);
    store(squared + i, best);
    store(second_labels + i, second_label);
    store(second_squared + i, second);
  }
}

double shrink(const CqPoints* points, const float center[3], float* squared, float* worst) {
  Floats weighted = Floats{}, most = weighted;
  for (size_t i = 0; i < CQ_LEAF; i += kFloats) {
    const Floats d = squared_distance(load<Floats>(points->x + i), load<Floats>(points->y + i),
                                      load<Floats>(points->z + i), center[0], center[1], center[2]);
    const Floats old = load<Floats>(squared + i);
    const Floats least = d < old ? d : old;
    store(squared + i, least);
    weighted += least * load<Floats>(points->weights + i);
    most = least > most ? least : most;
  }
  double share = 0.0;
  *worst = 0.0f;
  for (size_t l = 0; l < kFloats; ++l) {
    share += static_cast<double>(weighted[l]);
    *worst = most[l] > *worst ? most[l] : *worst;
  }
  return share;
}

size_t drain(uint32_t counts[512], uint16_t* places, uint32_t* out) {
  size_t met = 0;
  for (size_t i = 0; i < 512; i += 64) {
    uint64_t left = 0;
    for (size_t j = 0; j < 64; j += kFloats)
      left |= static_cast<uint64_t>(bits(load<Ints>(counts + i + j) != 0)) << j;
    for (; left; left &= left - 1, ++met) {
      const size_t at = i + static_cast<size_t>(__builtin_ctzll(left));
      places[met] = static_cast<uint16_t>(at);
      out[met] = counts[at];
      counts[at] = 0;
    }
  }
  return met;
}

template <typename Index>
uint64_t squared_error(const uint8_t* pixels, const Index* indices, size_t n,
                       const uint8_t (*palette)[4]) {
  typedef uint8_t Quads __attribute__((vector_size(64)));
  typedef int16_t Words __attribute__((vector_size(128)));
  typedef uint16_t Squares __attribute__((vector_size(128)));
  uint64_t total = 0;
  size_t i = 0;
  // Reads four bytes of each pixel, so that the last must be done apart.
  for (; i + kFloats < n; i += kFloats) {
    uint32_t colors[kFloats], entries[kFloats];
    for (size_t l = 0; l < kFloats; ++l) {
      __builtin_memcpy(&colors[l], pixels + 3 * (i + l), 4);
      __builtin_memcpy(&entries[l], palette[indices[i + l]], 4);
      colors[l] &= 0xffffff;
    }
    const Words difference = __builtin_convertvector(load<Quads>(colors), Words) -
                             __builtin_convertvector(load<Quads>(entries), Words);
    const Squares magnitude = reinterpret_cast<Squares>(difference);  // modulo 2^16, as its square
    const Squares squares = magnitude * magnitude;
    uint32_t sum = 0;
    for (size_t l = 0; l < 4 * kFloats; ++l) sum += squares[l];
    total += sum;
  }
  for (; i < n; ++i)
    for (size_t c = 0; c < 3; ++c) {
      const int32_t difference = pixels[3 * i + c] - palette[indices[i]][c];
      total += static_cast<uint32_t>(difference * difference);
    }
  return total;
}

template <typename Index>
void label_cube(const float base[3], const CqCandidates* candidates, Index* labels) {
  // Squared distances between 8-bit colours stay below 2^18: exact in binary32.
  constexpr Floats dx = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1};
  constexpr Floats dy = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  constexpr Floats dz = {0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3};
  typedef Index Labels __attribute__((vector_size(kFloats * sizeof(Index))));
  Floats best[4];
  Ints label[4];
  for (size_t q = 0; q < 4; ++q) best[q] = Floats{} + 3e38f, label[q] = Ints{};
  for (size_t j = 0; j < candidates->size; ++j) {
    const Floats x = dx + (base[0] - candidates->x[j]), y = dy + (base[1] - candidates->y[j]),
                 z = dz + (base[2] - candidates->z[j]);
    const Floats zz = z * z;
    const Floats xx[2] = {x * x, (x + 2.0f) * (x + 2.0f)};
    const Floats yz[2] = {y * y + zz, (y + 2.0f) * (y + 2.0f) + zz};
    const Ints mine = Ints{} + candidates->index[j];
    for (size_t q = 0; q < 4; ++q) {
      const Floats d = xx[q / 2] + yz[q % 2];
      const Ints closer = d < best[q];
      best[q] = closer ? d : best[q];
      label[q] = closer ? mine : label[q];
    }
  }
  for (size_t q = 0; q < 4; ++q)
    store(labels + q * kFloats, __builtin_convertvector(label[q], Labels));
}

}  // namespace

#define CQ_NAME(x) CQ_NAME_(x)
#define CQ_NAME_(x) cq_kernels_##x
#define CQ_TEXT(x) CQ_TEXT_(x)
#define CQ_TEXT_(x) #x

extern const CqKernels CQ_NAME(CQ_KERNELS);
const CqKernels CQ_NAME(CQ_KERNELS) = {
    CQ_TEXT(CQ_KERNELS),
    filter,
    measure,
    nearest_to_colors,
    sum_colors,
    nearest_to_points,
    two_nearest_to_points,
    drain,
    shrink,
    label_cube<uint8_t>,
    label_cube<uint16_t>,
    squared_error<uint8_t>,
    squared_error<uint16_t>,
};
