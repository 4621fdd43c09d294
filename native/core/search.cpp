#include "core/search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/dispatch.hpp"

namespace colorquant {
namespace {

// Each point's nearest and second nearest centre.
struct Neighbours {
  explicit Neighbours(size_t points)
      : labels(points), second_labels(points), squared(points), second_squared(points) {}
  std::vector<int32_t> labels, second_labels;
  std::vector<float> squared, second_squared;
};

class FindNeighbours {
 public:
  static constexpr int kRanks = 2;
  FindNeighbours(const Summary& summary, Neighbours& out) : summary_(&summary), out_(&out) {}

  void whole(size_t, size_t, int32_t) {}
  void leaf(size_t leaf, const CqCandidates& candidates) {
    const CqPoints points = summary_->leaf(leaf);
    const size_t at = leaf * CQ_LEAF;
    kernels().two_nearest_to_points(&points, &candidates, &out_->labels[at], &out_->squared[at],
                                    &out_->second_labels[at], &out_->second_squared[at]);
  }

 private:
  const Summary* summary_;
  Neighbours* out_;
};

// The two centres that a cluster is best served by if it gets a second one, and what that saves.
struct Split {
  double gain = 0.0;
  Center first, second;
};

using Vector = std::array<double, 3>;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

class Clusters {
 public:
  Clusters(const Summary& summary, std::span<const Center> centers, Team& team)
      : summary_(summary),
        neighbours_(summary.padded()),
        sums_(centers.size()),
        starts_(centers.size() + 1, 0),
        members_(summary.size()) {
    descend<FindNeighbours>(summary.boxes(), centers, team,
                            [&] { return FindNeighbours(summary, neighbours_); });
    for (size_t i = 0; i < summary.size(); ++i) {
      add(sums_[neighbours_.labels[i]], summary.sums()[i]);
      ++starts_[neighbours_.labels[i] + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    std::vector<uint32_t> next = starts_;
    for (uint32_t i = 0; i < summary.size(); ++i) members_[next[neighbours_.labels[i]]++] = i;
  }

  std::span<const uint32_t> members(size_t j) const {
    return std::span(members_).subspan(starts_[j], starts_[j + 1] - starts_[j]);
  }

  // The cluster's share of the distortion: no split can gain more.
  double distortion(size_t j) const {
    double distortion = 0.0;
    for (const uint32_t i : members(j))
      distortion += summary_.sums()[i].count * double{neighbours_.squared[i]};
    return distortion;
  }

  // What it costs to do without centre j, before the others adapt.
  double loss(size_t j) const {
    double loss = 0.0;
    for (const uint32_t i : members(j))
      loss += summary_.sums()[i].count *
              (double{neighbours_.second_squared[i]} - double{neighbours_.squared[i]});
    return loss;
  }

  int32_t second(uint32_t i) const { return neighbours_.second_labels[i]; }

  Split split(size_t j) const;

 private:
  Vector offset(uint32_t i, const Center& from) const {
    const auto planes = summary_.planes();
    return {planes[0][i] - from[0], planes[1][i] - from[1], planes[2][i] - from[2]};
  }
  Vector longest_axis(size_t j, const Center& mean) const;

  const Summary& summary_;
  Neighbours neighbours_;
  std::vector<CqSums> sums_;
  std::vector<uint32_t> starts_, members_;
};

// The principal axis, by power iteration from the covariance's heaviest column.
Vector Clusters::longest_axis(size_t j, const Center& mean) const {
  constexpr int kIterations = 6;
  double xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0;
  for (const uint32_t i : members(j)) {
    const double w = summary_.sums()[i].count;
    const auto [x, y, z] = offset(i, mean);
    xx += w * x * x, xy += w * x * y, xz += w * x * z;
    yy += w * y * y, yz += w * y * z, zz += w * z * z;
  }
  const Vector rows[3] = {{xx, xy, xz}, {xy, yy, yz}, {xz, yz, zz}};
  Vector axis = xx >= yy && xx >= zz ? rows[0] : yy >= zz ? rows[1] : rows[2];
  for (int k = 0; k < kIterations; ++k) {
    const double length = std::sqrt(dot(axis, axis));
    if (length == 0.0) break;
    for (double& a : axis) a /= length;
    axis = {dot(rows[0], axis), dot(rows[1], axis), dot(rows[2], axis)};
  }
  const double length = std::sqrt(dot(axis, axis));
  if (length > 0.0)
    for (double& a : axis) a /= length;
  return axis;
}

// Two-means along the principal axis.
Split Clusters::split(size_t j) const {
  constexpr int kIterations = 2;
  if (members(j).size() < 2) return {};
  const CqSums& all = sums_[j];
  const Center mean = mean_of(all);
  const Vector axis = longest_axis(j, mean);
  CqSums above{};
  double threshold = 0.0;
  for (int k = 0; k < kIterations; ++k) {
    above = {};
    double moment = 0.0;
    for (const uint32_t i : members(j)) {
      const double place = dot(offset(i, mean), axis);
      if (place <= threshold) continue;
      add(above, summary_.sums()[i]);
      moment += summary_.sums()[i].count * place;
    }
    if (above.count == 0.0 || above.count == all.count) return {};
    threshold = 0.5 * (moment / above.count - moment / (all.count - above.count));
  }
  const CqSums below{all.count - above.count, all.x - above.x, all.y - above.y, all.z - above.z};
  const Vector apart{above.x / above.count - below.x / below.count,
                     above.y / above.count - below.y / below.count,
                     above.z / above.count - below.z / below.count};
  return {above.count * below.count / all.count * dot(apart, apart), mean_of(above),
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
  constexpr size_t kPerTask = 16;
  team.run((size + kPerTask - 1) / kPerTask, [&](size_t task, unsigned) {
    for (size_t i = task * kPerTask; i < std::min((task + 1) * kPerTask, size); ++i) work(i);
  });
}

// Moves up to `most` centres; returns how many. `chance` is how far gains and losses are blurred.
size_t move_centers(const Summary& summary, std::vector<Center>& centers, size_t most,
                    double chance, Random& random, Team& team) {
  const size_t k = centers.size();
  const Clusters clusters(summary, centers, team);
  std::vector<double> losses(k), distortions(k);
  std::vector<Split> splits(k);
  for_each(k, team, [&](size_t j) {
    losses[j] = clusters.loss(j);
    distortions[j] = clusters.distortion(j);
  });
  // Splits are worked out where the distortion is, some more of them than are needed.
  const auto worst = order_by(k, [&](uint32_t j) { return -distortions[j]; });
  for_each(std::min(k, 2 * most + 2), team,
           [&](size_t i) { splits[worst[i]] = clusters.split(worst[i]); });
  if (chance > 0.0)
    for (size_t j = 0; j < k; ++j) {
      splits[j].gain *= 1.0 + chance * random.uniform();
      losses[j] *= 1.0 + chance * random.uniform();
    }
  const auto by_loss = order_by(k, [&](uint32_t j) { return losses[j]; });
  const auto by_gain = order_by(k, [&](uint32_t j) { return -splits[j].gain; });

  // A centre whose neighbour goes must stay: it takes over.
  std::vector<char> stays(k, 0), taken(k, 0);
  size_t moved = 0;
  auto gainer = by_gain.begin();
  for (const uint32_t from : by_loss) {
    if (moved == most) break;
    if (stays[from]) continue;
    while (gainer != by_gain.end() && (taken[*gainer] || *gainer == from)) ++gainer;
    if (gainer == by_gain.end() || splits[*gainer].gain <= losses[from]) break;
    for (const uint32_t i : clusters.members(from)) stays[clusters.second(i)] = 1;
    const uint32_t to = *gainer;
    stays[from] = stays[to] = taken[from] = taken[to] = 1;
    centers[to] = splits[to].first;
    centers[from] = splits[to].second;
    ++moved;
  }
  return moved;
}

}  // namespace

LloydResult search(const Summary& summary, std::vector<Center> centers,
                   const SearchOptions& options, Random& random, Team& team) {
  constexpr double kChance = 0.5;
  LloydResult best = lloyd(summary, std::move(centers), options.settle, team);
  size_t most = std::max<size_t>(1, best.centers.size() / 4);
  size_t failures = 0;
  for (size_t round = 0; round < options.rounds && failures < options.patience; ++round) {
    team.advance(static_cast<double>(round) / static_cast<double>(options.rounds));
    std::vector<Center> moved = best.centers;
    const double chance = failures > 0 ? kChance : 0.0;
    const size_t moves = move_centers(summary, moved, most, chance, random, team);
    LloydResult settled = lloyd(summary, std::move(moved), options.settle, team);
    if (settled.distortion < best.distortion) {
      best = std::move(settled);
      failures = 0;
    } else {
      ++failures;
      most = std::max<size_t>(1, std::min(most, moves) / 2);
    }
  }
  return best;
}

}  // namespace colorquant
