// Which two candidates to mix for a point: the kernel of ordered dithering.
#pragma once

#include "kernels/vectors.h"

namespace {

// Puts in every lane the result for all of them.
template <typename V, typename Choose>
inline V over_lanes(V v, const Choose& choose) {
  v = choose(v,
             __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v = choose(v,
             __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  v = choose(v,
             __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  return choose(
      v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
}

// The place whose value is least, the first on ties.
inline size_t first_least(Floats values, Ints places) {
  const auto least_of = [](auto a, auto b) { return a < b ? a : b; };
  const Floats least = over_lanes(values, least_of);
  const Ints first = values == least ? places : Ints{} + INT32_MAX;
  return static_cast<size_t>(over_lanes(first, least_of)[0]);
}

// What has been found so far, lane by lane.
struct Cheapest {
  Floats costs = Floats{} + 3e38f;
  Ints places;

  void offer(Floats others, Ints at, Ints valid) {
    const Ints better = (others < costs) & valid;
    costs = better ? others : costs;
    places = better ? at : places;
  }
};

template <size_t D>
inline size_t nearest_place(const CqCandidates<D>* in, const float point[D]) {
  const Ints lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const int32_t size = static_cast<int32_t>(in->size);
  Cheapest found{.places = Ints{}};
  for (int32_t j = 0; j < size; j += kFloats)
    found.offer(squared_distance<D>(load_lanes<D>(in->planes, j), point), lanes + j,
                lanes + j < size);
  return first_least(found.costs, found.places);
}

// What mixing the nearest, `from`, with others costs: the squared error is less by along^2 / apart,
// where the point is `along` / `apart` of the way to another.
template <size_t D>
struct Steps {
  Floats along = Floats{}, apart = Floats{};

  Steps(const Lanes<D>& others, const Place<D>& from, const float point[D]) {
    for (size_t c = 0; c < D; ++c) {
      const Floats step = others.of[c] - from.of[c];
      along += step * (point[c] - from.of[c]);
      apart += step * step;
    }
  }

  Floats cost(float contrast) const { return apart * contrast - along * along / apart; }
};

// The place of the partner, or that of none. A good guess saves work.
template <size_t D>
inline size_t partner_place(const CqCandidates<D>* in, const float point[D], const Place<D>& from,
                            float contrast, size_t guess) {
  const Ints lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const int32_t size = static_cast<int32_t>(in->size);
  Cheapest found{.places = Ints{} + size};
  float least = found.costs[0];
  if (guess < in->size) {
    Lanes<D> guessed;
    for (size_t c = 0; c < D; ++c) guessed.of[c] = Floats{} + in->planes[c][guess];
    const Steps<D> steps(guessed, from, point);
    if (steps.along[0] > 0.0f) least = steps.cost(contrast)[0];
  }
  for (int32_t j = 0; j < size; j += kFloats) {
    const Steps<D> steps(load_lanes<D>(in->planes, j), from, point);
    // Few can improve on the least, and divisions are slow.
    const Floats needed = (steps.apart * contrast - least) * steps.apart;
    const Ints promising = (lanes + j < size) & (steps.along > 0.0f) &
                           (steps.along * steps.along >= needed * (1.0f - 4.0f * kSlack));
    if (bits(promising) == 0) continue;
    found.offer(steps.cost(contrast), lanes + j, promising);
    const float cheapest =
        over_lanes(found.costs, [](Floats a, Floats b) { return a < b ? a : b; })[0];
    least = cheapest < least ? cheapest : least;
  }
  return first_least(found.costs, found.places);
}

template <size_t D>
void pair(const CqCandidates<D>* in, const float point[D], float contrast, size_t places[2]) {
  places[0] = nearest_place<D>(in, point);
  places[1] = partner_place<D>(in, point, place_of<D>(in, places[0]), contrast, places[1]);
}

}  // namespace
