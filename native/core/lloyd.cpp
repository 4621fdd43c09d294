#include "core/lloyd.hpp"

#include <algorithm>

namespace colorquant {
namespace {

Center ahead(const Center& from, const Center& to, double momentum) {
  Center out;
  for (int c = 0; c < 3; ++c)
    out[c] = std::clamp(on_grid(to[c] + momentum * (to[c] - from[c])), 0.0, 255.0);
  return out;
}

template <typename Points>
LloydResult iterate(const Points& points, std::vector<Center> centers, const LloydOptions& options,
                    Team& team) {
  LloydResult result{std::move(centers), 0, 0.0};
  std::vector<Center> start = result.centers;  // of the assignment: centres, sent ahead
  while (result.iterations < options.max_iterations) {
    const Assignment assignment = assign(points, start, team);
    const double previous = result.distortion;
    result.distortion = assignment.distortion;
    const bool first = ++result.iterations == 1;
    const double momentum = first || result.distortion < previous ? options.momentum : 0.0;
    bool moved = false;
    for (size_t j = 0; j < start.size(); ++j) {
      const Center last = result.centers[j];
      if (assignment.sums[j].count > 0.0) result.centers[j] = mean_of(assignment.sums[j]);
      moved |= result.centers[j] != start[j];
      start[j] = momentum > 0.0 ? ahead(last, result.centers[j], momentum) : result.centers[j];
    }
    if (!moved) break;
    if (!first && options.tolerance > 0.0 &&
        previous - result.distortion <= options.tolerance * result.distortion)
      break;
  }
  return result;
}

}  // namespace

LloydResult lloyd(const ColorTree& points, std::vector<Center> centers, const LloydOptions& options,
                  Team& team) {
  return iterate(points, std::move(centers), options, team);
}

LloydResult lloyd(const Summary& points, std::vector<Center> centers, const LloydOptions& options,
                  Team& team) {
  return iterate(points, std::move(centers), options, team);
}

}  // namespace colorquant
