// Lloyd's iteration (1982, doi:10.1109/TIT.1982.1056489): assign every point to its nearest center,
// move every center to the mean of its points, and so on.
#pragma once

#include "core/color_tree.hpp"
#include "core/summary.hpp"

namespace colorquant {

struct LloydOptions {
  size_t max_iterations = 300;
  // Stop when an iteration lowers the distortion by no more than this share of it. At 0 it goes on
  // until nothing moves.
  double tolerance = 0.0;
  // Each center continues by this share of its last step: heavy-ball momentum (Polyak 1964,
  // doi:10.1016/0041-5553(64)90137-5), dropped whenever the distortion rises (O'Donoghue & Candes
  // 2015, doi:10.1007/s10208-013-9150-3). It takes far fewer iterations and gets past shallow
  // optima. At 0 this is the plain iteration.
  double momentum = 0.0;
  // The first `fixed` centers do not move.
  size_t fixed = 0;
};

template <size_t D>
struct LloydResult {
  std::vector<Center<D>> centers;  // means of the last assignment; one without points stays
  size_t iterations;
  double distortion;  // about the centers that the last assignment was made for, weighted sum
};

// Exactly over every color, or over the summary.
template <typename P>
LloydResult<kChannels<P>> lloyd(const ColorTree<P>& points,
                                std::vector<Center<kChannels<P>>> centers,
                                const LloydOptions& options, Team& team);
template <size_t D>
LloydResult<D> lloyd(const Summary<D>& points, std::vector<Center<D>> centers,
                     const LloydOptions& options, Team& team);

}  // namespace colorquant
