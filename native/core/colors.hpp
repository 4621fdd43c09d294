// Colours, their Z-order, and the view of a histogram that every stage reads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace colorquant {

using Color = std::array<uint8_t, 3>;

// Z-order (Morton 1966): the bits of red, green and blue taken in turn, so that every cube whose
// side is a power of two is one run of codes.
inline constexpr auto kSpread = [] {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; ++byte)
    for (int bit = 0; bit < 8; ++bit) table[byte] |= (byte >> bit & 1) << (3 * bit);
  return table;
}();

constexpr uint32_t z_order(Color color) {
  return kSpread[color[0]] << 2 | kSpread[color[1]] << 1 | kSpread[color[2]];
}

// The inverse, by tables for the twelve upper and the twelve lower bits.
inline constexpr auto kGather = [] {
  std::array<std::array<uint8_t, 3>, 4096> table{};
  for (uint32_t code = 0; code < 4096; ++code)
    for (int bit = 0; bit < 4; ++bit)
      for (int c = 0; c < 3; ++c)
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

// A cell is a cube of side 8: the upper bits of the Z-order name it, the rest a colour in it.
inline constexpr int kRestBits = 9;
inline constexpr uint32_t kRests = 1u << kRestBits;
inline constexpr size_t kCells = size_t{1} << (24 - kRestBits);

// Distinct colours in Z-order and how often each occurs (at least once).
struct Histogram {
  std::span<const Color> colors;
  std::span<const int64_t> counts;

  size_t size() const { return colors.size(); }
};

// The same, owning its memory.
struct ColorCounts {
  std::vector<Color> colors;
  std::vector<int64_t> counts;
};

// Real-valued centres on a grid of 2^-16 (8-bit units). There, every squared distance to an 8-bit
// colour is exact in binary64: no order of work and no fused operation can change an answer.
using Center = std::array<double, 3>;
double on_grid(double coordinate);
std::vector<Center> as_centers(std::span<const Color> colors);

}  // namespace colorquant
