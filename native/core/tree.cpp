#include "core/tree.hpp"

#include <algorithm>

namespace colorquant {
namespace {

constexpr uint32_t kLeafColors = 32;  // at most the 64 that the leaf kernel takes
constexpr int kRootLevel = 2;         // 64 subtrees: units of parallel work
constexpr int kDepth = 8;

void add(CqSums& into, const CqSums& from) {
  into.count += from.count;
  into.x += from.x;
  into.y += from.y;
  into.z += from.z;
}

// The nodes of one root's subtree, in preorder.
class SubtreeBuilder {
 public:
  explicit SubtreeBuilder(const Histogram& histogram) : histogram_(histogram) {}

  std::vector<Node> build(uint32_t begin, uint32_t end, int level) {
    append(begin, end, level);
    return std::move(nodes_);
  }

 private:
  uint32_t code(uint32_t i) const { return z_order(histogram_.colors[i]); }

  void append(uint32_t begin, uint32_t end, int level) {
    const size_t at = nodes_.size();
    nodes_.push_back({begin, end, 0, end - begin <= kLeafColors || level == kDepth, {}, {}, {}});
    if (nodes_[at].leaf)
      sum_colors(nodes_[at]);
    else
      append_children(at, level);
    nodes_[at].next = static_cast<uint32_t>(nodes_.size());
  }

  void sum_colors(Node& node) const {
    node.low = {255, 255, 255};
    for (uint32_t i = node.begin; i < node.end; ++i) {
      const Color color = histogram_.colors[i];
      const double count = static_cast<double>(histogram_.counts[i]);
      add(node.sums, {count, count * color[0], count * color[1], count * color[2]});
      widen(node, color, color);
    }
  }

  void append_children(size_t at, int level) {
    Node node = nodes_[at];
    node.low = {255, 255, 255};
    // A level at which nothing parts is skipped.
    int shift = 3 * (kDepth - level - 1);
    while (code(node.begin) >> shift == code(node.end - 1) >> shift) shift -= 3, ++level;
    for (uint32_t begin = node.begin; begin < node.end;) {
      const uint32_t cube = code(begin) >> shift;
      const auto rest = histogram_.colors.subspan(begin, node.end - begin);
      const auto end = std::ranges::partition_point(
          rest, [&](Color color) { return z_order(color) >> shift == cube; });
      const uint32_t stop = begin + static_cast<uint32_t>(end - rest.begin());
      const size_t child = nodes_.size();
      append(begin, stop, level + 1);
      add(node.sums, nodes_[child].sums);
      widen(node, nodes_[child].low, nodes_[child].high);
      begin = stop;
    }
    nodes_[at] = node;
  }

  static void widen(Node& node, Color low, Color high) {
    for (int c = 0; c < 3; ++c) {
      node.low[c] = std::min(node.low[c], low[c]);
      node.high[c] = std::max(node.high[c], high[c]);
    }
  }

  const Histogram& histogram_;
  std::vector<Node> nodes_;
};

}  // namespace

ColorTree::ColorTree(const Histogram& histogram, Team& team) : histogram_(histogram) {
  const uint32_t size = static_cast<uint32_t>(histogram.size());
  for (auto& plane : planes_) plane.resize(size);
  std::array<uint32_t, (1 << 3 * kRootLevel) + 1> starts;
  for (uint32_t cube = 0; cube < starts.size(); ++cube)
    starts[cube] = static_cast<uint32_t>(
        std::ranges::partition_point(histogram.colors,
                                     [&](Color color) {
                                       return z_order(color) >> 3 * (kDepth - kRootLevel) < cube;
                                     }) -
        histogram.colors.begin());

  std::array<std::vector<Node>, starts.size() - 1> subtrees;
  std::array<double, starts.size() - 1> squares{};
  team.run(subtrees.size(), [&](size_t cube, unsigned) {
    for (uint32_t i = starts[cube]; i < starts[cube + 1]; ++i) {
      const Color color = histogram.colors[i];
      for (int c = 0; c < 3; ++c) planes_[c][i] = color[c];
      const int square = color[0] * color[0] + color[1] * color[1] + color[2] * color[2];
      squares[cube] += static_cast<double>(histogram.counts[i]) * square;
    }
    if (starts[cube] < starts[cube + 1])
      subtrees[cube] = SubtreeBuilder(histogram).build(starts[cube], starts[cube + 1], kRootLevel);
  });

  size_t nodes = 0;
  for (const auto& subtree : subtrees) nodes += subtree.size();
  nodes_.reserve(nodes);
  for (size_t cube = 0; cube < subtrees.size(); ++cube) {
    if (subtrees[cube].empty()) continue;
    const uint32_t offset = static_cast<uint32_t>(nodes_.size());
    roots_.push_back(offset);
    for (Node node : subtrees[cube]) {
      node.next += offset;
      nodes_.push_back(node);
    }
    add(total_, nodes_[offset].sums);
    total_square_ += squares[cube];
  }
}

}  // namespace colorquant
