#include "core/summary.hpp"

#include <algorithm>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr size_t kTasks = 64;

// Sums of the cells whose first colour is one of [begin, end).
std::vector<CqSums> sum_cells(const Histogram& histogram, size_t begin, size_t end, int shift) {
  const auto cell = [&](size_t i) { return z_order(histogram.colors[i]) >> shift; };
  while (begin > 0 && begin < end && cell(begin) == cell(begin - 1)) ++begin;
  std::vector<CqSums> sums;
  for (size_t i = begin; i < end;) {
    const uint32_t here = cell(i);
    int64_t count = 0, x = 0, y = 0, z = 0;
    for (; i < histogram.size() && cell(i) == here; ++i) {
      const Color color = histogram.colors[i];
      count += histogram.counts[i];
      x += histogram.counts[i] * color[0];
      y += histogram.counts[i] * color[1];
      z += histogram.counts[i] * color[2];
    }
    sums.push_back({double(count), double(x), double(y), double(z)});
  }
  return sums;
}

std::vector<CqSums> sum_cells(const Histogram& histogram, int bits, Team& team) {
  std::array<std::vector<CqSums>, kTasks> parts;
  team.run(kTasks, [&](size_t task, unsigned) {
    const size_t begin = task * histogram.size() / kTasks;
    const size_t end = (task + 1) * histogram.size() / kTasks;
    parts[task] = sum_cells(histogram, begin, end, Cells::kColorBits - bits);
  });
  std::vector<CqSums> sums;
  for (const auto& part : parts) sums.insert(sums.end(), part.begin(), part.end());
  return sums;
}

std::vector<CqSums> merge(std::span<const CqSums> cells, int bits) {
  std::vector<CqSums> merged;
  uint32_t previous = ~0u;
  for (const CqSums& sums : cells) {
    // The mean of a cell lies within it, and so within the coarser one.
    const Color mean = {static_cast<uint8_t>(sums.x / sums.count),
                        static_cast<uint8_t>(sums.y / sums.count),
                        static_cast<uint8_t>(sums.z / sums.count)};
    const uint32_t cell = z_order(mean) >> (Cells::kColorBits - bits);
    if (cell != previous) merged.push_back({});
    previous = cell;
    add(merged.back(), sums);
  }
  return merged;
}

CqBox enclose(const CqPoints& points, size_t size) {
  const float* const planes[3] = {points.x, points.y, points.z};
  CqBox box;
  for (int c = 0; c < 3; ++c) {
    const auto [low, high] = std::minmax_element(planes[c], planes[c] + size);
    box.middle[c] = 0.5f * (*low + *high);
    box.half[c] = 0.5f * (*high - *low);
  }
  return box;
}

class SumUp {
 public:
  static constexpr int kRanks = 1;

  SumUp(const Summary& summary, size_t k) : summary_(&summary), sums_(k) {}

  void whole(size_t level, size_t node, int32_t center) {
    add(sums_[center], summary_->boxes().level(level).sums[node]);
  }

  void leaf(size_t leaf, const CqCandidates& candidates) {
    const CqPoints points = summary_->leaf(leaf);
    int32_t labels[CQ_LEAF];
    float squared[CQ_LEAF];
    kernels().nearest_to_points(&points, &candidates, labels, squared);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(sums_[labels[i]], points.sums[i]);
  }

  std::vector<CqSums> sums() && { return std::move(sums_); }

 private:
  const Summary* summary_;
  std::vector<CqSums> sums_;
};

}  // namespace

Cells::Cells(const Histogram& histogram, Team& team)
    : histogram_(&histogram), team_(&team), sums_(sum_cells(histogram, kPixelBits, team)) {}

Cells::Cells(std::vector<CqSums> sums)
    : histogram_(nullptr), team_(nullptr), sums_(std::move(sums)) {}

std::vector<CqSums> Cells::at(int bits) const {
  return bits <= kPixelBits ? merge(sums_, bits) : sum_cells(*histogram_, bits, *team_);
}

Summary::Summary(std::vector<CqSums> cells) : sums_(std::move(cells)), boxes_(sums_.size()) {
  size_ = sums_.size();
  sums_.resize((size_ + CQ_LEAF - 1) / CQ_LEAF * CQ_LEAF);
  for (auto& plane : planes_) plane.resize(sums_.size());
  weights_.resize(sums_.size());
  for (size_t i = 0; i < sums_.size(); ++i) {
    // Padding repeats the last point, which keeps it out of the way of boxes and candidates.
    const Center center = mean(std::min(i, size_ - 1));
    for (int c = 0; c < 3; ++c) planes_[c][i] = static_cast<float>(center[c]);
    weights_[i] = static_cast<float>(sums_[i].count);
    total_square_ +=
        sums_[i].count == 0.0
            ? 0.0
            : (sums_[i].x * sums_[i].x + sums_[i].y * sums_[i].y + sums_[i].z * sums_[i].z) /
                  sums_[i].count;
  }
  auto& leaves = boxes_.leaves();
  for (size_t l = 0; l < leaves.size(); ++l) {
    leaves.boxes[l] = enclose(leaf(l), CQ_LEAF);
    for (size_t i = 0; i < CQ_LEAF; ++i) add(leaves.sums[l], leaf(l).sums[i]);
  }
  boxes_.join();
}

CqPoints Summary::leaf(size_t leaf) const {
  const size_t begin = leaf * CQ_LEAF;
  return {planes_[0].data() + begin, planes_[1].data() + begin, planes_[2].data() + begin,
          weights_.data() + begin, sums_.data() + begin};
}

Center Summary::mean(size_t i) const { return mean_of(sums_[i]); }

Assignment assign(const Summary& summary, std::span<const Center> centers, Team& team) {
  auto visitors = descend<SumUp>(summary.boxes(), centers, team,
                                 [&] { return SumUp(summary, centers.size()); });
  std::vector<std::vector<CqSums>> parts;
  for (SumUp& visitor : visitors) parts.push_back(std::move(visitor).sums());
  return join(parts, centers, summary.total_square());
}

}  // namespace colorquant
