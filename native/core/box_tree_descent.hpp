// The templates of box_tree.hpp.
#pragma once

#include <memory>

#include "core/box_tree.hpp"
#include "core/dispatch.hpp"

namespace colorquant {

template <size_t D, typename Visitor>
Descent<D, Visitor>::Descent(const BoxTree<D>& tree, std::span<const Center<D>> centers,
                             Visitor visitor)
    : kernels_(point_kernels<D>()),
      tree_(tree),
      stack_(centers, tree.height() + 1),
      visitor_(std::move(visitor)) {}

template <size_t D, typename Visitor>
void Descent<D, Visitor>::visit(size_t level, size_t node, size_t depth) {
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

template <typename Visitor, size_t D, typename Make>
std::vector<Visitor> descend(const BoxTree<D>& tree, std::span<const Center<D>> centers, Team& team,
                             Make make) {
  constexpr size_t kLeastTasks = 16;
  size_t level = tree.height() - 1;
  while (level > 0 && tree.level(level).size() < kLeastTasks) --level;
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
