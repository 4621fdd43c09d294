// Fits of 16-bit points, with and without alpha.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/sums.hpp"
#include "support.hpp"

using namespace colorquant;

namespace {

// Every coordinate rounded by itself, as in sRGB.
template <typename P>
class RoundingToBytes final : public Rounding<kChannels<P>> {
 public:
  static constexpr size_t D = kChannels<P>;

  std::vector<Rgba> entries(std::span<const Center<D>> centers) const override {
    std::vector<Rgba> entries(centers.size(), Rgba{0, 0, 0, 255});
    for (size_t j = 0; j < centers.size(); ++j)
      for (size_t c = 0; c < D; ++c)
        entries[j][c] = static_cast<uint8_t>(centers[j][c] * 256.0 / 257.0 + 0.5);
    return entries;
  }

  std::vector<Center<D>> centers(std::span<const Rgba> entries) const override {
    std::vector<Center<D>> centers;
    for (const Rgba& entry : entries) {
      P point;
      for (size_t c = 0; c < D; ++c) point[c] = static_cast<uint16_t>(257 * entry[c]);
      centers.push_back(as_center(point));
    }
    return centers;
  }
};

// Soft slopes at 16 bits, a quarter of them at 0.
template <typename P>
std::vector<P> deep_pixels(size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::vector<P> pixels(size);
  for (size_t i = size / 4; i < size; ++i)
    for (size_t c = 0; c < kChannels<P>; ++c)
      pixels[i][c] = static_cast<uint16_t>(i * (c + 1) * 12'000 / size + random() % 4000);
  return pixels;
}

template <typename P>
ColorCounts<P> check_distinct(const std::string& what, const std::vector<P>& pixels) {
  std::vector<uint8_t> weights(pixels.size());
  for (size_t i = 0; i < pixels.size(); ++i) weights[i] = static_cast<uint8_t>(1 + i % 255);
  const auto [colors, counts, weighed, positions] = same_everywhere(what, [&](Team& team) {
    std::vector<uint32_t> found(pixels.size());
    ColorCounts<P> all = find_distinct<P>(pixels, weights, found.data(), team);
    return std::tuple(all.colors, all.counts, all.weights, found);
  });
  std::map<P, std::pair<int64_t, int64_t>> expected;
  for (size_t i = 0; i < pixels.size(); ++i) {
    expect(colors[positions[i]] == pixels[i], what + ": a pixel's position holds its color");
    ++expected[pixels[i]].first;
    expected[pixels[i]].second += weights[i];
  }
  expect(expected.size() == colors.size(), what + ": each color once");
  for (size_t i = 0; i < colors.size(); ++i)
    expect(expected[colors[i]] == std::pair(counts[i], weighed[i]), what + ": counts and weights");
  return {colors, counts, weighed};
}

template <typename P>
void check_assignment(const std::string& what, const std::vector<P>& points,
                      const std::vector<Center<kChannels<P>>>& centers) {
  const auto labels = same_everywhere(what + ", assignment", [&](Team& team) {
    const Sorted<P> sorted(points, {}, team);
    const ColorTree<P> tree(sorted.histogram(), team);
    std::vector<int32_t> found(points.size());
    assign<P>(tree, centers, team, found.data());
    return sorted.as_given(found);
  });
  for (size_t i = 0; i < points.size(); ++i)
    for (const Center<kChannels<P>>& center : centers)
      expect(squared_distance<kChannels<P>>(as_center(points[i]), center) >=
                 squared_distance<kChannels<P>>(as_center(points[i]), centers[labels[i]]),
             what + ": nearest is nearest");
}

template <typename P>
void check_deep(const std::string& name, size_t size) {
  constexpr size_t D = kChannels<P>;
  const std::string what = name + ", " + std::to_string(size) + " pixels";
  const ColorCounts<P> counted = check_distinct(what, deep_pixels<P>(size));
  Team alone(1);
  const Sorted<P> sorted(counted.colors, counted.weights, alone);
  const RoundingToBytes<P> rounding;
  const std::vector<Rgba> kept{D == 4 ? Rgba{0, 0, 0, 0} : Rgba{0, 0, 0, 255}};
  const FixedEntries<D> fixed{kept, rounding.centers(kept)};
  for (const auto& [k, effort] : {std::pair(2, Effort::best), std::pair(40, Effort::best),
                                  std::pair(300, Effort::balanced), std::pair(300, Effort::fast)}) {
    const std::string fit = what + ", " + std::to_string(k) + " colors";
    const auto [entries, distortion] = same_everywhere(fit, [&](Team& team) {
      const RoundedPalette fitted =
          fit_kmeans(sorted.histogram(), k, effort, kSeed, rounding, fixed, team);
      return std::pair(fitted.entries, fitted.distortion);
    });
    const size_t expected = std::min<size_t>(k, counted.colors.size());
    expect(std::set(entries.begin(), entries.end()).size() == expected, fit + ": as many as asked");
    expect(std::ranges::find(entries, kept[0]) != entries.end(), fit + ": what is fixed is there");
    check_assignment(fit, counted.colors, rounding.centers(entries));
    if (expected < static_cast<size_t>(k)) continue;
    const auto centers = same_everywhere(fit + ", as they are", [&](Team& team) {
      return fit_centers(sorted.histogram(), static_cast<size_t>(k), effort, kSeed, team);
    });
    expect(centers.size() <= static_cast<size_t>(k) && !centers.empty(), fit + ": real centers");
  }
}

}  // namespace

TEST_CASE("deep: 8 bits with alpha are counted") {
  check_distinct("8 bits with alpha", std::vector<Rgba>(70'000, Rgba{1, 2, 3, 4}));
}

TEST_CASE("deep: fits") {
  for (size_t size : {4, 50, 9000}) {
    check_deep<DeepColor>("16 bits", size);
    check_deep<AlphaColor>("16 bits with alpha", size);
  }
}
