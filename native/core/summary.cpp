#include "core/summary.hpp"

#include <algorithm>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

constexpr int kCoarsestLevel = 5;  // cells of side 8
constexpr int kFinestLevel = 8;    // single colours
constexpr size_t kLane = 16;
constexpr size_t kTask = 1024;  // points

size_t count_cells(const Histogram& histogram, int shift) {
  size_t cells = 0;
  uint32_t previous = ~0u;
  for (const Color color : histogram.colors) {
    const uint32_t cell = z_order(color) >> shift;
    cells += cell != previous;
    previous = cell;
  }
  return cells;
}

int choose_shift(const Histogram& histogram, size_t least) {
  int level = kCoarsestLevel;
  while (level < kFinestLevel && count_cells(histogram, 3 * (kFinestLevel - level)) < least)
    ++level;
  return 3 * (kFinestLevel - level);
}

}  // namespace

Summary::Summary(const Histogram& histogram, size_t least) {
  const int shift = choose_shift(histogram, least);
  uint32_t previous = ~0u;
  for (size_t i = 0; i < histogram.size(); ++i) {
    const Color color = histogram.colors[i];
    const uint32_t cell = z_order(color) >> shift;
    if (cell != previous) sums_.push_back({});
    previous = cell;
    const double count = static_cast<double>(histogram.counts[i]);
    CqSums& sum = sums_.back();
    sum.count += count;
    sum.x += count * color[0];
    sum.y += count * color[1];
    sum.z += count * color[2];
  }
  const size_t padded = (sums_.size() + kLane - 1) / kLane * kLane;
  for (auto& plane : planes_) plane.resize(padded);
  weights_.resize(padded);
  for (size_t i = 0; i < sums_.size(); ++i) {
    const Center center = mean(i);
    for (int c = 0; c < 3; ++c) planes_[c][i] = static_cast<float>(center[c]);
    weights_[i] = static_cast<float>(sums_[i].count);
  }
}

Center Summary::mean(size_t i) const {
  const CqSums& sum = sums_[i];
  return {on_grid(sum.x / sum.count), on_grid(sum.y / sum.count), on_grid(sum.z / sum.count)};
}

double lloyd(const Summary& summary, std::vector<Center>& centers, size_t max_iterations,
             double tolerance, Team& team) {
  const size_t k = centers.size(), tasks = (summary.padded() + kTask - 1) / kTask;
  std::array<std::vector<float>, 3> planes;
  for (auto& plane : planes) plane.resize(k);
  std::vector<int32_t> labels(summary.padded());
  std::vector<float> squared(summary.padded());
  double previous = 0.0, distortion = 0.0;
  for (size_t iteration = 0; iteration < max_iterations; ++iteration) {
    for (size_t j = 0; j < k; ++j)
      for (int c = 0; c < 3; ++c) planes[c][j] = static_cast<float>(centers[j][c]);
    const float* const center_planes[3] = {planes[0].data(), planes[1].data(), planes[2].data()};
    team.run(tasks, [&](size_t task, unsigned) {
      const size_t begin = task * kTask, size = std::min(kTask, summary.padded() - begin);
      const auto all = summary.planes();
      const float* const points[3] = {all[0] + begin, all[1] + begin, all[2] + begin};
      kernels().nearest(points, size, center_planes, k, labels.data() + begin,
                        squared.data() + begin);
    });
    std::vector<CqSums> sums(k);
    distortion = 0.0;
    for (size_t i = 0; i < summary.size(); ++i) {
      CqSums& sum = sums[labels[i]];
      const CqSums& cell = summary.sums()[i];
      sum.count += cell.count;
      sum.x += cell.x;
      sum.y += cell.y;
      sum.z += cell.z;
      distortion += static_cast<double>(squared[i]) * cell.count;
    }
    bool moved = false;
    for (size_t j = 0; j < k; ++j) {
      if (sums[j].count == 0.0) continue;
      const Center mean{on_grid(sums[j].x / sums[j].count), on_grid(sums[j].y / sums[j].count),
                        on_grid(sums[j].z / sums[j].count)};
      moved |= mean != centers[j];
      centers[j] = mean;
    }
    if (!moved || (iteration > 0 && previous - distortion < tolerance * previous)) break;
    previous = distortion;
  }
  return distortion;
}

}  // namespace colorquant
