#include "core/lloyd.hpp"

#include <algorithm>

namespace colorquant {
namespace {

constexpr double kEnd = 65535.0 / 256.0;  // of the coordinates: the last 16-bit value

template <size_t D>
Center<D> ahead(const Center<D>& from, const Center<D>& to, double momentum) {
  Center<D> out;
  for (size_t c = 0; c < D; ++c)
    out[c] = std::clamp(on_grid(to[c] + momentum * (to[c] - from[c])), 0.0, kEnd);
  return out;
}

template <size_t D, typename Points>
LloydResult<D> iterate(const Points& points, std::vector<Center<D>> centers,
                       const LloydOptions& options, Team& team) {
  LloydResult<D> result{std::move(centers), 0, 0.0};
  std::vector<Center<D>> start = result.centers;  // of the assignment: centers with momentum
  while (result.iterations < options.max_iterations) {
    const Assignment<D> assignment = assign(points, std::span<const Center<D>>(start), team);
    const double previous = result.distortion;
    result.distortion = assignment.distortion;
    const bool first = ++result.iterations == 1;
    const double momentum = first || result.distortion < previous ? options.momentum : 0.0;
    bool moved = false;
    for (size_t j = options.fixed; j < start.size(); ++j) {
      const Center<D> last = result.centers[j];
      if (assignment.sums[j].weight > 0.0) result.centers[j] = mean_of(assignment.sums[j]);
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

template <typename P>
LloydResult<kChannels<P>> lloyd(const ColorTree<P>& points,
                                std::vector<Center<kChannels<P>>> centers,
                                const LloydOptions& options, Team& team) {
  return iterate<kChannels<P>>(points, std::move(centers), options, team);
}

template <size_t D>
LloydResult<D> lloyd(const Summary<D>& points, std::vector<Center<D>> centers,
                     const LloydOptions& options, Team& team) {
  return iterate<D>(points, std::move(centers), options, team);
}

#define CQ_INSTANTIATE(P)                                                                          \
  template LloydResult<kChannels<P>> lloyd(const ColorTree<P>&, std::vector<Center<kChannels<P>>>, \
                                           const LloydOptions&, Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)
#undef CQ_INSTANTIATE

#define CQ_INSTANTIATE(D)                                                                       \
  template LloydResult<D> lloyd(const Summary<D>&, std::vector<Center<D>>, const LloydOptions&, \
                                Team&);
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
