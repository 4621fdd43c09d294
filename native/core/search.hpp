// The search for a better local optimum than the one that Lloyd's iteration falls into: centers
// move from where they are of little use to where a cluster gains most by being split.
#pragma once

#include "core/lloyd.hpp"
#include "core/seeding.hpp"

namespace colorquant {

struct SearchOptions {
  size_t rounds;        // of moves, at most
  size_t patience;      // rounds in a row without success, after which it ends
  LloydOptions settle;  // after the moves of a round; its fixed centers do not move
};

// Moves as many centers at once as promise to pay, each to split the cluster that gains most from
// it, as enhanced LBG does (Patane & Russo 2001, doi:10.1016/S0893-6080(01)00103-9) and breathing
// K-Means (Fritzke 2020, arXiv:2006.15666); lets Lloyd's iteration settle; keeps what is better and
// otherwise tries fewer moves, then others, chosen with some chance.
template <size_t D>
LloydResult<D> search(const Summary<D>& summary, std::vector<Center<D>> centers,
                      const SearchOptions& options, Random& random, Team& team);

}  // namespace colorquant
