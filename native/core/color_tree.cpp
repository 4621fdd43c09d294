#include "core/color_tree.hpp"

#include <algorithm>

#include "core/assert.hpp"
#include "core/descent.hpp"

namespace colorquant {
namespace {

constexpr size_t kBlockLeaves = 128;  // of one unit of parallel work

template <typename P>
const auto& kernels_of() {
  return color_kernels<typename P::value_type, kChannels<P>>();
}

template <typename P>
class SumVisitor {
 public:
  static constexpr int kRanks = 1;
  static constexpr size_t D = kChannels<P>;

  SumVisitor(const ColorTree<P>& tree, std::span<const Center<D>> centers, int32_t* labels)
      : tree_(&tree), centers_(centers), sums_(centers.size()), labels_(labels) {}

  void whole(size_t level, size_t node, int32_t center) {
    add(sums_[center], tree_->boxes().level(level).sums[node]);
    if (!labels_) return;
    const auto [begin, end] = tree_->boxes().points(level, node);
    std::fill(labels_ + begin, labels_ + end, center);
  }

  void leaf(size_t leaf, const CqCandidates<D>& candidates) {
    const auto colors = tree_->leaf(leaf);
    int32_t positions[CQ_LEAF];
    const auto* centers = reinterpret_cast<const double (*)[D]>(centers_.data());
    kernels_of<P>().nearest(&colors, &candidates, centers, positions);
    kernels_of<P>().sum(&colors, &tree_->boxes().level(0).sums[leaf], &candidates, positions,
                        sums_.data());
    if (!labels_) return;
    for (size_t i = 0; i < colors.size; ++i)
      labels_[leaf * CQ_LEAF + i] = candidates.index[positions[i]];
  }

  std::vector<CqSums<D>> sums() && { return std::move(sums_); }

 private:
  const ColorTree<P>* tree_;
  std::span<const Center<D>> centers_;
  std::vector<CqSums<D>> sums_;
  int32_t* labels_;
};

}  // namespace

template <typename P>
ColorTree<P>::ColorTree(const Histogram<P>& histogram, Team& team)
    : histogram_(histogram), boxes_(histogram.size()) {
  CQ_ASSERT(histogram.weights.size() == histogram.size());
  for (auto& plane : planes_) plane.resize(histogram.size() + CQ_LEAF);
  auto& leaves = boxes_.leaves();
  // Sums of squares may round: add them in the same order for any number of threads.
  std::vector<double> squares((leaves.size() + kBlockLeaves - 1) / kBlockLeaves, 0.0);
  team.for_blocks(leaves.size(), kBlockLeaves, [&](size_t begin, size_t end, unsigned) {
    for (size_t l = begin; l < end; ++l) {
      for (size_t i = l * CQ_LEAF; i < std::min((l + 1) * CQ_LEAF, histogram.size()); ++i) {
        for (size_t c = 0; c < D; ++c) planes_[c][i] = histogram.colors[i][c];
      }
      const auto colors = leaf(l);
      squares[begin / kBlockLeaves] +=
          kernels_of<P>().measure(&colors, &leaves.boxes[l], &leaves.sums[l]);
    }
  });
  for (const double square : squares) total_square_ += square;
  boxes_.build_upper_levels();
}

template <typename P>
CqColors<typename ColorTree<P>::Coordinate, ColorTree<P>::D> ColorTree<P>::leaf(size_t leaf) const {
  const size_t begin = leaf * CQ_LEAF;
  CqColors<Coordinate, D> colors;
  for (size_t c = 0; c < D; ++c) colors.planes[c] = planes_[c].data() + begin;
  colors.weights = histogram_.weights.data() + begin;
  colors.size = std::min<size_t>(CQ_LEAF, histogram_.size() - begin);
  return colors;
}

template <typename P>
Assignment<kChannels<P>> assign(const ColorTree<P>& tree,
                                std::span<const Center<kChannels<P>>> centers, Team& team,
                                int32_t* labels) {
  CQ_ASSERT(!centers.empty());
  CQ_ASSERT(std::ranges::all_of(centers, [](const auto& center) {
    return std::ranges::all_of(center, [](double c) { return c == on_grid(c); });
  }));
  auto visitors = descend<SumVisitor<P>>(tree.boxes(), centers, team,
                                         [&] { return SumVisitor<P>(tree, centers, labels); });
  std::vector<std::vector<CqSums<kChannels<P>>>> parts;
  for (auto& visitor : visitors) parts.push_back(std::move(visitor).sums());
  return combine<kChannels<P>>(parts, centers, tree.total_square());
}

#define CQ_INSTANTIATE(P)                   \
  template class ColorTree<P>;              \
  template Assignment<kChannels<P>> assign( \
      const ColorTree<P>&, std::span<const Center<kChannels<P>>>, Team&, int32_t*);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)

}  // namespace colorquant
