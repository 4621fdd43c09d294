// Where the pixels of an image are in the space that a dither measures in.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/finder.hpp"

namespace colorquant {

// A space for opaque colours as its coordinates, 0 to 256, at the nodes of a grid over sRGB, red
// varying slowest. Between the nodes it is taken as linear: trilinear interpolation. No nodes stand
// for sRGB itself.
struct PlacingTable {
  static constexpr int kSteps = 32;  // as derived in placing.py
  static constexpr int kNodes = kSteps + 1;

  std::span<const float> nodes;
  Point<3> middle;  // with alpha, where nothing shows: midway between black and white
  float reach;      // and the fourth coordinate of what is opaque

  Point<3> at(const std::array<float, 3>& color) const {  // 0 to kSteps
    if (nodes.empty()) {
      Point<3> point;
      for (size_t c = 0; c < 3; ++c) point[c] = color[c] * (255.0f / kSteps);
      return point;
    }
    size_t corner = 0;
    float share[3];
    for (size_t c = 0; c < 3; ++c) {
      const int step = std::min(static_cast<int>(color[c]), kSteps - 1);
      share[c] = color[c] - static_cast<float>(step);
      corner = corner * kNodes + static_cast<size_t>(step);
    }
    constexpr size_t kRed = 3 * kNodes * kNodes, kGreen = 3 * kNodes, kBlue = 3;
    const float* const from = nodes.data() + 3 * corner;
    Point<3> point;
    for (size_t c = 0; c < 3; ++c) {
      const auto mix = [](float a, float b, float t) { return a + (b - a) * t; };
      const auto along_blue = [&](size_t i) {
        return mix(from[i + c], from[i + kBlue + c], share[2]);
      };
      const auto along_green = [&](size_t i) {
        return mix(along_blue(i), along_blue(i + kGreen), share[1]);
      };
      point[c] = mix(along_green(0), along_green(kRed), share[0]);
    }
    return point;
  }

  template <typename T>
  Point<3> operator()(const std::array<T, 3>& pixel) const {
    if (sizeof(T) == 1 && nodes.empty())
      return {float(pixel[0]), float(pixel[1]), float(pixel[2])};
    constexpr float kPerLevel = static_cast<float>(kSteps) / (sizeof(T) == 1 ? 255.0f : 65535.0f);
    return at({pixel[0] * kPerLevel, pixel[1] * kPerLevel, pixel[2] * kPerLevel});
  }

  template <typename T>
  Point<4> operator()(const std::array<T, 4>& pixel) const {
    const Point<3> opaque = (*this)(std::array<T, 3>{pixel[0], pixel[1], pixel[2]});
    const float opacity = pixel[3] / (sizeof(T) == 1 ? 255.0f : 65535.0f);
    Point<4> point;
    for (size_t c = 0; c < 3; ++c) point[c] = opacity * (opaque[c] - middle[c]) + middle[c];
    point[3] = opacity * reach;
    return point;
  }
};

// The place of an 8-bit entry among pixels of another depth.
template <typename T, size_t D>
std::array<T, D> at_depth(const std::array<uint8_t, 4>& entry) {
  std::array<T, D> pixel;
  for (size_t c = 0; c < D; ++c) pixel[c] = static_cast<T>(entry[c] * (sizeof(T) == 1 ? 1 : 257));
  return pixel;
}

}  // namespace colorquant
