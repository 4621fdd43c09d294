#include "core/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/descent.hpp"

namespace colorquant {
namespace {

// Each point's nearest and second nearest center.
struct Neighbors {
  explicit Neighbors(size_t points)
      : labels(points), second_labels(points), squared(points), second_squared(points) {}
  std::vector<int32_t> labels, second_labels;
  std::vector<float> squared, second_squared;
};

template <size_t D>
class FindNeighbors {
 public:
  static constexpr int kRanks = 2;
  FindNeighbors(const Summary<D>& summary, Neighbors& out) : summary_(&summary), out_(&out) {}

  void whole(size_t, size_t, int32_t) {}
  void leaf(size_t leaf, const CqCandidates<D>& candidates) {
    const CqPoints<D> points = summary_->leaf(leaf);
    const size_t at = leaf * CQ_LEAF;
    point_kernels<D>().two_nearest_to_points(&points, &candidates, &out_->labels[at],
                                             &out_->squared[at], &out_->second_labels[at],
                                             &out_->second_squared[at]);
  }

 private:
  const Summary<D>* summary_;
  Neighbors* out_;
};

// The best two centers for one cluster, and how much distortion they save.
template <size_t D>
struct Split {
  double gain = 0.0;
  Center<D> first, second;
};

template <size_t D>
double dot(const std::array<double, D>& a, const std::array<double, D>& b) {
  double sum = a[0] * b[0];
  for (size_t c = 1; c < D; ++c) sum += a[c] * b[c];
  return sum;
}

template <size_t D>
class Clusters {
 public:
  using Vector = std::array<double, D>;

  Clusters(const Summary<D>& summary, std::span<const Center<D>> centers, Team& team)
      : summary_(summary),
        neighbors_(summary.padded()),
        sums_(centers.size()),
        starts_(centers.size() + 1, 0),
        members_(summary.size()) {
    descend<FindNeighbors<D>>(summary.boxes(), centers, team,
                              [&] { return FindNeighbors<D>(summary, neighbors_); });
    for (size_t i = 0; i < summary.size(); ++i) {
      add(sums_[neighbors_.labels[i]], summary.sums()[i]);
      ++starts_[neighbors_.labels[i] + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    std::vector<uint32_t> next = starts_;
    for (uint32_t i = 0; i < summary.size(); ++i) members_[next[neighbors_.labels[i]]++] = i;
  }

  std::span<const uint32_t> members(size_t j) const {
    return std::span(members_).subspan(starts_[j], starts_[j + 1] - starts_[j]);
  }

  // The distortion of a cluster: no split can gain more.
  double distortion(size_t j) const {
    double distortion = 0.0;
    for (const uint32_t i : members(j))
      distortion += summary_.sums()[i].weight * double{neighbors_.squared[i]};
    return distortion;
  }

  // The added distortion without center j, before the others adapt.
  double loss(size_t j) const {
    double loss = 0.0;
    for (const uint32_t i : members(j))
      loss += summary_.sums()[i].weight *
              (double{neighbors_.second_squared[i]} - double{neighbors_.squared[i]});
    return loss;
  }

  int32_t second(uint32_t i) const { return neighbors_.second_labels[i]; }

  Split<D> split(size_t j) const;

 private:
  Vector offset(uint32_t i, const Center<D>& from) const {
    Vector offset;
    for (size_t c = 0; c < D; ++c) offset[c] = summary_.plane(c)[i] - from[c];
    return offset;
  }
  Vector longest_axis(size_t j, const Center<D>& mean) const;

  const Summary<D>& summary_;
  Neighbors neighbors_;
  std::vector<CqSums<D>> sums_;
  std::vector<uint32_t> starts_, members_;
};

// The principal axis, by power iteration from the covariance's heaviest column.
template <size_t D>
Clusters<D>::Vector Clusters<D>::longest_axis(size_t j, const Center<D>& mean) const {
  constexpr int kIterations = 6;
  std::array<Vector, D> covariance{};
  for (const uint32_t i : members(j)) {
    const double weight = summary_.sums()[i].weight;
    const Vector from_mean = offset(i, mean);
    for (size_t r = 0; r < D; ++r)
      for (size_t c = r; c < D; ++c) covariance[r][c] += weight * from_mean[r] * from_mean[c];
  }
  for (size_t r = 1; r < D; ++r)
    for (size_t c = 0; c < r; ++c) covariance[r][c] = covariance[c][r];
  size_t heaviest = 0;
  for (size_t c = 1; c < D; ++c)
    if (covariance[c][c] > covariance[heaviest][heaviest]) heaviest = c;
  Vector axis = covariance[heaviest];
  for (int k = 0; k < kIterations; ++k) {
    const double length = std::sqrt(dot(axis, axis));
    if (length == 0.0) break;
    for (double& a : axis) a /= length;
    Vector next;
    for (size_t r = 0; r < D; ++r) next[r] = dot(covariance[r], axis);
    axis = next;
  }
  const double length = std::sqrt(dot(axis, axis));
  if (length > 0.0)
    for (double& a : axis) a /= length;
  return axis;
}

// Two-means along the principal axis.
template <size_t D>
Split<D> Clusters<D>::split(size_t j) const {
  constexpr int kIterations = 2;
  if (members(j).size() < 2) return {};
  const CqSums<D>& all = sums_[j];
  const Center<D> mean = mean_of(all);
  const Vector axis = longest_axis(j, mean);
  CqSums<D> above{};
  double threshold = 0.0;
  for (int k = 0; k < kIterations; ++k) {
    above = {};
    double moment = 0.0;
    for (const uint32_t i : members(j)) {
      const double projection = dot(offset(i, mean), axis);
      if (projection <= threshold) continue;
      add(above, summary_.sums()[i]);
      moment += summary_.sums()[i].weight * projection;
    }
    if (above.weight == 0.0 || above.weight == all.weight) return {};
    threshold = 0.5 * (moment / above.weight - moment / (all.weight - above.weight));
  }
  CqSums<D> below{all.weight - above.weight, {}};
  Vector apart;
  for (size_t c = 0; c < D; ++c) {
    below.of[c] = all.of[c] - above.of[c];
    apart[c] = above.of[c] / above.weight - below.of[c] / below.weight;
  }
  return {above.weight * below.weight / all.weight * dot(apart, apart), mean_of(above),
          mean_of(below)};
}

std::vector<uint32_t> order_by(size_t size, const auto& key) {
  std::vector<uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, key);
  return order;
}

template <typename Work>
void for_each(size_t size, Team& team, const Work& work) {
  constexpr size_t kBlock = 16;
  team.for_blocks(size, kBlock, [&](size_t begin, size_t end, unsigned) {
    for (size_t i = begin; i < end; ++i) work(i);
  });
}

// Moves up to `max_moves` centers, but none of the first `fixed`; returns how many. `noise` is the
// largest random factor, less 1, on gains and losses.
template <size_t D>
size_t move_centers(const Summary<D>& summary, std::vector<Center<D>>& centers, size_t fixed,
                    size_t max_moves, double noise, Random& random, Team& team) {
  const size_t k = centers.size();
  const Clusters<D> clusters(summary, centers, team);
  std::vector<double> losses(k), distortions(k);
  std::vector<Split<D>> splits(k);
  for_each(k, team, [&](size_t j) {
    losses[j] = clusters.loss(j);
    distortions[j] = clusters.distortion(j);
  });
  // Compute splits only where the distortion is, for a few more clusters than needed.
  const auto worst = order_by(k, [&](uint32_t j) { return -distortions[j]; });
  for_each(std::min(k, 2 * max_moves + 2), team,
           [&](size_t i) { splits[worst[i]] = clusters.split(worst[i]); });
  if (noise > 0.0)
    for (size_t j = 0; j < k; ++j) {
      splits[j].gain *= 1.0 + noise * random.uniform();
      losses[j] *= 1.0 + noise * random.uniform();
    }
  const auto by_loss = order_by(k, [&](uint32_t j) { return losses[j]; });
  const auto by_gain = order_by(k, [&](uint32_t j) { return -splits[j].gain; });

  // The neighbors of a center that moves away must stay: they take over its points.
  std::vector<char> stays(k, 0), taken(k, 0);
  std::fill_n(stays.begin(), fixed, 1);
  size_t moved = 0;
  auto gainer = by_gain.begin();
  for (const uint32_t from : by_loss) {
    if (moved == max_moves) break;
    if (stays[from]) continue;
    while (gainer != by_gain.end() && (taken[*gainer] || *gainer == from)) ++gainer;
    if (gainer == by_gain.end() || splits[*gainer].gain <= losses[from]) break;
    for (const uint32_t i : clusters.members(from)) stays[clusters.second(i)] = 1;
    const uint32_t to = *gainer;
    stays[from] = stays[to] = taken[from] = taken[to] = 1;
    auto [first, second] = std::pair(splits[to].first, splits[to].second);
    if (to >= fixed)
      centers[to] = first;
    else if (squared_distance<D>(first, centers[to]) > squared_distance<D>(second, centers[to]))
      second = first;
    centers[from] = second;
    ++moved;
  }
  return moved;
}

}  // namespace

template <size_t D>
LloydResult<D> search(const Summary<D>& summary, std::vector<Center<D>> centers,
                      const SearchOptions& options, Random& random, Team& team) {
  constexpr double kNoise = 0.5;
  LloydResult<D> best = lloyd(summary, std::move(centers), options.refine, team);
  size_t max_moves = std::max<size_t>(1, best.centers.size() / 4);
  size_t failures = 0;
  for (size_t round = 0; round < options.rounds && failures < options.patience; ++round) {
    team.advance(static_cast<double>(round) / static_cast<double>(options.rounds));
    std::vector<Center<D>> moved = best.centers;
    const double noise = failures > 0 ? kNoise : 0.0;
    const size_t moves =
        move_centers(summary, moved, options.refine.fixed, max_moves, noise, random, team);
    LloydResult<D> refined = lloyd(summary, std::move(moved), options.refine, team);
    if (refined.distortion < best.distortion) {
      best = std::move(refined);
      failures = 0;
    } else {
      ++failures;
      max_moves = std::max<size_t>(1, std::min(max_moves, moves) / 2);
    }
  }
  return best;
}

#define CQ_INSTANTIATE(D)                                                                         \
  template LloydResult<D> search(const Summary<D>&, std::vector<Center<D>>, const SearchOptions&, \
                                 Random&, Team&);
CQ_INSTANTIATE(3)
CQ_INSTANTIATE(4)

}  // namespace colorquant
