// The public interface of the core.
#pragma once

#include "core/count.hpp"      // count_colors, tally
#include "core/diffuse.hpp"    // diffuse
#include "core/dispatch.hpp"   // kernels, instruction_sets, use_instruction_set
#include "core/distinct.hpp"   // find_distinct
#include "core/kmeans.hpp"     // fit_kmeans, fit_centers, fit_cells
#include "core/lloyd.hpp"      // lloyd, assign
#include "core/mixing.hpp"     // blur, mix, cost, minimize_cost
#include "core/ordered.hpp"    // dither_in_order
#include "core/remap.hpp"      // remap, measure, look_up_colors
#include "core/riemersma.hpp"  // dither_along_curve
#include "core/sorted.hpp"     // Sorted
#include "core/team.hpp"       // Team
