// One exact assignment of every colour to its nearest centre, by filtering the tree.
#pragma once

#include "core/tree.hpp"

namespace colorquant {

struct Assignment {
  std::vector<CqSums> sums;  // of each centre's colours: exact integers
  double distortion;         // sum over pixels of the squared distance to the nearest centre
};

// Nearest is nearest and ties go to the lowest index: the answer of comparing every colour with
// every centre, at a fraction of the work (Kanungo et al. 2002, doi:10.1109/TPAMI.2002.1017616).
// `centers` lie on the 2^-16 grid. `labels`, if not null, receives each colour's centre.
Assignment assign(const ColorTree& tree, std::span<const Center> centers, Team& team,
                  int32_t* labels = nullptr);

// Candidate lists for the levels of a descent, in one block of memory.
class CandidateStack {
 public:
  CandidateStack(std::span<const Center> centers, size_t levels);
  CqCandidates& operator[](size_t level) { return levels_[level]; }

 private:
  std::vector<double> coordinates_;
  std::vector<int32_t> indices_;
  std::vector<CqCandidates> levels_;
};

}  // namespace colorquant
