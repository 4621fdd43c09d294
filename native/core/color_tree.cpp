#include "core/color_tree.hpp"

#include <algorithm>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr size_t kLeavesPerTask = 128;

class SumUp {
 public:
  static constexpr int kRanks = 1;

  SumUp(const ColorTree& tree, std::span<const Center> centers, int32_t* labels)
      : tree_(&tree), centers_(centers), sums_(centers.size()), labels_(labels) {}

  void whole(size_t level, size_t node, int32_t center) {
    add(sums_[center], tree_->boxes().level(level).sums[node]);
    if (!labels_) return;
    const auto [begin, end] = tree_->boxes().points(level, node);
    std::fill(labels_ + begin, labels_ + end, center);
  }

  void leaf(size_t leaf, const CqCandidates& candidates) {
    const CqColors colors = tree_->leaf(leaf);
    int32_t positions[CQ_LEAF];
    const auto* centers = reinterpret_cast<const double (*)[3]>(centers_.data());
    kernels().nearest_to_colors(&colors, &candidates, centers, positions);
    kernels().sum_colors(&colors, &tree_->boxes().level(0).sums[leaf], &candidates, positions,
                         sums_.data());
    if (!labels_) return;
    for (size_t i = 0; i < colors.size; ++i)
      labels_[leaf * CQ_LEAF + i] = candidates.index[positions[i]];
  }

  std::vector<CqSums> sums() && { return std::move(sums_); }

 private:
  const ColorTree* tree_;
  std::span<const Center> centers_;
  std::vector<CqSums> sums_;
  int32_t* labels_;
};

}  // namespace

ColorTree::ColorTree(const Histogram& histogram, Team& team)
    : histogram_(histogram), boxes_(histogram.size()) {
  for (auto& plane : planes_) plane.resize(histogram.size() + CQ_LEAF);
  auto& leaves = boxes_.leaves();
  const size_t tasks = (leaves.size() + kLeavesPerTask - 1) / kLeavesPerTask;
  std::vector<double> squares(tasks, 0.0);
  team.run(tasks, [&](size_t task, unsigned) {
    const size_t end = std::min((task + 1) * kLeavesPerTask, leaves.size());
    for (size_t l = task * kLeavesPerTask; l < end; ++l) {
      for (size_t i = l * CQ_LEAF; i < std::min((l + 1) * CQ_LEAF, histogram.size()); ++i) {
        for (int c = 0; c < 3; ++c) planes_[c][i] = histogram.colors[i][c];
      }
      const CqColors colors = leaf(l);
      squares[task] += kernels().measure(&colors, &leaves.boxes[l], &leaves.sums[l]);
    }
  });
  for (const double square : squares) total_square_ += square;
  boxes_.join();
}

CqColors ColorTree::leaf(size_t leaf) const {
  const size_t begin = leaf * CQ_LEAF;
  return {planes_[0].data() + begin, planes_[1].data() + begin, planes_[2].data() + begin,
          histogram_.counts.data() + begin, std::min<size_t>(CQ_LEAF, histogram_.size() - begin)};
}

Assignment assign(const ColorTree& tree, std::span<const Center> centers, Team& team,
                  int32_t* labels) {
  auto visitors =
      descend<SumUp>(tree.boxes(), centers, team, [&] { return SumUp(tree, centers, labels); });
  std::vector<std::vector<CqSums>> parts;
  for (SumUp& visitor : visitors) parts.push_back(std::move(visitor).sums());
  return join(parts, centers, tree.total_square());
}

}  // namespace colorquant
