#include "core/lloyd.hpp"

namespace colorquant {

LloydResult lloyd(const ColorTree& tree, std::vector<Center> centers, const LloydOptions& options,
                  Team& team) {
  LloydResult result{std::move(centers), 0, 0.0};
  double previous = 0.0;
  while (result.iterations < options.max_iterations) {
    const Assignment assignment = assign(tree, result.centers, team);
    result.distortion = assignment.distortion;
    ++result.iterations;
    bool moved = false;
    for (size_t j = 0; j < result.centers.size(); ++j) {
      const CqSums& sum = assignment.sums[j];
      if (sum.count == 0.0) continue;
      const Center mean{on_grid(sum.x / sum.count), on_grid(sum.y / sum.count),
                        on_grid(sum.z / sum.count)};
      moved |= mean != result.centers[j];
      result.centers[j] = mean;
    }
    if (!moved) break;
    if (result.iterations > 1 && options.tolerance > 0.0 &&
        previous - result.distortion < options.tolerance * previous)
      break;
    previous = result.distortion;
  }
  return result;
}

}  // namespace colorquant
