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
#include "core/kmeans.hpp"
#include "core/lloyd.hpp"
#include "core/remap.hpp"

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
          {"a crowded corner", noise(900, 9, 200)},
          {"slopes", slopes(500)},
          {"noise", noise(1050, 256)}};
}

// More pixels than are counted or mapped at a time, and more colours than one task takes.
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

Pixels fit_everywhere(const Image& image, const Histogram& histogram, size_t k, Effort effort) {
  const std::string what = image.name + ", effort " + std::to_string(static_cast<int>(effort)) +
                           ", " + std::to_string(k) + " colours";
  const auto [palette, distortion] = same_everywhere(what, [&](Team& team) {
    const RoundedPalette fitted = fit_kmeans(histogram, k, effort, kSeed, team);
    return std::pair(fitted.colors, fitted.distortion);
  });
  expect(std::set(palette.begin(), palette.end()).size() == palette.size(),
         what + ": all different");
  expect(palette.size() == std::min(k, histogram.size()), what + ": as many as asked or there");
  return palette;
}

// What is found without the histogram, and used, is what is found with it.
void check_cells(const Image& image, size_t k, const Pixels& palette) {
  const std::string what = image.name + ", " + std::to_string(k) + " colours without histogram";
  const std::optional<Pixels> found =
      same_everywhere(what, [&](Team& team) { return fit_cells(image.pixels, k, kSeed, team); });
  if (!found) return;
  Team team(1);
  std::vector<uint16_t> indices(image.pixels.size());
  if (remap<uint16_t>(image.pixels, *found, indices.data(), team).used == found->size())
    expect(*found == palette, what);
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

void exercise(const Image& image, std::initializer_list<size_t> sizes,
              std::initializer_list<Effort> efforts) {
  const ColorCounts counted = count_everywhere(image);
  check_counts(image, counted);
  const Histogram histogram{counted.colors, counted.counts};
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
      const ColorCounts counted = count_colors(pixels, team);
      fit_kmeans({counted.colors, counted.counts}, 100, Effort::best, attempt, team);
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
void check_filter(const CqKernels& kernels, int ranks, unsigned seed) {
  constexpr size_t kCandidates = 40;
  std::mt19937 random(seed);
  const auto number = [&](double low, double high) {
    return static_cast<float>(std::uniform_real_distribution<double>(low, high)(random));
  };
  std::vector<Center> centers(kCandidates);
  for (Center& center : centers)
    for (double& c : center) c = on_grid(number(0, 255));
  CandidateStack stack(centers, 2);
  CqBox box;
  for (int c = 0; c < 3; ++c) box.middle[c] = number(40, 200), box.half[c] = number(0, 40);
  kernels.filter(&stack[0], &box, ranks, &stack[1]);
  const std::set<int32_t> kept(stack[1].index, stack[1].index + stack[1].size);
  for (int point = 0; point < 300; ++point) {
    std::vector<std::pair<double, int32_t>> order;
    Center at;
    for (int c = 0; c < 3; ++c) at[c] = box.middle[c] + number(-1, 1) * box.half[c];
    for (size_t j = 0; j < centers.size(); ++j) {
      double squared = 0.0;
      for (int c = 0; c < 3; ++c) squared += (centers[j][c] - at[c]) * (centers[j][c] - at[c]);
      order.emplace_back(squared, static_cast<int32_t>(j));
    }
    std::ranges::sort(order);
    for (int rank = 0; rank < ranks; ++rank)
      expect(kept.contains(order[rank].second), "the filter keeps rank " + std::to_string(rank));
  }
}

}  // namespace

int main() {
  for (const std::string& name : instruction_sets()) {
    use_instruction_set(name);
    for (unsigned seed = 0; seed < 50; ++seed)
      for (int ranks : {1, 2}) check_filter(kernels(), ranks, seed);
  }
  for (const Image& image : small_images()) {
    exercise(image, {1, 2, 17, 256}, {Effort::balanced, Effort::best});
    exercise(image, {300, 1000}, {Effort::balanced});
  }
  exercise(large_image(), {64}, {Effort::balanced});
  for (unsigned threads : {1, 2, 3, 8}) {
    check_failing_tasks(threads);
    for (int calls : {0, 2, 8}) check_interruption(threads, calls);
  }
  if (failures != 0) return 1;
  std::puts("exercise: all holds");
  return 0;
}
