// The search for a better local optimum than that of Lloyd's iteration: centers move from where
// they help little to where splitting a cluster gains most.
#pragma once

#include "core/lloyd.hpp"
#include "core/seeding.hpp"

namespace colorquant {

struct SearchOptions {
  size_t rounds;        // of moves, at most
  size_t patience;      // rounds in a row without success, after which it ends
  LloydOptions refine;  // after the moves of a round; its fixed centers do not move
};

// Moves many centers at once, each to split the cluster that gains most from it, as enhanced LBG
// does (Patane & Russo 2001, doi:10.1016/S0893-6080(01)00103-9) and breathing K-Means (Fritzke
// 2020, arXiv:2006.15666); runs Lloyd's iteration; keeps the result if it is better, otherwise
// tries fewer moves, then random others.
template <size_t D>
LloydResult<D> search(const Summary<D>& summary, std::vector<Center<D>> centers,
                      const SearchOptions& options, Random& random, Team& team);

}  // namespace colorquant
