#include "core/colors.hpp"

#include <cmath>

namespace colorquant {
double on_grid(double coordinate) { return std::nearbyint(coordinate * 65536.0) / 65536.0; }

std::vector<Center> as_centers(std::span<const Color> colors) {
  std::vector<Center> centers;
  for (const Color c : colors) centers.push_back({double(c[0]), double(c[1]), double(c[2])});
  return centers;
}

}  // namespace colorquant
