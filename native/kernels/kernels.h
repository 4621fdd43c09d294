// The hot loops, compiled once per instruction set. C headers only: an inline function of the
// C++ library compiled here for a newer processor could be linked into code for an older one.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { CQ_LEAF = 32 };  // points that are assigned together

// Candidate centres of one region, as planes. `index` ascends.
struct CqCandidates {
  float* x;
  float* y;
  float* z;
  int32_t* index;
  size_t size;
};

// An axis-parallel box: its middle and half its extent.
struct CqBox {
  float middle[3];
  float half[3];
};

// How many pixels, and the sums of their coordinates: exact integers in binary64.
struct CqSums {
  double count;
  double x;
  double y;
  double z;
};

// CQ_LEAF weighted points of the summary; those that pad the last leaf weigh nothing.
struct CqPoints {
  const float* x;
  const float* y;
  const float* z;
  const float* weights;
  const struct CqSums* sums;
};

// Up to CQ_LEAF colours of the histogram. The planes can be read up to CQ_LEAF.
struct CqColors {
  const uint8_t* x;
  const uint8_t* y;
  const uint8_t* z;
  const int64_t* counts;
  size_t size;
};

struct CqKernels {
  const char* name;

  // Keeps in `out` every candidate that is among the `ranks` (1 or 2) nearest to some point of
  // the box, and perhaps a few more. `out` has room for all of `in` and 16 more.
  void (*filter)(const CqCandidates* in, const CqBox* box, int ranks, CqCandidates* out);

  // Box and sums of some colours; returns the sum of counts x |colour|^2.
  double (*measure)(const CqColors* colors, CqBox* box, CqSums* sums);

  // positions[i] = the candidate nearest to colour i, exactly, the first on ties. `centers` are
  // all centres, which candidates name by index, on the 2^-16 grid in binary64.
  void (*nearest_to_colors)(const CqColors* colors, const CqCandidates* candidates,
                            const double (*centers)[3], int32_t* positions);

  // Adds each colour to the sums of the centre at its position; `total` is the sum of all.
  void (*sum_colors)(const CqColors* colors, const CqSums* total, const CqCandidates* candidates,
                     const int32_t* positions, CqSums* sums);

  // labels[i] = index of the candidate nearest to point i.
  void (*nearest_to_points)(const CqPoints* points, const CqCandidates* candidates,
                            int32_t* labels);

  // The same with its squared distance, and the second nearest.
  void (*two_nearest_to_points)(const CqPoints* points, const CqCandidates* candidates,
                                int32_t* labels, float* squared, int32_t* second_labels,
                                float* second_squared);

  // Moves the counts above 0 and their places, in order, to `places` and `out`, and clears them
  // all; returns how many.
  size_t (*drain)(uint32_t counts[512], uint16_t* places, uint32_t* out);

  // squared[i] = min(squared[i], distance of point i to the centre) for the points of one leaf;
  // returns their weighted sum, and their maximum in `worst`.
  double (*shrink)(const CqPoints* points, const float center[3], float* squared, float* worst);

  // labels[i] = index of the candidate nearest to base plus the colour with Z-order i, the first on
  // ties, for the 64 colours of a cube of side 4. Candidates are 8-bit colours.
  void (*label_cube_8)(const float base[3], const CqCandidates* candidates, uint8_t* labels);
  void (*label_cube_16)(const float base[3], const CqCandidates* candidates, uint16_t* labels);

  // Sum of the squared differences of n pixels to the palette entries at their indices;
  // the fourth byte of an entry is 0.
  uint64_t (*squared_error_8)(const uint8_t* pixels, const uint8_t* indices, size_t n,
                              const uint8_t (*palette)[4]);
  uint64_t (*squared_error_16)(const uint8_t* pixels, const uint16_t* indices, size_t n,
                               const uint8_t (*palette)[4]);
};
