// Kernels on the histogram's colors, exact where binary32 cannot tell.
#pragma once

#include "kernels/vectors.h"

namespace {

// What a stored coordinate of one stands for.
template <typename T>
constexpr double kUnit = sizeof(T) == 1 ? 1.0 : 1.0 / 256.0;

template <typename T>
inline Ints widen(const T* p) {
  typedef T Narrow __attribute__((vector_size(16 * sizeof(T))));
  return __builtin_convertvector(load<Narrow>(p), Ints);
}

template <typename T>
inline Floats coordinates(const T* p) {
  const Floats stored = __builtin_convertvector(widen(p), Floats);
  if constexpr (sizeof(T) == 1)
    return stored;
  else
    return stored * static_cast<float>(kUnit<T>);
}

template <typename T, size_t D>
double measure(const CqColors<T, D>* colors, CqBox<D>* box, CqSums<D>* sums) {
  // Squares of 16 bits, weighted, can exceed 64: then their sum is rounded, always in this order.
  typedef typename Choose<sizeof(T) == 1, int64_t, double>::type Square;
  Square square = 0;
  int64_t weight = 0;
  for (size_t i = 0; i < colors->size; ++i) weight += colors->weights[i];
  for (size_t c = 0; c < D; ++c) {
    T low = static_cast<T>(~T{0}), high = 0;
    int64_t total = 0;
    for (size_t i = 0; i < colors->size; ++i) {
      const T v = colors->planes[c][i];
      low = v < low ? v : low;
      high = v > high ? v : high;
      total += colors->weights[i] * v;
      square += static_cast<Square>(colors->weights[i]) * (static_cast<Square>(v) * v);
    }
    box->middle[c] = 0.5f * static_cast<float>(kUnit<T>) * static_cast<float>(high + low);
    box->half[c] = 0.5f * static_cast<float>(kUnit<T>) * static_cast<float>(high - low);
    sums->of[c] = kUnit<T> * static_cast<double>(total);
  }
  sums->weight = static_cast<double>(weight);
  return kUnit<T> * kUnit<T> * static_cast<double>(square);
}

// The exact answer for one color, where binary32 cannot tell.
template <size_t D>
int32_t nearest_exactly(const double color[D], const CqCandidates<D>* candidates,
                        const double (*centers)[D]) {
  double best = 1e300;
  int32_t position = 0;
  for (size_t j = 0; j < candidates->size; ++j) {
    const double* center = centers[candidates->index[j]];
    double d = 0.0;
    for (size_t c = 0; c < D; ++c) d += (color[c] - center[c]) * (color[c] - center[c]);
    if (d < best) best = d, position = static_cast<int32_t>(j);
  }
  return position;
}

template <typename T, size_t D>
void nearest_to_colors(const CqColors<T, D>* colors, const CqCandidates<D>* candidates,
                       const double (*centers)[D], int32_t* positions) {
  for (size_t i = 0; i < colors->size; i += kFloats) {
    Lanes<D> lanes;
    for (size_t c = 0; c < D; ++c) lanes.of[c] = coordinates(colors->planes[c] + i);
    Floats best = Floats{} + 3e38f, second = best;
    Ints place = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d = squared_distance<D>(lanes, place_of<D>(candidates, j).of);
      const Ints closer = d < best;
      const Floats loser = closer ? best : d;
      second = loser < second ? loser : second;
      best = closer ? d : best;
      place = closer ? Ints{} + static_cast<int32_t>(j) : place;
    }
    store(positions + i, place);
    const Ints unsure = second * (1.0f - kSlack) <= best * (1.0f + kSlack);
    for (uint32_t left = bits(unsure); left; left &= left - 1) {
      const size_t at = i + static_cast<size_t>(__builtin_ctz(left));
      if (at >= colors->size) break;
      double color[D];
      for (size_t c = 0; c < D; ++c) color[c] = kUnit<T> * double(colors->planes[c][at]);
      positions[at] = nearest_exactly<D>(color, candidates, centers);
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

template <typename T, size_t D>
void sum_one_by_one(const CqColors<T, D>* colors, const CqCandidates<D>* candidates,
                    const int32_t* positions, CqSums<D>* sums) {
  for (size_t i = 0; i < colors->size; ++i) {
    CqSums<D>* sum = sums + candidates->index[positions[i]];
    const double weight = static_cast<double>(colors->weights[i]);
    sum->weight += weight;
    for (size_t c = 0; c < D; ++c) sum->of[c] += kUnit<T> * weight * colors->planes[c][i];
  }
}

template <typename T, size_t D>
void sum_colors(const CqColors<T, D>* colors, const CqSums<D>* total,
                const CqCandidates<D>* candidates, const int32_t* positions, CqSums<D>* sums) {
  constexpr double kFitsInt32 = 2147483648.0 / static_cast<T>(~T{0});
  if (total->weight >= kFitsInt32 || colors->size < CQ_LEAF) {
    sum_one_by_one<T, D>(colors, candidates, positions, sums);
    return;
  }
  Ints weights[kVectors], weighted[D][kVectors], place[kVectors];
  for (size_t v = 0; v < kVectors; ++v) {
    const size_t i = v * kFloats;
    weights[v] = __builtin_convertvector(load<Longs>(colors->weights + i), Ints);
    for (size_t c = 0; c < D; ++c) weighted[c][v] = weights[v] * widen(colors->planes[c] + i);
    place[v] = load<Ints>(positions + i);
  }
  // What the other candidates do not get is the first one's.
  CqSums<D> rest = *total;
  for (size_t j = 1; j < candidates->size; ++j) {
    Ints weight = Ints{}, of[D];
    for (size_t c = 0; c < D; ++c) of[c] = Ints{};
    for (size_t v = 0; v < kVectors; ++v) {
      const Ints mine = place[v] == static_cast<int32_t>(j);
      weight += mine & weights[v];
      for (size_t c = 0; c < D; ++c) of[c] += mine & weighted[c][v];
    }
    const Ints lanes = sum_lanes(weight, of[0], of[1], of[2]);
    CqSums<D> part;
    part.weight = double(lanes[0]);
    for (size_t c = 0; c < 3; ++c) part.of[c] = kUnit<T> * double(lanes[4 + 4 * c]);
    if constexpr (D == 4) part.of[3] = kUnit<T> * double(sum_lanes(of[3], of[3], of[3], of[3])[0]);
    CqSums<D>* sum = sums + candidates->index[j];
    sum->weight += part.weight, rest.weight -= part.weight;
    for (size_t c = 0; c < D; ++c) sum->of[c] += part.of[c], rest.of[c] -= part.of[c];
  }
  CqSums<D>* sum = sums + candidates->index[0];
  sum->weight += rest.weight;
  for (size_t c = 0; c < D; ++c) sum->of[c] += rest.of[c];
}

}  // namespace
