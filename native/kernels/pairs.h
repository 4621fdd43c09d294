// Which two candidates to mix for a point: the kernel of ordered dithering.
#pragma once

#include "kernels/lanes.h"

namespace {

// The position whose value is least, the first on ties.
inline size_t first_least(Floats values, Ints positions) {
  const Ints first = values == min_over_lanes(values) ? positions : Ints{} + INT32_MAX;
  return static_cast<size_t>(min_over_lanes(first)[0]);
}

// The cheapest candidate so far in each lane.
struct Cheapest {
  Floats costs = Floats{} + 3e38f;
  Ints positions;

  void offer(Floats others, Ints at, Ints valid) {
    const Ints better = (others < costs) & valid;
    costs = better ? others : costs;
    positions = better ? at : positions;
  }
};

template <size_t D>
inline size_t nearest_position(const CqCandidates<D>* in, const float point[D]) {
  const int32_t size = static_cast<int32_t>(in->size);
  Cheapest found{.positions = Ints{}};
  for (int32_t j = 0; j < size; j += kLanes)
    found.offer(squared_distance<D>(load_points<D>(in->planes, j), point), kLaneNumbers + j,
                kLaneNumbers + j < size);
  return first_least(found.costs, found.positions);
}

// The cost of mixing the nearest candidate, `from`, with others. The point is `along` / `apart` of
// the way to another, and mixing lowers the squared error by along^2 / apart.
template <size_t D>
struct Steps {
  Floats along = Floats{}, apart = Floats{};

  Steps(const LanePoints<D>& others, const Point<D>& from, const float point[D]) {
    for (size_t c = 0; c < D; ++c) {
      const Floats step = others.of[c] - from.of[c];
      along += step * (point[c] - from.of[c]);
      apart += step * step;
    }
  }

  Floats cost(float contrast) const { return apart * contrast - along * along / apart; }
};

// The position of the best partner, or in->size if there is none. A good guess saves work.
template <size_t D>
inline size_t partner_position(const CqCandidates<D>* in, const float point[D],
                               const Point<D>& from, float contrast, size_t guess) {
  const int32_t size = static_cast<int32_t>(in->size);
  Cheapest found{.positions = Ints{} + size};
  float least = found.costs[0];
  if (guess < in->size) {
    LanePoints<D> guessed;
    for (size_t c = 0; c < D; ++c) guessed.of[c] = Floats{} + in->planes[c][guess];
    const Steps<D> steps(guessed, from, point);
    if (steps.along[0] > 0.0f) least = steps.cost(contrast)[0];
  }
  for (int32_t j = 0; j < size; j += kLanes) {
    const Steps<D> steps(load_points<D>(in->planes, j), from, point);
    // Few can improve on the least, and divisions are slow.
    const Floats needed = (steps.apart * contrast - least) * steps.apart;
    const Ints promising = (kLaneNumbers + j < size) & (steps.along > 0.0f) &
                           (steps.along * steps.along >= needed * (1.0f - 4.0f * kSlack));
    if (bitmask(promising) == 0) continue;
    found.offer(steps.cost(contrast), kLaneNumbers + j, promising);
    const float cheapest = min_over_lanes(found.costs)[0];
    least = cheapest < least ? cheapest : least;
  }
  return first_least(found.costs, found.positions);
}

template <size_t D>
void pair(const CqCandidates<D>* in, const float point[D], float contrast, size_t positions[2]) {
  positions[0] = nearest_position<D>(in, point);
  positions[1] =
      partner_position<D>(in, point, candidate_at<D>(in, positions[0]), contrast, positions[1]);
}

}  // namespace
