// Colors, their Z-order, and the view of a histogram that every stage reads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace colorquant {

// A color in a fit: its coordinates in the working space, which range from 0 to 256. 8-bit sRGB
// colors are their own coordinates; all others have 16 bits, in units of 2^-8, and with alpha a
// fourth coordinate.
using Color = std::array<uint8_t, 3>;
using DeepColor = std::array<uint16_t, 3>;
using AlphaColor = std::array<uint16_t, 4>;

// Red, green, blue and alpha, 8-bit sRGB: pixels with alpha, and the entries of palettes.
using Rgba = std::array<uint8_t, 4>;

template <typename P>
inline constexpr size_t kChannels = std::tuple_size_v<P>;
template <typename P>
inline constexpr int kCodeBits = 8 * static_cast<int>(sizeof(P));
template <typename P>
inline constexpr double kUnit = sizeof(typename P::value_type) == 1 ? 1.0 : 1.0 / 256.0;

// Z-order (Morton 1966): the interleaved bits of the channels, so that every cube whose side is a
// power of two is one run of codes. Each table spreads the bits of a byte for that many channels.
template <size_t Channels>
inline constexpr auto kSpread = [] {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; ++byte)
    for (int bit = 0; bit < 8; ++bit) table[byte] |= (byte >> bit & 1) << (Channels * bit);
  return table;
}();

template <size_t D>
constexpr uint32_t z_order(const std::array<uint8_t, D>& color) {
  uint32_t code = 0;
  for (const uint8_t channel : color) code = code << 1 | kSpread<D>[channel];
  return code;
}

template <size_t D>
constexpr uint64_t z_order(const std::array<uint16_t, D>& color) {
  uint64_t upper = 0, lower = 0;
  for (const uint16_t channel : color) {
    upper = upper << 1 | kSpread<D>[channel >> 8];
    lower = lower << 1 | kSpread<D>[channel & 255];
  }
  return upper << (8 * D) | lower;
}

template <typename P>
using Code = decltype(z_order(P{}));

// The inverse for 8-bit colors, by tables for the twelve upper and the twelve lower bits.
inline constexpr auto kGather = [] {
  std::array<std::array<uint8_t, 3>, 4096> table{};
  for (uint32_t code = 0; code < 4096; ++code)
    for (int bit = 0; bit < 4; ++bit)
      for (size_t c = 0; c < 3; ++c)
        table[code][c] |= static_cast<uint8_t>((code >> (3 * bit + 2 - c) & 1) << bit);
  return table;
}();

constexpr Color color_at(uint32_t code) {
  const auto& upper = kGather[code >> 12];
  const auto& lower = kGather[code & 4095];
  return {static_cast<uint8_t>(upper[0] << 4 | lower[0]),
          static_cast<uint8_t>(upper[1] << 4 | lower[1]),
          static_cast<uint8_t>(upper[2] << 4 | lower[2])};
}

// A cell is a cube of side 8. The high bits of a Z-order code select the cell, the low bits a color
// in it.
inline constexpr int kLowBits = 9;
inline constexpr uint32_t kLowCodes = 1u << kLowBits;
inline constexpr size_t kCells = size_t{1} << (24 - kLowBits);

// Colors in Z-order and the weight of each (at least 1): its number of pixels, or the sum of their
// weights.
template <typename P>
struct Histogram {
  std::span<const P> colors;
  std::span<const int64_t> weights;

  size_t size() const { return colors.size(); }
};

// Distinct colors in Z-order and the count of each, owning their memory; and the weight of each,
// or no weights where they equal the counts.
template <typename P>
struct ColorCounts {
  std::vector<P> colors;
  std::vector<int64_t> counts;
  std::vector<int64_t> weights;
};

// Real-valued centers on a grid of 2^-16. Every squared distance from there to a color is exact in
// binary64: no order of operations and no fused multiply-add can change an answer.
template <size_t D>
using Center = std::array<double, D>;

double on_grid(double coordinate);

template <typename P>
Center<kChannels<P>> as_center(const P& color) {
  Center<kChannels<P>> center;
  for (size_t c = 0; c < kChannels<P>; ++c) center[c] = kUnit<P> * color[c];
  return center;
}

template <typename P>
std::vector<Center<kChannels<P>>> as_centers(std::span<const P> colors) {
  std::vector<Center<kChannels<P>>> centers;
  for (const P& color : colors) centers.push_back(as_center(color));
  return centers;
}

}  // namespace colorquant
