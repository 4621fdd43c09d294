// Kernels on the colors of a histogram. Near ties in binary32 are decided in binary64.
#pragma once

#include "kernels/lanes.h"

namespace {

// The coordinate that a stored 1 represents.
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
  // Weighted squares of 16-bit values can exceed 64 bits: sum them as doubles, in a fixed order.
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

// The exact answer for one color.
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
  for (size_t i = 0; i < colors->size; i += kLanes) {
    LanePoints<D> points;
    for (size_t c = 0; c < D; ++c) points.of[c] = coordinates(colors->planes[c] + i);
    Floats best = Floats{} + 3e38f, second = best;
    Ints position = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d = squared_distance<D>(points, candidate_at<D>(candidates, j).of);
      const Ints closer = d < best;
      const Floats loser = closer ? best : d;
      second = loser < second ? loser : second;
      best = closer ? d : best;
      position = closer ? Ints{} + static_cast<int32_t>(j) : position;
    }
    store(positions + i, position);
    const Ints unsure = second * (1.0f - kSlack) <= best * (1.0f + kSlack);
    for (uint32_t left = bitmask(unsure); left; left &= left - 1) {
      const size_t at = i + static_cast<size_t>(__builtin_ctz(left));
      if (at >= colors->size) break;
      double color[D];
      for (size_t c = 0; c < D; ++c) color[c] = kUnit<T> * double(colors->planes[c][at]);
      positions[at] = nearest_exactly<D>(color, candidates, centers);
    }
  }
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
  Ints weights[kLeafVectors], weighted[D][kLeafVectors], position[kLeafVectors];
  for (size_t v = 0; v < kLeafVectors; ++v) {
    const size_t i = v * kLanes;
    weights[v] = __builtin_convertvector(load<Longs>(colors->weights + i), Ints);
    for (size_t c = 0; c < D; ++c) weighted[c][v] = weights[v] * widen(colors->planes[c] + i);
    position[v] = load<Ints>(positions + i);
  }
  // The first candidate gets what remains of the total.
  CqSums<D> remainder = *total;
  for (size_t j = 1; j < candidates->size; ++j) {
    Ints weight = Ints{}, of[D];
    for (size_t c = 0; c < D; ++c) of[c] = Ints{};
    for (size_t v = 0; v < kLeafVectors; ++v) {
      const Ints mine = position[v] == static_cast<int32_t>(j);
      weight += mine & weights[v];
      for (size_t c = 0; c < D; ++c) of[c] += mine & weighted[c][v];
    }
    const Ints lanes = sum_four_over_lanes(weight, of[0], of[1], of[2]);
    CqSums<D> part;
    part.weight = double(lanes[0]);
    for (size_t c = 0; c < 3; ++c) part.of[c] = kUnit<T> * double(lanes[4 + 4 * c]);
    if constexpr (D == 4)
      part.of[3] = kUnit<T> * double(sum_four_over_lanes(of[3], of[3], of[3], of[3])[0]);
    CqSums<D>* sum = sums + candidates->index[j];
    sum->weight += part.weight, remainder.weight -= part.weight;
    for (size_t c = 0; c < D; ++c) sum->of[c] += part.of[c], remainder.of[c] -= part.of[c];
  }
  CqSums<D>* sum = sums + candidates->index[0];
  sum->weight += remainder.weight;
  for (size_t c = 0; c < D; ++c) sum->of[c] += remainder.of[c];
}

}  // namespace
