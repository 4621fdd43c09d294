// Runs every stage of the core on images of many shapes and checks what it answers: right, and the
// same for every number of threads and every instruction set. Made to be run under sanitizers.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <tuple>

#include "core/count.hpp"
#include "core/dispatch.hpp"
#include "core/kmeans.hpp"
#include "core/lloyd.hpp"
#include "core/remap.hpp"

using namespace colorquant;

namespace {

using Pixels = std::vector<Color>;
constexpr Effort kEfforts[] = {Effort::fast, Effort::balanced, Effort::best};

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

Pixels greys() {
  Pixels pixels(256);
  for (size_t i = 0; i < 256; ++i) pixels[i].fill(static_cast<uint8_t>(i));
  return pixels;
}

std::vector<Image> small_images() {
  return {{"one pixel", Pixels(1, Color{7, 0, 255})},
          {"one colour", Pixels(5000, Color{255, 255, 255})},
          {"two colours", noise(300, 2, 254)},
          {"greys", greys()},
          {"a crowded corner", noise(2500, 12, 200)},
          {"slopes", slopes(1500)},
          {"noise", noise(1200, 256)}};
}

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

ColorCounts count_everywhere(const Image& image) {
  auto [colors, counts] = same_everywhere(image.name + ", count", [&](Team& team) {
    ColorCounts found = count_colors(image.pixels, team);
    return std::pair(std::move(found.colors), std::move(found.counts));
  });
  return {std::move(colors), std::move(counts)};
}

// --- the stages --------------------------------------------------------------------------------

int64_t squared_distance(Color a, Color b) {
  int64_t sum = 0;
  for (size_t c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

size_t nearest(Color pixel, const Pixels& palette) {
  size_t best = 0;
  for (size_t j = 1; j < palette.size(); ++j)
    if (squared_distance(pixel, palette[j]) < squared_distance(pixel, palette[best])) best = j;
  return best;
}

void check_counts(const Image& image, const ColorCounts& found) {
  std::map<uint32_t, int64_t> expected;
  for (Color pixel : image.pixels) ++expected[z_order(pixel)];
  std::map<uint32_t, int64_t> actual;
  for (size_t i = 0; i < found.colors.size(); ++i)
    actual[z_order(found.colors[i])] = found.counts[i];
  expect(actual == expected, image.name + ": every colour is counted");
  expect(std::ranges::is_sorted(found.colors, {}, z_order), image.name + ": colours in Z-order");

  const ColorCounts tallied = tally(found.colors, found.counts);
  expect(tallied.colors == found.colors && tallied.counts == found.counts,
         image.name + ": a tally of distinct colours changes nothing");
}

template <typename Index>
void check_remap(const Image& image, const Pixels& palette) {
  const std::string what = image.name + ", " + std::to_string(palette.size()) + " colours";
  const auto [indices, error] = same_everywhere(what + ", remap", [&](Team& team) {
    std::vector<Index> indices(image.pixels.size());
    const uint64_t error = remap<Index>(image.pixels, palette, indices.data(), team);
    return std::pair(indices, error);
  });
  uint64_t expected_error = 0;
  for (size_t i = 0; i < image.pixels.size(); ++i) {
    const size_t expected = nearest(image.pixels[i], palette);
    if (indices[i] != expected) return expect(false, what + ": nearest is nearest");
    expected_error += squared_distance(image.pixels[i], palette[expected]);
  }
  expect(error == expected_error, what + ": the error is that of the nearest colours");
}

Pixels fit_everywhere(const Image& image, const Histogram& histogram, size_t k, Effort effort) {
  const std::string what = image.name + ", effort " + std::to_string(static_cast<int>(effort)) +
                           ", " + std::to_string(k) + " colours";
  Pixels palette = same_everywhere(what, [&](Team& team) {
                     const RoundedPalette fitted = fit_kmeans(histogram, k, effort, 5, team);
                     return std::pair(fitted.colors, fitted.distortion);
                   }).first;
  Pixels distinct = palette;
  std::ranges::sort(distinct);
  const auto repeated = std::ranges::unique(distinct);
  expect(repeated.empty(), what + ": all different");
  expect(palette.size() == std::min(k, histogram.size()), what + ": as many as asked or there");
  return palette;
}

void check_lloyd(const Image& image, const Histogram& histogram, size_t k) {
  std::vector<Center> start;
  for (Color color : noise(k, 256))
    start.push_back({on_grid(color[0]), on_grid(color[1] / 3.0), on_grid(color[2])});
  same_everywhere(image.name + ", Lloyd from " + std::to_string(k), [&](Team& team) {
    const ColorTree tree(histogram, team);
    const LloydResult result = lloyd(tree, start, {10, 0.0}, team);
    return std::tuple(result.centers, result.iterations, result.distortion);
  });
}

void exercise(const Image& image) {
  const ColorCounts counted = count_everywhere(image);
  check_counts(image, counted);
  const Histogram histogram{counted.colors, counted.counts};
  for (size_t k : {1, 2, 40}) check_lloyd(image, histogram, k);
  for (Effort effort : kEfforts)
    for (size_t k : {1, 2, 3, 17, 256, 300, 1000}) {
      const Pixels palette = fit_everywhere(image, histogram, k, effort);
      if (effort != Effort::fast) continue;
      if (palette.size() <= 256) check_remap<uint8_t>(image, palette);
      check_remap<uint16_t>(image, palette);
    }
}

// More pixels than are counted or mapped at a time, and more colours than one task takes.
void exercise_many_blocks() {
  const Image image{"many blocks", noise(5'000'000, 24)};
  Team alone(1), together(3);
  const ColorCounts counted = count_colors(image.pixels, alone);
  check_counts(image, counted);
  const ColorCounts again = count_colors(image.pixels, together);
  expect(again.colors == counted.colors && again.counts == counted.counts,
         "many blocks: the same with 3 threads");

  const Histogram histogram{counted.colors, counted.counts};
  const Pixels palette = fit_kmeans(histogram, 64, Effort::balanced, 0, together).colors;
  expect(palette == fit_kmeans(histogram, 64, Effort::balanced, 0, alone).colors,
         "many blocks: the same palette with 3 threads");
  std::vector<uint8_t> one(image.pixels.size()), three(image.pixels.size());
  expect(remap<uint8_t>(image.pixels, palette, one.data(), alone) ==
             remap<uint8_t>(image.pixels, palette, three.data(), together),
         "many blocks: the same error with 3 threads");
  expect(one == three, "many blocks: the same indices with 3 threads");
}

// --- when something throws ---------------------------------------------------------------------

struct Interrupt : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A checkpoint that throws at its n-th call ends the work, and the team can work again.
void check_interruption(unsigned threads, int calls) {
  const std::string what = "interrupted with " + std::to_string(threads) + " threads";
  const Pixels pixels = noise(200'000, 256);
  bool interrupted = false;
  Team team(threads, [&] {
    if (!interrupted && --calls < 0) throw Interrupt("enough");
  });
  try {
    for (int attempt = 0; attempt < 100; ++attempt) {
      const ColorCounts counted = count_colors(pixels, team);
      fit_kmeans({counted.colors, counted.counts}, 100, Effort::balanced, attempt, team);
    }
  } catch (const Interrupt&) {
    interrupted = true;
  }
  expect(interrupted, what + ": the work ends");
  const size_t distinct = count_colors(pixels, team).colors.size();
  Team fresh(1);
  expect(distinct == count_colors(pixels, fresh).colors.size(), what + ": work goes on after it");
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

}  // namespace

int main() {
  for (const Image& image : small_images()) exercise(image);
  exercise_many_blocks();
  for (unsigned threads : {1, 2, 3, 8}) {
    check_failing_tasks(threads);
    for (int calls : {0, 2}) check_interruption(threads, calls);
  }
  if (failures != 0) return 1;
  std::puts("exercise: all holds");
  return 0;
}
