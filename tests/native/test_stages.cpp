// Counting, fitting and remapping of 8-bit images.
#include <initializer_list>
#include <map>
#include <set>
#include <tuple>

#include "support.hpp"

using namespace colorquant;

namespace {

ColorCounts<Color> count_everywhere(const Image& image) {
  auto [colors, counts] = same_everywhere(image.name + ", count", [&](Team& team) {
    ColorCounts<Color> found = count_colors(image.pixels, team);
    return std::pair(std::move(found.colors), std::move(found.counts));
  });
  return {std::move(colors), std::move(counts), {}};
}

void check_counts(const Image& image, const ColorCounts<Color>& found) {
  std::map<uint32_t, int64_t> expected;
  for (Color pixel : image.pixels) ++expected[z_order(pixel)];
  std::map<uint32_t, int64_t> actual;
  for (size_t i = 0; i < found.colors.size(); ++i)
    actual[z_order(found.colors[i])] = found.counts[i];
  expect(actual == expected, image.name + ": every color is counted");
  expect(std::ranges::is_sorted(found.colors, {}, [](Color color) { return z_order(color); }),
         image.name + ": colors in Z-order");

  Team team(2);
  const ColorCounts<Color> tallied = tally<Color>(found.colors, found.counts, {}, team);
  expect(tallied.colors == found.colors && tallied.counts == found.counts,
         image.name + ": a tally of distinct colors changes nothing");
}

// Colors that come in a few ascending runs are merged, and those in none sorted: the same answer.
void check_tally(const Image& image, const ColorCounts<Color>& found) {
  for (size_t runs : {2, 3, 16, 17}) {
    Pixels colors;
    std::vector<int64_t> counts;
    for (size_t run = 0; run < runs; ++run) {
      colors.insert(colors.end(), found.colors.begin(), found.colors.end());
      counts.insert(counts.end(), found.counts.begin(), found.counts.end());
    }
    const auto [tallied, totals] = same_everywhere(image.name + ", tally", [&](Team& team) {
      ColorCounts<Color> all = tally<Color>(colors, counts, counts, team);
      expect(all.counts == all.weights, image.name + ": weights are added up as counts are");
      return std::pair(all.colors, all.counts);
    });
    expect(tallied == found.colors, image.name + ": a tally has each color once");
    for (size_t i = 0; i < totals.size(); ++i)
      expect(totals[i] == found.counts[i] * static_cast<int64_t>(runs), image.name + ": sums");
  }
}

template <typename Index>
void check_remap(const Image& image, const Pixels& palette) {
  const std::string what = image.name + ", " + std::to_string(palette.size()) + " colors";
  const auto [indices, squared_error, used] = same_everywhere(what + ", remap", [&](Team& team) {
    std::vector<Index> found(image.pixels.size());
    const Remapped remapped = remap<Index>(image.pixels, palette, found.data(), team);
    return std::tuple(found, remapped.squared_error, remapped.used);
  });

  const size_t stride = 1 + indices.size() / 5000;  // a few pixels of a large image will do
  for (size_t i = 0; i < indices.size(); i += stride)
    if (indices[i] != nearest(image.pixels[i], palette))
      return expect(false, what + ": nearest is nearest");

  uint64_t expected_error = 0;
  for (size_t i = 0; i < indices.size(); ++i)
    expected_error += squared_distance(image.pixels[i], palette[indices[i]]);
  expect(squared_error == expected_error, what + ": the error is that of the indices");
  expect(used == std::set(indices.begin(), indices.end()).size(), what + ": entries in use");
}

Pixels opaque(const std::vector<Rgba>& entries) {
  Pixels colors;
  for (const Rgba& entry : entries) colors.push_back({entry[0], entry[1], entry[2]});
  return colors;
}

Pixels fit_everywhere(const Image& image, const Histogram<Color>& histogram, size_t k,
                      Effort effort) {
  const std::string what = image.name + ", effort " + std::to_string(static_cast<int>(effort)) +
                           ", " + std::to_string(k) + " colors";
  const auto [entries, distortion] = same_everywhere(what, [&](Team& team) {
    const RoundedPalette fitted =
        fit_kmeans(histogram, k, effort, kSeed, RoundingToSrgb(), {}, team);
    return std::pair(fitted.entries, fitted.distortion);
  });
  const Pixels palette = opaque(entries);
  expect(std::set(palette.begin(), palette.end()).size() == palette.size(),
         what + ": all different");
  expect(palette.size() == std::min(k, histogram.size()), what + ": as many as asked or there");
  return palette;
}

// What is found without the histogram, and used, is what is found with it.
void check_cells(const Image& image, size_t k, const Pixels& palette) {
  const std::string what = image.name + ", " + std::to_string(k) + " colors without histogram";
  const auto found =
      same_everywhere(what, [&](Team& team) { return fit_cells(image.pixels, k, kSeed, team); });
  if (!found) return;
  Team team(1);
  const Pixels colors = opaque(*found);
  std::vector<uint16_t> indices(image.pixels.size());
  if (remap<uint16_t>(image.pixels, colors, indices.data(), team).used == colors.size())
    expect(colors == palette, what);
}

void check_lloyd(const Image& image, const Histogram<Color>& histogram, size_t k) {
  std::vector<Center<3>> start;
  for (Color color : noise(k, 256))
    start.push_back({on_grid(color[0]), on_grid(color[1] / 3.0), on_grid(color[2])});
  same_everywhere(image.name + ", Lloyd from " + std::to_string(k), [&](Team& team) {
    const ColorTree<Color> tree(histogram, team);
    const LloydResult<3> result = lloyd(tree, start, {10, 0.0, 0.0, 0}, team);
    return std::tuple(result.centers, result.iterations, result.distortion);
  });
}

void check_stages(const Image& image, std::initializer_list<size_t> sizes,
                  std::initializer_list<Effort> efforts) {
  const ColorCounts counted = count_everywhere(image);
  check_counts(image, counted);
  check_tally(image, counted);
  const Histogram<Color> histogram{counted.colors, counted.counts};
  for (size_t k : {1, 40}) check_lloyd(image, histogram, k);
  for (size_t k : sizes) {
    const Pixels palette = fit_everywhere(image, histogram, k, Effort::fast);
    check_cells(image, k, palette);
    if (palette.size() <= 256) check_remap<uint8_t>(image, palette);
    if (palette.size() > 256 || k == 1) check_remap<uint16_t>(image, palette);
    for (Effort effort : efforts) fit_everywhere(image, histogram, k, effort);
  }
}

}  // namespace

TEST_CASE("stages: small images") {
  for (const Image& image : small_images()) {
    check_stages(image, {1, 2, 17, 256}, {Effort::balanced, Effort::best});
    check_stages(image, {300, 1000}, {Effort::balanced});
  }
}

TEST_CASE("stages: more pixels than one block, more colors than one task") {
  check_stages({"many blocks", noise(4'500'000, 24)}, {64}, {Effort::balanced});
}

// Entries two steps apart along a diagonal: many pixels have two nearest entries at the same or
// nearly the same distance.
TEST_CASE("remap: near ties go to the nearest entry, ties to the first") {
  Pixels palette;
  for (int i = 0; i < 200; ++i) {
    const auto v = static_cast<uint8_t>(20 + i);
    palette.push_back({v, static_cast<uint8_t>(239 - i), static_cast<uint8_t>(20 + i / 2 * 2)});
  }
  check_remap<uint8_t>({"near ties", noise(20'000, 256)}, palette);
  check_remap<uint16_t>({"near ties", noise(20'000, 256)}, palette);
}

// Without the comparison, effort best can lose to effort balanced.
TEST_CASE("fit: best is never worse than balanced") {
  for (const Image& image : small_images())
    for (const size_t k : {2, 3, 5, 9, 17, 33, 64}) {
      Team team(2);
      const ColorCounts<Color> counted = count_colors(image.pixels, team);
      const Histogram<Color> histogram{counted.colors, counted.counts};
      for (uint64_t seed = 0; seed < 3; ++seed) {
        const auto distortion = [&](Effort effort) {
          return fit_kmeans(histogram, k, effort, seed, RoundingToSrgb(), {}, team).distortion;
        };
        expect(distortion(Effort::best) <= distortion(Effort::balanced),
               image.name + ", " + std::to_string(k) + " colors: best is not worse");
      }
    }
}
