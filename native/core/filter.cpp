#include "core/filter.hpp"

#include <memory>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr size_t kLevels = 10;  // a root, at most eight splits, a leaf

class Descent {
 public:
  Descent(const ColorTree& tree, std::span<const Center> centers, int32_t* labels)
      : tree_(tree), stack_(centers, kLevels + 1), sums_(centers.size()), labels_(labels) {}

  void visit(uint32_t at, size_t level) {
    const Node& node = tree_.nodes()[at];
    const double low[3] = {double(node.low[0]), double(node.low[1]), double(node.low[2])};
    const double high[3] = {double(node.high[0]), double(node.high[1]), double(node.high[2])};
    CqCandidates& candidates = stack_[level + 1];
    kernels_.filter(&stack_[level], low, high, &candidates);
    if (candidates.size == 1)
      take_whole(node, candidates.index[0]);
    else if (node.leaf)
      split_leaf(node, candidates);
    else
      for (uint32_t child = at + 1; child < node.next; child = tree_.nodes()[child].next)
        visit(child, level + 1);
  }

  const std::vector<CqSums>& sums() const { return sums_; }

 private:
  void take_whole(const Node& node, int32_t center) {
    CqSums& sum = sums_[center];
    sum.count += node.sums.count;
    sum.x += node.sums.x;
    sum.y += node.sums.y;
    sum.z += node.sums.z;
    if (labels_) std::fill(labels_ + node.begin, labels_ + node.end, center);
  }

  void split_leaf(const Node& node, const CqCandidates& candidates) {
    const auto planes = tree_.planes(node.begin);
    kernels_.leaf(planes.data(), tree_.histogram().counts.data() + node.begin,
                  node.end - node.begin, &node.sums, &candidates, sums_.data(),
                  labels_ ? labels_ + node.begin : nullptr);
  }

  const CqKernels& kernels_ = kernels();
  const ColorTree& tree_;
  CandidateStack stack_;
  std::vector<CqSums> sums_;
  int32_t* labels_;
};

double distortion(const ColorTree& tree, std::span<const Center> centers,
                  const std::vector<CqSums>& sums) {
  double total = tree.total_square();
  for (size_t j = 0; j < centers.size(); ++j) {
    const auto& [x, y, z] = centers[j];
    const CqSums& sum = sums[j];
    total += sum.count * (x * x + y * y + z * z) - 2.0 * (x * sum.x + y * sum.y + z * sum.z);
  }
  return total;
}

}  // namespace

CandidateStack::CandidateStack(std::span<const Center> centers, size_t levels)
    : coordinates_(3 * levels * centers.size()),
      indices_(levels * centers.size()),
      levels_(levels) {
  const size_t k = centers.size();
  for (size_t level = 0; level < levels; ++level) {
    double* planes = coordinates_.data() + 3 * level * k;
    levels_[level] = {planes, planes + k, planes + 2 * k, indices_.data() + level * k, 0};
  }
  for (size_t j = 0; j < k; ++j) {
    levels_[0].x[j] = centers[j][0];
    levels_[0].y[j] = centers[j][1];
    levels_[0].z[j] = centers[j][2];
    levels_[0].index[j] = static_cast<int32_t>(j);
  }
  levels_[0].size = k;
}

Assignment assign(const ColorTree& tree, std::span<const Center> centers, Team& team,
                  int32_t* labels) {
  std::vector<std::unique_ptr<Descent>> descents(team.size());
  team.run(tree.roots().size(), [&](size_t task, unsigned member) {
    auto& descent = descents[member];
    if (!descent) descent = std::make_unique<Descent>(tree, centers, labels);
    descent->visit(tree.roots()[task], 0);
  });
  // Sums are exact integers, so the order in which members are added does not matter.
  Assignment out{std::vector<CqSums>(centers.size()), 0.0};
  for (const auto& descent : descents) {
    if (!descent) continue;
    for (size_t j = 0; j < centers.size(); ++j) {
      out.sums[j].count += descent->sums()[j].count;
      out.sums[j].x += descent->sums()[j].x;
      out.sums[j].y += descent->sums()[j].y;
      out.sums[j].z += descent->sums()[j].z;
    }
  }
  out.distortion = distortion(tree, centers, out.sums);
  return out;
}

}  // namespace colorquant
