// Points in Z-order, cut into runs of CQ_LEAF, with the bounding box and the sums of each run, of
// each 8 runs, of each 64, and so on: a packed R-tree (Kamel & Faloutsos 1993,
// doi:10.1145/170088.170403). It needs no pointers and is built in one sweep.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/colors.hpp"
#include "core/team.hpp"
#include "kernels/kernels.h"

namespace colorquant {

template <size_t D>
void add(CqSums<D>& into, const CqSums<D>& from) {
  into.weight += from.weight;
  for (size_t c = 0; c < D; ++c) into.of[c] += from.of[c];
}

template <size_t D>
Center<D> mean_of(const CqSums<D>& sums) {  // on the grid
  Center<D> mean;
  for (size_t c = 0; c < D; ++c) mean[c] = on_grid(sums.of[c] / sums.weight);
  return mean;
}

// What assigning every point to its nearest center gives.
template <size_t D>
struct Assignment {
  std::vector<CqSums<D>> sums;  // of each center's points: exact
  double distortion;            // sum of the weighted squared distances to the nearest center
};

// Joins what the members of a team summed up. `total_square` is the sum of weight x |point|^2.
// Sums are exact, so the order of the parts does not matter.
template <size_t D>
Assignment<D> join(std::span<const std::vector<CqSums<D>>> parts,
                   std::span<const Center<D>> centers, double total_square);

template <size_t D>
class BoxTree {
 public:
  struct Level {
    std::vector<CqBox<D>> boxes;
    std::vector<CqSums<D>> sums;
    size_t size() const { return boxes.size(); }
  };

  // The caller fills level 0, one entry for each run of `points`, then calls join().
  explicit BoxTree(size_t points);
  void join();

  const Level& level(size_t l) const { return levels_[l]; }
  Level& leaves() { return levels_.front(); }
  size_t height() const { return levels_.size(); }
  const CqSums<D>& total() const { return levels_.back().sums[0]; }  // after join()

  // The children of a node, on the level below, and its points: from the first to before the last.
  std::pair<size_t, size_t> children(size_t l, size_t node) const;
  std::pair<size_t, size_t> points(size_t l, size_t node) const;

 private:
  size_t points_;
  std::vector<Level> levels_;
};

// Candidate lists for the levels of a descent. The list at the top holds every center.
template <size_t D>
class CandidateStack {
 public:
  CandidateStack(std::span<const Center<D>> centers, size_t levels);
  CqCandidates<D>& operator[](size_t depth) { return lists_[depth]; }

 private:
  std::vector<float> coordinates_;
  std::vector<int32_t> indices_;
  std::vector<CqCandidates<D>> lists_;
};

// Takes each point to the centers that can be nearest to it (or among the two nearest): walks down
// the tree and drops, node by node, the centers that cannot (Kanungo et al. 2002,
// doi:10.1109/TPAMI.2002.1017616). A Visitor has
//   static constexpr int kRanks;                                1 or 2
//   void whole(size_t level, size_t node, int32_t center);      all of a node has one candidate
//   void leaf(size_t leaf, const CqCandidates<D>& candidates);
// and makes one for each member of the team, so that it can gather results without locks.
template <size_t D, typename Visitor>
class Descent {
 public:
  Descent(const BoxTree<D>& tree, std::span<const Center<D>> centers, Visitor visitor);
  void visit(size_t level, size_t node, size_t depth);
  Visitor& visitor() { return visitor_; }

 private:
  const CqPointKernels<D>& kernels_;
  const BoxTree<D>& tree_;
  CandidateStack<D> stack_;
  Visitor visitor_;
};

// Runs a descent over the whole tree; returns the visitors, one for each member that took part.
template <typename Visitor, size_t D, typename Make>
std::vector<Visitor> descend(const BoxTree<D>& tree, std::span<const Center<D>> centers, Team& team,
                             Make make);

}  // namespace colorquant

#include "core/box_tree_descent.hpp"
