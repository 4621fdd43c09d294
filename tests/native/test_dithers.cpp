// Dithers: the same for every number of threads, and exact pixels stay as they are.
#include <algorithm>
#include <stdexcept>

#include "core/finder.hpp"
#include "core/hilbert.hpp"
#include "support.hpp"

using namespace colorquant;

namespace {

using Entries = std::vector<Rgba>;

// Soft slopes with noise; every seventh pixel has the color of an entry, or nothing of one.
template <typename P>
std::vector<P> pixels_with(size_t size, const Entries& entries) {
  std::mt19937 random(static_cast<unsigned>(size));
  const unsigned full = sizeof(typename P::value_type) == 1 ? 255 : 65535;
  std::vector<P> pixels(size);
  for (size_t i = 0; i < size; ++i) {
    for (size_t c = 0; c < pixels[i].size(); ++c)
      pixels[i][c] = static_cast<typename P::value_type>(
          full * (i * (c + 1) % size) / size * 9 / 10 + random() % (full / 10));
    if (i % 7 == 0) pixels[i] = i % 2 ? P{} : at_depth_of<P>(entries[i % entries.size()]);
  }
  return pixels;
}

Entries entries_of(size_t size, bool alpha) {
  std::mt19937 random(static_cast<unsigned>(size));
  Entries entries(size);
  for (auto& entry : entries) {
    for (size_t c = 0; c < 4; ++c) entry[c] = static_cast<uint8_t>(c < 3 || alpha ? random() : 255);
    if (entry[3] == 0) entry = {};  // as hidden pixels are
  }
  return entries;
}

// A space that bends: a cube root would do, a square is quicker.
std::vector<float> bent_nodes() {
  std::vector<float> nodes;
  const auto bent = [](size_t step) { return static_cast<float>(step * step) / 4.0f; };
  for (size_t r = 0; r < SpaceLut::kNodes; ++r)
    for (size_t g = 0; g < SpaceLut::kNodes; ++g)
      for (size_t b = 0; b < SpaceLut::kNodes; ++b)
        nodes.insert(nodes.end(), {bent(r), bent(g), bent(b), 0.0f});
  return nodes;
}

template <typename P, typename Index>
class DitherChecks {
 public:
  DitherChecks(size_t width, size_t height, size_t k, std::span<const float> nodes)
      : width_(width),
        entries_(entries_of(k, std::tuple_size_v<P> == 4)),
        pixels_(pixels_with<P>(width * height, entries_)),
        space_{nodes, Four{128.0f, 128.0f, 128.0f, 0.0f}, 220.0f},
        what_(std::to_string(width) + " x " + std::to_string(height) + ", " + std::to_string(k) +
              " entries, ") {}

  void all() {
    const std::vector<Tap> taps{{1, 0, 0.4f}, {-2, 1, 0.2f}, {0, 1, 0.2f}, {1, 2, 0.2f}};
    for (bool serpentine : {false, true}) {
      const Diffusion diffusion{taps, serpentine, 1.0f, serpentine ? 1.5f : 1.0f};
      check("diffuse", [&](Index* indices, Team& team) {
        diffuse<P, Index>(pixels_, width_, entries_, space_, diffusion, indices, team);
      });
    }
    std::vector<float> thresholds(64);
    for (size_t i = 0; i < 64; ++i)
      thresholds[i] = (static_cast<float>(i * 37 % 64) + 0.5f) / 64.0f;
    check("in order", [&](Index* indices, Team& team) {
      dither_in_order<P, Index>(pixels_, width_, entries_, space_, {thresholds, 8}, 0.02f, indices,
                                team);
    });
    std::array<float, kRemembered> shares;
    shares.fill(1.0f / kRemembered);
    check("along the curve", [&](Index* indices, Team& team) {
      dither_along_curve<P, Index>(pixels_, width_, entries_, space_, shares, indices, team);
    });
  }

 private:
  template <typename Dither>
  void check(const std::string& name, const Dither& dither) {
    std::optional<std::vector<Index>> first;
    const auto work = [&](const std::string& set, unsigned threads) {
      use_instruction_set(set);
      Team team(threads, [](double) {});
      std::vector<Index> indices(pixels_.size());
      dither(indices.data(), team);
      if (!first) first = indices;
      expect(*first == indices,
             what_ + name + ": the same with " + std::to_string(threads) + " threads on " + set);
    };
    for (const std::string& set : instruction_sets()) work(set, 1);
    for (unsigned threads : {2, 3, 8}) work(instruction_sets().back(), threads);
    for (size_t i = 0; i < pixels_.size(); i += 14)
      expect(at_depth_of<P>(entries_[(*first)[i]]) == pixels_[i], what_ + name + ": stays");
  }

  size_t width_;
  Entries entries_;
  std::vector<P> pixels_;
  SpaceLut space_;
  std::string what_;
};

template <typename P>
void check_kind(std::span<const float> nodes) {
  for (const auto& [width, height] :
       {std::pair<size_t, size_t>{1, 1}, {1, 50}, {50, 1}, {37, 29}, {300, 41}}) {
    DitherChecks<P, uint8_t>(width, height, 1, nodes).all();
    DitherChecks<P, uint8_t>(width, height, 60, nodes).all();
  }
  DitherChecks<P, uint16_t>(120, 90, 1500, nodes).all();
}

template <size_t D>
void check_finder() {
  std::mt19937 random(3);
  const auto number = [&] { return static_cast<float>(random() % 25600) / 100.0f; };
  std::vector<Four> centers(200);
  for (Four& center : centers)
    for (size_t c = 0; c < D; ++c) center[c] = number();
  Finder<D> finder(centers);
  for (int i = 0; i < 20'000; ++i) {
    Four point = {};
    for (size_t c = 0; c < D; ++c) point[c] = 1.2f * number() - 20.0f;  // outside, too
    const auto squared = [&](const Four& center) {
      float sum = 0.0f;
      for (size_t c = 0; c < D; ++c) sum += (center[c] - point[c]) * (center[c] - point[c]);
      return sum;
    };
    const float found = squared(centers[static_cast<size_t>(finder.nearest(point))]);
    const bool inside = [&] {
      for (size_t c = 0; c < D; ++c)
        if (point[c] < 0.0f || point[c] > 256.0f) return false;
      return true;
    }();
    for (const Four& center : centers)
      expect(!inside || found <= squared(center), "the nearest is found");
  }
}

void check_curve() {
  for (int64_t width = 1; width < 30; ++width)
    for (int64_t height = 1; height < 30; ++height) {
      std::vector<int> visits(static_cast<size_t>(width * height));
      Hilbert(width, height,
              [&](size_t x, size_t y) { ++visits[y * static_cast<size_t>(width) + x]; });
      for (int count : visits) expect(count == 1, "the curve goes everywhere once");
    }
}

// Minimized entries cost no more than before, and the same sums come of any number of threads.
template <typename P>
void check_mixing(size_t width, size_t height, size_t k) {
  constexpr size_t D = kChannels<P>;
  const std::vector<P> points = pixels_with<P>(width * height, entries_of(k, D == 4));
  std::vector<uint8_t> indices(points.size());
  for (size_t i = 0; i < indices.size(); ++i)
    indices[i] = static_cast<uint8_t>((i * i + i / width) % std::max<size_t>(1, k - 1));
  std::vector<std::array<double, D>> first;
  for (unsigned threads : {1, 2, 3, 8}) {
    Team team(threads);
    const auto blurred = blur<P>(points, width, team);
    const auto mixture = mix<P>(points, blurred, width, indices, k, team);
    std::vector<std::array<double, D>> entries(k);
    for (size_t j = 0; j < k; ++j) entries[j].fill(65535.0 * static_cast<double>(j) / 9.0 / 32.0);
    const auto before = entries;
    minimize_cost<D>(mixture, 0.1, 1, 65535.0, entries);
    expect(cost<D>(mixture, 0.1, entries) <= cost<D>(mixture, 0.1, before),
           "the cost does not rise");
    expect(entries[0] == before[0], "what is fixed stays");
    expect(k == 1 || entries[k - 1] == before[k - 1], "an entry without pixels stays");
    if (first.empty()) first = entries;
    expect(entries == first, "threads do not matter to a mixture");
  }
}

// A checkpoint that throws ends the work, wherever that is; threads that wait for others, too.
void check_interruption(unsigned threads) {
  const Entries entries = entries_of(60, false);
  const std::vector<Color> pixels = pixels_with<Color>(1'500'000, entries);
  const SpaceLut space{{}, Four{}, 220.0f};
  std::vector<uint8_t> indices(pixels.size());
  bool interrupted = false;
  try {
    Team team(threads, [](double) { throw std::runtime_error("enough"); });
    for (int attempt = 0; attempt < 100; ++attempt) {
      const Diffusion diffusion{{{1, 0, 0.5f}, {0, 1, 0.5f}}, false, 1.0f, 1.5f};
      diffuse<Color, uint8_t>(pixels, 1500, entries, space, diffusion, indices.data(), team);
    }
  } catch (const std::runtime_error&) {
    interrupted = true;
  }
  expect(interrupted, "interrupted with " + std::to_string(threads) + " threads");
}

// A palette without red: a red pixel keeps passing on its error, which only the clamp stops from
// growing.
template <typename Dither>
void check_errors_are_clamped(const std::string& name, const Dither& dither) {
  const Entries entries{{0, 0, 0, 255}, {0, 0, 40, 255}, {60, 60, 60, 255}, {255, 255, 255, 255}};
  constexpr size_t kWidth = 64;
  // Pixels inside the range of the entries after many that are outside of no entry's reach.
  std::vector<Color> pixels(kWidth * 64, Color{255, 0, 0});
  for (size_t i = pixels.size() / 2; i < pixels.size(); ++i) pixels[i] = {2, 2, 3};
  std::vector<uint8_t> indices(pixels.size());
  Team team(1);
  dither(pixels, kWidth, entries, indices, team);
  size_t stray = 0;  // far from the flat part's begin, only its two dark entries make sense
  for (size_t i = pixels.size() / 2 + 8 * kWidth; i < pixels.size(); ++i) stray += indices[i] == 3;
  expect(stray == 0, name + ": no stray pixels");
}

}  // namespace

TEST_CASE("dither: errors are clamped") {
  const SpaceLut srgb{{}, Four{}, 220.0f};
  check_errors_are_clamped("diffuse", [&](const auto& pixels, size_t width, const Entries& entries,
                                          std::vector<uint8_t>& indices, Team& team) {
    const Diffusion diffusion{{{1, 0, 0.5f}, {0, 1, 0.5f}}, false, 1.0f, 1.0f};
    diffuse<Color, uint8_t>(pixels, width, entries, srgb, diffusion, indices.data(), team);
  });
}

TEST_CASE("finder") {
  check_finder<3>();
  check_finder<4>();
}

TEST_CASE("curve") { check_curve(); }

TEST_CASE("mixing") {
  for (size_t k : {1, 2, 7, 256}) {
    check_mixing<DeepColor>(33, 40, k);
    check_mixing<AlphaColor>(3, 50, k);
    check_mixing<DeepColor>(1, 1, k);
  }
}

TEST_CASE("dither: every kind of pixel") {
  const std::vector<float> nodes = bent_nodes();
  check_kind<Color>({});
  check_kind<Color>(nodes);
  check_kind<DeepColor>(nodes);
  check_kind<Rgba>({});
  check_kind<AlphaColor>(nodes);
}

TEST_CASE("dither: interruptions") {
  for (unsigned threads : {1, 2, 3, 8}) check_interruption(threads);
}
