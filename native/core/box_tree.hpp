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

inline void add(CqSums& into, const CqSums& from) {
  into.count += from.count;
  into.x += from.x;
  into.y += from.y;
  into.z += from.z;
}

Center mean_of(const CqSums& sums);  // on the grid

// What assigning every point to its nearest centre gives.
struct Assignment {
  std::vector<CqSums> sums;  // of each centre's points: exact integers
  double distortion;         // sum over pixels of the squared distance to the nearest centre
};

// Joins what the members of a team summed up. `total_square` is the sum of weight x |point|^2.
// Sums are exact, so the order of the parts does not matter.
Assignment join(std::span<const std::vector<CqSums>> parts, std::span<const Center> centers,
                double total_square);

class BoxTree {
 public:
  struct Level {
    std::vector<CqBox> boxes;
    std::vector<CqSums> sums;
    size_t size() const { return boxes.size(); }
  };

  // The caller fills level 0, one entry for each run of `points`, then calls join().
  explicit BoxTree(size_t points);
  void join();

  const Level& level(size_t l) const { return levels_[l]; }
  Level& leaves() { return levels_.front(); }
  size_t height() const { return levels_.size(); }
  const CqSums& total() const { return levels_.back().sums[0]; }  // after join()

  // The children of a node, on the level below, and its points: from the first to before the last.
  std::pair<size_t, size_t> children(size_t l, size_t node) const;
  std::pair<size_t, size_t> points(size_t l, size_t node) const;

 private:
  size_t points_;
  std::vector<Level> levels_;
};

// Candidate lists for the levels of a descent. The list at the top holds every centre.
class CandidateStack {
 public:
  CandidateStack(std::span<const Center> centers, size_t levels);
  CqCandidates& operator[](size_t depth) { return lists_[depth]; }

 private:
  std::vector<float> coordinates_;
  std::vector<int32_t> indices_;
  std::vector<CqCandidates> lists_;
};

// Takes each point to the centres that can be nearest to it (or among the two nearest): walks down
// the tree and drops, node by node, the centres that cannot (Kanungo et al. 2002,
// doi:10.1109/TPAMI.2002.1017616). A Visitor has
//   static constexpr int kRanks;                                1 or 2
//   void whole(size_t level, size_t node, int32_t center);      all of a node has one candidate
//   void leaf(size_t leaf, const CqCandidates& candidates);
// and makes one for each member of the team, so that it can gather results without locks.
template <typename Visitor>
class Descent {
 public:
  Descent(const BoxTree& tree, std::span<const Center> centers, Visitor visitor);
  void visit(size_t level, size_t node, size_t depth);
  Visitor& visitor() { return visitor_; }

 private:
  const CqKernels& kernels_;
  const BoxTree& tree_;
  CandidateStack stack_;
  Visitor visitor_;
};

// Runs a descent over the whole tree; returns the visitors, one for each member that took part.
template <typename Visitor, typename Make>
std::vector<Visitor> descend(const BoxTree& tree, std::span<const Center> centers, Team& team,
                             Make make);

}  // namespace colorquant

#include "core/box_tree_descent.hpp"
