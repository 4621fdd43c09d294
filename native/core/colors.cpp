#include "core/colors.hpp"

#include <cmath>

namespace colorquant {

double on_grid(double coordinate) { return std::nearbyint(coordinate * 65536.0) / 65536.0; }

}  // namespace colorquant
