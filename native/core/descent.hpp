// Walks down a tree of boxes to find the nearest centers of its points.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/box_tree.hpp"
#include "core/dispatch.hpp"
#include "core/team.hpp"

namespace colorquant {

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

// Finds the centers that can be the nearest to each point (or among the two nearest): walks down
// the tree and drops, node by node, the centers that cannot (Kanungo et al. 2002,
// doi:10.1109/TPAMI.2002.1017616). A Visitor has
//   static constexpr int kRanks;                                1 or 2
//   void whole(size_t level, size_t node, int32_t center);      all points of a node have one
//   center void leaf(size_t leaf, const CqCandidates<D>& candidates);
template <size_t D, typename Visitor>
class Descent {
 public:
  Descent(const BoxTree<D>& tree, std::span<const Center<D>> centers, Visitor visitor)
      : kernels_(point_kernels<D>()),
        tree_(tree),
        stack_(centers, tree.height() + 1),
        visitor_(std::move(visitor)) {}

  void visit(size_t level, size_t node, size_t depth) {
    CqCandidates<D>& candidates = stack_[depth + 1];
    kernels_.filter(&stack_[depth], &tree_.level(level).boxes[node], Visitor::kRanks, &candidates);
    if (candidates.size == 1 && Visitor::kRanks == 1) {
      visitor_.whole(level, node, candidates.index[0]);
    } else if (level == 0) {
      visitor_.leaf(node, candidates);
    } else {
      const auto [begin, end] = tree_.children(level, node);
      for (size_t child = begin; child < end; ++child) visit(level - 1, child, depth + 1);
    }
  }

  Visitor& visitor() { return visitor_; }

 private:
  const CqPointKernels<D>& kernels_;
  const BoxTree<D>& tree_;
  CandidateStack<D> stack_;
  Visitor visitor_;
};

// Runs a descent over the whole tree. Each member of the team that takes part has a visitor of its
// own, so visitors need no locks; returns them all.
template <typename Visitor, size_t D, typename Make>
std::vector<Visitor> descend(const BoxTree<D>& tree, std::span<const Center<D>> centers, Team& team,
                             Make make) {
  constexpr size_t kMinTasks = 16;
  size_t level = tree.height() - 1;
  while (level > 0 && tree.level(level).size() < kMinTasks) --level;
  std::vector<std::unique_ptr<Descent<D, Visitor>>> descents(team.size());
  team.run(tree.level(level).size(), [&](size_t node, unsigned member) {
    auto& descent = descents[member];
    if (!descent) descent = std::make_unique<Descent<D, Visitor>>(tree, centers, make());
    descent->visit(level, node, 0);
  });
  std::vector<Visitor> visitors;
  for (auto& descent : descents)
    if (descent) visitors.push_back(std::move(descent->visitor()));
  return visitors;
}

}  // namespace colorquant
