// Images, and helpers that do the same work on every instruction set and number of threads.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/colorquant.hpp"

namespace colorquant {

using Pixels = std::vector<Color>;
inline constexpr uint64_t kSeed = 5;

// Cheap when it holds, so that it can be used in long loops.
inline void expect(bool holds, const std::string& what) {
  if (!holds) FAIL_CHECK("does not hold: " << what);
}

struct Image {
  std::string name;
  Pixels pixels;
};

// Each channel uniform among `levels` values from `low`.
inline Pixels noise(size_t size, int levels, int low = 0) {
  std::mt19937 random(static_cast<unsigned>(size) + 31 * levels);
  Pixels pixels(size);
  for (Color& pixel : pixels)
    for (uint8_t& channel : pixel) channel = static_cast<uint8_t>(low + random() % levels);
  return pixels;
}

// Soft slopes with a little noise, as photographs have.
inline Pixels slopes(size_t size) {
  Pixels pixels = noise(size, 9);
  for (size_t i = 0; i < size; ++i)
    for (size_t c = 0; c < 3; ++c)
      pixels[i][c] = static_cast<uint8_t>(pixels[i][c] + i * (c + 1) * 80 / size);
  return pixels;
}

inline Pixels grays() {
  Pixels pixels(256);
  for (size_t i = 0; i < 256; ++i) pixels[i].fill(static_cast<uint8_t>(i));
  return pixels;
}

inline std::vector<Image> small_images() {
  return {{"one pixel", Pixels(1, Color{7, 0, 255})},
          {"one color", Pixels(5000, Color{255, 255, 255})},
          {"two colors", noise(300, 2, 254)},
          {"grays", grays()},
          {"a crowded corner", noise(900, 9, 200)},
          {"slopes", slopes(500)},
          {"noise", noise(1050, 256)}};
}

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

inline int64_t squared_distance(const Color& a, const Color& b) {
  int64_t sum = 0;
  for (size_t c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

inline size_t nearest(const Color& pixel, const Pixels& palette) {
  size_t best = 0;
  for (size_t j = 1; j < palette.size(); ++j)
    if (squared_distance(pixel, palette[j]) < squared_distance(pixel, palette[best])) best = j;
  return best;
}

}  // namespace colorquant
