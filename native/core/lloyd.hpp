// Lloyd's iteration (1957/1982, doi:10.1109/TIT.1982.1056489) over every colour, exactly.
#pragma once

#include "core/color_tree.hpp"

namespace colorquant {

struct LloydOptions {
  size_t max_iterations = 300;
  // Stop when an iteration lowers the distortion by less than this share of it; 0 goes on until
  // nothing moves.
  double tolerance = 0.0;
};

struct LloydResult {
  std::vector<Center> centers;
  size_t iterations;
  double distortion;  // of the last assignment, sum over pixels
};

// A centre without colours stays where it is.
LloydResult lloyd(const ColorTree& tree, std::vector<Center> centers, const LloydOptions& options,
                  Team& team);

}  // namespace colorquant
