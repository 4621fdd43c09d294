// Kernels on real-valued points and boxes: the filter of candidates and the summary's points.
#pragma once

#include "kernels/lanes.h"

namespace {

// The position of the smallest of n distances, other than `skip`.
inline size_t position_of_smallest(const float* squared, size_t n, size_t skip) {
  Floats best = Floats{} + 3e38f;
  Ints position = Ints{};
  for (size_t j = 0; j < n; j += kLanes) {
    const Ints at = kLaneNumbers + static_cast<int32_t>(j);
    const Floats d = load<Floats>(squared + j);
    const Ints closer = (d < best) & (at != static_cast<int32_t>(skip));
    best = closer ? d : best;
    position = closer ? at : position;
  }
  return static_cast<size_t>(position[__builtin_ctz(bitmask(best == min_over_lanes(best)))]);
}

// A candidate that others have to beat, and its squared distance to the middle of the box.
template <size_t D>
struct Rival {
  Point<D> at;
  float squared;
};

// Mask of the candidates that can beat the rival somewhere in the box. The difference of the two
// squared distances is linear over the box: its value in the middle, less what it can lose on
// the way to a corner (the test of Kanungo et al. 2002, doi:10.1109/TPAMI.2002.1017616).
template <size_t D>
inline Ints can_beat(const CqCandidates<D>* in, Floats squared, size_t j, const Rival<D>& rival,
                     const CqBox<D>* box) {
  const auto magnitude = [](Floats v) { return v < 0.0f ? -v : v; };
  Floats reach;
  for (size_t c = 0; c < D; ++c) {
    const Floats part = magnitude(load<Floats>(in->planes[c] + j) - rival.at.of[c]) * box->half[c];
    reach = c == 0 ? part : reach + part;
  }
  const Floats ahead = squared * (1.0f - kSlack) - rival.squared * (1.0f + kSlack);
  return ahead <= reach * (2.0f + 2.0f * kSlack);
}

// Copies the candidates in + j + lane, for the lanes given, to out + at; returns how many.
template <size_t D>
inline size_t append(const CqCandidates<D>* in, size_t j, uint32_t lanes, CqCandidates<D>* out,
                     size_t at) {
#if defined(__AVX512F__)
  // Whole vectors, so that the next level's loads need not wait for many small stores.
  const __mmask16 mask = static_cast<__mmask16>(lanes);
  __m512 kept[D];
  for (size_t c = 0; c < D; ++c)
    kept[c] = _mm512_maskz_compress_ps(mask, _mm512_loadu_ps(in->planes[c] + j));
  const __m512i index = _mm512_maskz_compress_epi32(mask, _mm512_loadu_si512(in->index + j));
  for (size_t c = 0; c < D; ++c) _mm512_storeu_ps(out->planes[c] + at, kept[c]);
  _mm512_storeu_si512(out->index + at, index);
  return static_cast<size_t>(__builtin_popcount(lanes));
#else
  size_t kept = 0;
  for (; lanes; lanes &= lanes - 1, ++kept) {
    const size_t from = j + static_cast<size_t>(__builtin_ctz(lanes));
    for (size_t c = 0; c < D; ++c) out->planes[c][at + kept] = in->planes[c][from];
    out->index[at + kept] = in->index[from];
  }
  return kept;
#endif
}

template <size_t D>
void filter(const CqCandidates<D>* in, const CqBox<D>* box, int ranks, CqCandidates<D>* out) {
  float* squared = reinterpret_cast<float*>(out->index);  // free until candidates are written
  const size_t n = in->size;
  for (size_t j = 0; j < n; j += kLanes) {
    const Floats d = squared_distance<D>(load_points<D>(in->planes, j), box->middle);
    store(squared + j, first_lanes(n - j) ? d : Floats{} + 3.1e38f);
  }
  const size_t first = position_of_smallest(squared, n, n);
  const size_t last = ranks == 2 && n > 1 ? position_of_smallest(squared, n, first) : first;
  // A candidate that can beat none of the ranks anywhere has that many nearer ones everywhere.
  const auto rival = [&](size_t j) {
    return Rival<D>{candidate_at<D>(in, j), load<float>(squared + j)};
  };
  const Rival<D> one = rival(first), other = rival(last);
  size_t kept = 0;
  for (size_t j = 0; j < n; j += kLanes) {
    Ints keep = can_beat<D>(in, load<Floats>(squared + j), j, one, box);
    if (first != last) keep |= can_beat<D>(in, load<Floats>(squared + j), j, other, box);
    kept += append<D>(in, j, bitmask(keep & first_lanes(n - j)), out, kept);
  }
  out->size = kept;
}

template <size_t D>
void nearest_to_points(const CqPoints<D>* points, const CqCandidates<D>* candidates,
                       int32_t* labels) {
  for (size_t i = 0; i < CQ_LEAF; i += kLanes) {
    const LanePoints<D> lanes = load_points<D>(points->planes, i);
    Floats best = Floats{} + 3e38f;
    Ints label = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d = squared_distance<D>(lanes, candidate_at<D>(candidates, j).of);
      const Ints closer = d < best;
      best = closer ? d : best;
      label = closer ? Ints{} + candidates->index[j] : label;
    }
    store(labels + i, label);
  }
}

template <size_t D>
void two_nearest_to_points(const CqPoints<D>* points, const CqCandidates<D>* candidates,
                           int32_t* labels, float* squared, int32_t* second_labels,
                           float* second_squared) {
  for (size_t i = 0; i < CQ_LEAF; i += kLanes) {
    const LanePoints<D> lanes = load_points<D>(points->planes, i);
    Floats best = Floats{} + 3e38f, second = best;
    Ints label = Ints{}, second_label = label;
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats d = squared_distance<D>(lanes, candidate_at<D>(candidates, j).of);
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

template <size_t D>
double update_min_distance(const CqPoints<D>* points, const float center[D], float* squared,
                           float* max_squared) {
  Floats weighted = Floats{}, largest = weighted;
  for (size_t i = 0; i < CQ_LEAF; i += kLanes) {
    const Floats d = squared_distance<D>(load_points<D>(points->planes, i), center);
    const Floats old = load<Floats>(squared + i);
    const Floats least = d < old ? d : old;
    store(squared + i, least);
    weighted += least * load<Floats>(points->weights + i);
    largest = least > largest ? least : largest;
  }
  double total = 0.0;
  *max_squared = 0.0f;
  for (size_t l = 0; l < kLanes; ++l) {
    total += static_cast<double>(weighted[l]);
    *max_squared = largest[l] > *max_squared ? largest[l] : *max_squared;
  }
  return total;
}

}  // namespace
