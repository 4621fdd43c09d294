// Runs every stage of the core on images of many shapes and checks what it answers: right, and the
// same for every number of threads and every instruction set. Made to be run under sanitizers.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>

#include "core/box_tree.hpp"
#include "core/count.hpp"
#include "core/dispatch.hpp"
#include "core/distinct.hpp"
#include "core/kmeans.hpp"
#include "core/lloyd.hpp"
#include "core/remap.hpp"
#include "core/sorted.hpp"

using namespace colorquant;

namespace {

using Pixels = std::vector<Color>;
constexpr uint64_t kSeed = 5;

std::atomic<int> failures = 0;

void expect(bool holds, const std::string& what) {
  if (holds) return;
  ++failures;
  std::fprintf(stderr, "exercise: this does not hold: %s\n", what.c_str());
}

// --- images ------------------------------------------------------------------------------------

struct Image {
  std::string name;
  Pixels pixels;
};

// Each channel uniform among `levels` values from `low`.
Pixels noise(size_t size, int levels, int low = 0) {
  std::mt19937 random(static_cast<unsigned>(size) + 31 * levels);
  Pixels pixels(size);
  for (Color& pixel : pixels)
    for (uint8_t& channel : pixel) channel = static_cast<uint8_t>(low + random() % levels);
  return pixels;
}

// Soft slopes with a little noise, as photographs have.
Pixels slopes(size_t size) {
  Pixels pixels = noise(size, 9);
  for (size_t i = 0; i < size; ++i)
    for (size_t c = 0; c < 3; ++c)
      pixels[i][c] = static_cast<uint8_t>(pixels[i][c] + i * (c + 1) * 80 / size);
  return pixels;
}

Pixels grays() {
  Pixels pixels(256);
  for (size_t i = 0; i < 256; ++i) pixels[i].fill(static_cast<uint8_t>(i));
  return pixels;
}

std::vector<Image> small_images() {
  return {{"one pixel", Pixels(1, Color{7, 0, 255})},
          {"one color", Pixels(5000, Color{255, 255, 255})},
          {"two colors", noise(300, 2, 254)},
          {"grays", grays()},
          {"a crowded corner", noise(900, 9, 200)},
          {"slopes", slopes(500)},
          {"noise", noise(1050, 256)}};
}

// More pixels than are counted or mapped at a time, and more colors than one task takes.
Image large_image() { return {"many blocks", noise(4'500'000, 24)}; }

// --- the same answer everywhere ----------------------------------------------------------------

// Does the work on each instruction set and, on the last, with each number of threads; returns the
// one answer.
template <typename Work>
auto same_everywhere(const std::string& what, Work work) {
  std::optional<decltype(work(std::declval<Team&>()))> first;
  const auto work_with = [&](const std::string& set, unsigned threads) {
    expect(use_instruction_set(set), set + " can be chosen");
    Team team(threads);
    auto answer = work(team);
    if (!first)
      first = std::move(answer);
    else if (answer != *first)
      expect(false,
             what + ": the same on " + set + " with " + std::to_string(threads) + " threads");
  };
  for (const std::string& set : instruction_sets()) work_with(set, 1);
  for (unsigned threads : {2, 3, 8}) work_with(instruction_sets().back(), threads);
  return *first;
}

ColorCounts<Color> count_everywhere(const Image& image) {
  auto [colors, counts] = same_everywhere(image.name + ", count", [&](Team& team) {
    ColorCounts<Color> found = count_colors(image.pixels, team);
    return std::pair(std::move(found.colors), std::move(found.counts));
  });
  return {std::move(colors), std::move(counts), {}};
}

// --- the stages --------------------------------------------------------------------------------

int64_t squared_distance(Color a, Color b) {
  int64_t sum = 0;
  for (size_t c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

template <size_t D>
double squared_distance(const Center<D>& a, const Center<D>& b) {
  double sum = 0.0;
  for (size_t c = 0; c < D; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

size_t nearest(Color pixel, const Pixels& palette) {
  size_t best = 0;
  for (size_t j = 1; j < palette.size(); ++j)
    if (squared_distance(pixel, palette[j]) < squared_distance(pixel, palette[best])) best = j;
  return best;
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

Pixels opaque(const std::vector<Entry>& entries) {
  Pixels colors;
  for (const Entry& entry : entries) colors.push_back({entry[0], entry[1], entry[2]});
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

void exercise(const Image& image, std::initializer_list<size_t> sizes,
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

// --- when something throws ---------------------------------------------------------------------

struct Interrupt : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A checkpoint that throws when it was called some times before ends the work, whatever is done
// then; and the team can work again.
void check_interruption(unsigned threads, int calls) {
  const std::string what = "interrupted with " + std::to_string(threads) + " threads";
  const Pixels pixels = noise(200'000, 256);
  bool interrupted = false;
  Team team(threads, [&](double progress) {
    expect(progress >= 0.0 && progress <= 1.0, what + ": progress is a share");
    if (!interrupted && --calls < 0) throw Interrupt("enough");
  });
  try {
    for (int attempt = 0; attempt < 100; ++attempt) {
      const ColorCounts<Color> counted = count_colors(pixels, team);
      const Histogram<Color> histogram{counted.colors, counted.counts};
      fit_kmeans(histogram, 100, Effort::best, attempt, RoundingToSrgb(), {}, team);
    }
  } catch (const Interrupt&) {
    interrupted = true;
  }
  expect(interrupted, what + ": the work ends");
  const size_t distinct = count_colors(pixels, team).colors.size();
  Team fresh(1);
  expect(distinct == count_colors(pixels, fresh).colors.size(), what + ": the team works again");
}

// A task that fails on whatever thread runs it fails the call, not the program.
void check_failing_tasks(unsigned threads) {
  Team team(threads);
  for (size_t failing : {0, 37, 99}) {
    bool failed = false;
    try {
      team.run(100, [&](size_t i, unsigned) {
        if (i == failing) throw Interrupt("task");
      });
    } catch (const Interrupt&) {
      failed = true;
    }
    expect(failed, "task " + std::to_string(failing) + " fails its call");
  }
  std::vector<int> done(1000);
  team.run(done.size(), [&](size_t i, unsigned member) {
    expect(member < team.size(), "a member of the team");
    ++done[i];
  });
  expect(std::ranges::count(done, 1) == std::ssize(done), "every task is done once");
}

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

// --- points of 16 bits, with and without alpha -------------------------------------------------

// Every coordinate rounded by itself, as in sRGB.
template <typename P>
class RoundingToBytes final : public Rounding<kChannels<P>> {
 public:
  static constexpr size_t D = kChannels<P>;

  std::vector<Entry> entries(std::span<const Center<D>> centers) const override {
    std::vector<Entry> entries(centers.size(), Entry{0, 0, 0, 255});
    for (size_t j = 0; j < centers.size(); ++j)
      for (size_t c = 0; c < D; ++c)
        entries[j][c] = static_cast<uint8_t>(centers[j][c] * 256.0 / 257.0 + 0.5);
    return entries;
  }

  std::vector<Center<D>> centers(std::span<const Entry> entries) const override {
    std::vector<Center<D>> centers;
    for (const Entry& entry : entries) {
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
  const auto [colors, counts, weighed, places] = same_everywhere(what, [&](Team& team) {
    std::vector<uint32_t> found(pixels.size());
    ColorCounts<P> all = find_distinct<P>(pixels, weights, found.data(), team);
    return std::tuple(all.colors, all.counts, all.weights, found);
  });
  std::map<P, std::pair<int64_t, int64_t>> expected;
  for (size_t i = 0; i < pixels.size(); ++i) {
    expect(colors[places[i]] == pixels[i], what + ": a pixel's place holds its color");
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
void exercise_deep(const std::string& name, size_t size) {
  constexpr size_t D = kChannels<P>;
  const std::string what = name + ", " + std::to_string(size) + " pixels";
  const ColorCounts<P> counted = check_distinct(what, deep_pixels<P>(size));
  Team alone(1);
  const Sorted<P> sorted(counted.colors, counted.weights, alone);
  const RoundingToBytes<P> rounding;
  const std::vector<Entry> kept{D == 4 ? Entry{0, 0, 0, 0} : Entry{0, 0, 0, 255}};
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

int main() {
  for (const std::string& name : instruction_sets()) {
    use_instruction_set(name);
    for (unsigned seed = 0; seed < 50; ++seed)
      for (int ranks : {1, 2}) {
        check_filter<3>(ranks, seed);
        check_filter<4>(ranks, seed);
      }
  }
  for (const Image& image : small_images()) {
    exercise(image, {1, 2, 17, 256}, {Effort::balanced, Effort::best});
    exercise(image, {300, 1000}, {Effort::balanced});
  }
  exercise(large_image(), {64}, {Effort::balanced});
  check_distinct("8 bits with alpha", std::vector<Rgba>(70'000, Rgba{1, 2, 3, 4}));
  for (size_t size : {4, 50, 9000}) {
    exercise_deep<DeepColor>("16 bits", size);
    exercise_deep<AlphaColor>("16 bits with alpha", size);
  }
  for (unsigned threads : {1, 2, 3, 8}) {
    check_failing_tasks(threads);
    for (int calls : {0, 2, 8}) check_interruption(threads, calls);
  }
  if (failures != 0) return 1;
  std::puts("exercise: all holds");
  return 0;
}
