// Points of pixels in the space that a dither measures in, by a lookup table.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/finder.hpp"

namespace colorquant {

// The coordinates of opaque colors, 0 to 256, at the nodes of a grid over sRGB, red varying
// slowest, each padded to four. Between the nodes: trilinear interpolation. No nodes mean sRGB
// itself.
struct SpaceLut {
  static constexpr int kSteps = 32;  // of a channel between nodes, as in dithering/space_lut.py
  static constexpr size_t kNodes = kSteps + 1;

  std::span<const float> nodes;
  Four middle;  // of fully transparent pixels: midway between black and white
  float reach;  // the fourth coordinate of opaque pixels

  template <typename T>
  static constexpr float kFull = sizeof(T) == 1 ? 255.0f : 65535.0f;

  template <typename T>
  Four opaque(const T* channels) const {
    if (nodes.empty()) {
      const Four color = {float(channels[0]), float(channels[1]), float(channels[2]), 0.0f};
      return sizeof(T) == 1 ? color : color / 257.0f;
    }
    size_t corner = 0;
    float share[3];
    for (size_t c = 0; c < 3; ++c) {
      const float at = channels[c] * (kSteps / kFull<T>);
      const int step = std::min(static_cast<int>(at), kSteps - 1);
      share[c] = at - static_cast<float>(step);
      corner = corner * kNodes + static_cast<size_t>(step);
    }
    constexpr size_t kRed = 4 * kNodes * kNodes, kGreen = 4 * kNodes, kBlue = 4;
    const float* const from = nodes.data() + 4 * corner;
    const auto node = [&](size_t i) {
      Four four;
      __builtin_memcpy(&four, from + i, sizeof four);
      return four;
    };
    const auto mix = [](Four a, Four b, float t) { return a + (b - a) * t; };
    const auto along_blue = [&](size_t i) { return mix(node(i), node(i + kBlue), share[2]); };
    const auto along_green = [&](size_t i) {
      return mix(along_blue(i), along_blue(i + kGreen), share[1]);
    };
    return mix(along_green(0), along_green(kRed), share[0]);
  }

  template <typename T>
  Four operator()(const std::array<T, 3>& pixel) const {
    return opaque(pixel.data());
  }

  template <typename T>
  Four operator()(const std::array<T, 4>& pixel) const {
    const float opacity = pixel[3] / kFull<T>;
    Four point = opacity * (opaque(pixel.data()) - middle) + middle;
    point[3] = opacity * reach;
    return point;
  }
};

// An 8-bit entry among pixels of another depth.
template <typename P>
P at_depth_of(const Rgba& entry) {
  using T = typename P::value_type;
  P pixel;
  for (size_t c = 0; c < pixel.size(); ++c)
    pixel[c] = static_cast<T>(entry[c] * (sizeof(T) == 1 ? 1 : 257));
  return pixel;
}

template <typename P>
std::vector<Four> points_of(std::span<const Rgba> entries, const SpaceLut& space) {
  std::vector<Four> found;
  for (const auto& entry : entries) found.push_back(space(at_depth_of<P>(entry)));
  return found;
}

// Instantiates a dither for every kind of pixel and of index.
#define CQ_FOR_EVERY_KIND(INSTANTIATE) \
  INSTANTIATE(Color, uint8_t)          \
  INSTANTIATE(Color, uint16_t)         \
  INSTANTIATE(DeepColor, uint8_t)      \
  INSTANTIATE(DeepColor, uint16_t)     \
  INSTANTIATE(Rgba, uint8_t)           \
  INSTANTIATE(Rgba, uint16_t)          \
  INSTANTIATE(AlphaColor, uint8_t)     \
  INSTANTIATE(AlphaColor, uint16_t)

}  // namespace colorquant
