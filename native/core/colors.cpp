#include "core/colors.hpp"

#include <cmath>

namespace colorquant {
namespace {

uint8_t gather(uint32_t code) {
  uint32_t byte = 0;
  for (int bit = 0; bit < 8; ++bit) byte |= (code >> (3 * bit) & 1) << bit;
  return static_cast<uint8_t>(byte);
}

}  // namespace

Color color_at(uint32_t code) { return {gather(code >> 2), gather(code >> 1), gather(code)}; }

double on_grid(double coordinate) { return std::nearbyint(coordinate * 65536.0) / 65536.0; }

}  // namespace colorquant
