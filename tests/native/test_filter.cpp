// The filter of candidates.
#include <algorithm>
#include <set>

#include "core/descent.hpp"
#include "core/sums.hpp"
#include "support.hpp"

using namespace colorquant;

namespace {

// A filter may keep too many candidates, but none of the nearest `ranks` to any point of the box.
template <size_t D>
void check_filter(int ranks, unsigned seed) {
  constexpr size_t kCandidates = 40;
  std::mt19937 random(seed);
  const auto number = [&](double low, double high) {
    return static_cast<float>(std::uniform_real_distribution<double>(low, high)(random));
  };
  std::vector<Center<D>> centers(kCandidates);
  for (Center<D>& center : centers)
    for (double& c : center) c = on_grid(number(0, 255));
  CandidateStack<D> stack(centers, 2);
  CqBox<D> box;
  for (size_t c = 0; c < D; ++c) box.middle[c] = number(40, 200), box.half[c] = number(0, 40);
  point_kernels<D>().filter(&stack[0], &box, ranks, &stack[1]);
  const std::set<int32_t> kept(stack[1].index, stack[1].index + stack[1].size);
  for (int point = 0; point < 300; ++point) {
    Center<D> at;
    for (size_t c = 0; c < D; ++c) at[c] = box.middle[c] + number(-1, 1) * box.half[c];
    std::vector<std::pair<double, int32_t>> order;
    for (size_t j = 0; j < centers.size(); ++j)
      order.emplace_back(squared_distance<D>(centers[j], at), static_cast<int32_t>(j));
    std::ranges::sort(order);
    for (int rank = 0; rank < ranks; ++rank)
      expect(kept.contains(order[rank].second), "the filter keeps rank " + std::to_string(rank));
  }
}

// Which candidates the filter keeps for one box.
template <size_t D>
std::set<int32_t> kept_by(const std::vector<Center<D>>& centers, const CqBox<D>& box, int ranks) {
  CandidateStack<D> stack(centers, 2);
  point_kernels<D>().filter(&stack[0], &box, ranks, &stack[1]);
  return {stack[1].index, stack[1].index + stack[1].size};
}

}  // namespace

TEST_CASE("filter: keeps the nearest to every point of a box") {
  for (const std::string& name : instruction_sets()) {
    use_instruction_set(name);
    for (unsigned seed = 0; seed < 50; ++seed)
      for (int ranks : {1, 2}) {
        check_filter<3>(ranks, seed);
        check_filter<4>(ranks, seed);
      }
  }
}

// Centers at the same distance from a point, up to less than binary32 can tell: the exact nearest
// must stay although another one looks nearer after rounding.
TEST_CASE("filter: keeps the exact nearest at near ties") {
  std::mt19937 random(7);
  const auto number = [&](double low, double high) {
    return on_grid(std::uniform_real_distribution<double>(low, high)(random));
  };
  for (const std::string& name : instruction_sets()) {
    use_instruction_set(name);
    for (int trial = 0; trial < 20'000; ++trial) {
      // A box of one point; mirror images and permutations of one step from it, a little off.
      CqBox<3> box{};
      Center<3> at, step;
      for (size_t c = 0; c < 3; ++c) {
        box.middle[c] = static_cast<float>(static_cast<int>(number(90, 160)));
        at[c] = box.middle[c];
        step[c] = number(40, 80);
      }
      std::vector<Center<3>> centers;
      for (int i = 0; i < 12; ++i) {
        Center<3> center;
        for (size_t c = 0; c < 3; ++c)
          center[c] = at[c] + (random() % 2 ? 1.0 : -1.0) * step[(c + i) % 3];
        center[random() % 3] += static_cast<double>(random() % 3) / 65536.0;
        centers.push_back(center);
      }
      size_t nearest = 0;
      for (size_t j = 1; j < centers.size(); ++j)
        if (squared_distance<3>(centers[j], at) < squared_distance<3>(centers[nearest], at))
          nearest = j;
      expect(kept_by<3>(centers, box, 1).contains(static_cast<int32_t>(nearest)),
             "the nearest at a near tie stays");
    }
  }
}
