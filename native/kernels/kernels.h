// The hot loops, compiled once per instruction set. C headers only: an inline function of the
// C++ library compiled here for a newer processor could be linked into code for an older one.
//
// D is the number of coordinates: three, or four with alpha. Coordinates range from 0 to 256.
// T is the type that stores them: uint8_t in units of 1, uint16_t in units of 2^-8.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { CQ_LEAF = 32 };  // points that are assigned together

// Candidate centers of one region, as planes. `index` ascends.
template <size_t D>
struct CqCandidates {
  float* planes[D];
  int32_t* index;
  size_t size;
};

// An axis-parallel box: its middle and half its extent.
template <size_t D>
struct CqBox {
  float middle[D];
  float half[D];
};

// The total weight of some points and the weighted sums of their coordinates: exact in binary64.
template <size_t D>
struct CqSums {
  double weight;
  double of[D];
};

// CQ_LEAF weighted points of the summary; the padding of the last leaf has weight 0.
template <size_t D>
struct CqPoints {
  const float* planes[D];
  const float* weights;
  const CqSums<D>* sums;
};

// Up to CQ_LEAF colors of the histogram. The planes can be read up to CQ_LEAF.
template <typename T, size_t D>
struct CqColors {
  const T* planes[D];
  const int64_t* weights;
  size_t size;
};

template <size_t D>
struct CqPointKernels {
  // Keeps in `out` every candidate that is among the `ranks` (1 or 2) nearest to some point of
  // the box, and perhaps a few more. `out` has room for all of `in` and 16 more.
  void (*filter)(const CqCandidates<D>* in, const CqBox<D>* box, int ranks, CqCandidates<D>* out);

  // labels[i] = index of the candidate nearest to point i.
  void (*nearest_to_points)(const CqPoints<D>* points, const CqCandidates<D>* candidates,
                            int32_t* labels);

  // The same with its squared distance, and the second nearest.
  void (*two_nearest_to_points)(const CqPoints<D>* points, const CqCandidates<D>* candidates,
                                int32_t* labels, float* squared, int32_t* second_labels,
                                float* second_squared);

  // squared[i] = min(squared[i], squared distance of point i to the center) for the points of one
  // leaf; returns their weighted sum.
  double (*update_min_distance)(const CqPoints<D>* points, const float center[D], float* squared,
                                float* max_squared);

  // positions[0] = position of the candidate nearest to the point, positions[1] = of the one to mix
  // with it, or in->size if no mixture is nearer; both are the first on ties. The partner lowers
  // the squared error most, less `contrast` times its squared distance from the nearest.
  // positions[1] holds a guess on entry: a right one saves time.
  void (*pair)(const CqCandidates<D>* in, const float point[D], float contrast,
               size_t positions[2]);
};

template <typename T, size_t D>
struct CqColorKernels {
  // Box and sums of some colors; returns the sum of weights x |color|^2.
  double (*measure)(const CqColors<T, D>* colors, CqBox<D>* box, CqSums<D>* sums);

  // positions[i] = position of the candidate nearest to color i, exactly, the first on ties.
  // `centers` are all centers, by index, on the 2^-16 grid in binary64.
  void (*nearest)(const CqColors<T, D>* colors, const CqCandidates<D>* candidates,
                  const double (*centers)[D], int32_t* positions);

  // Adds each color to the sums of the center at its position; `total` is the sum of all.
  void (*sum)(const CqColors<T, D>* colors, const CqSums<D>* total,
              const CqCandidates<D>* candidates, const int32_t* positions, CqSums<D>* sums);
};

// Counting and remapping of 8-bit pixels of three channels.
struct CqPixelKernels {
  // Moves the counts above 0 to `out` and their indices to `offsets`, in order, and clears all
  // counts; returns how many it moved.
  size_t (*drain)(uint32_t counts[512], uint16_t* offsets, uint32_t* out);

  // labels[i] = index of the candidate nearest to base plus the color with Z-order i, the first on
  // ties, for the 64 colors of a cube of side 4. Candidates are 8-bit colors.
  void (*label_cube_8)(const float base[3], const CqCandidates<3>* candidates, uint8_t* labels);
  void (*label_cube_16)(const float base[3], const CqCandidates<3>* candidates, uint16_t* labels);

  // Sum of the squared differences of n pixels to the palette entries at their indices;
  // the fourth byte of an entry is 0.
  uint64_t (*squared_error_8)(const uint8_t* pixels, const uint8_t* indices, size_t n,
                              const uint8_t (*palette)[4]);
  uint64_t (*squared_error_16)(const uint8_t* pixels, const uint16_t* indices, size_t n,
                               const uint8_t (*palette)[4]);
};

struct CqKernels {
  const char* name;
  CqPointKernels<3> points_3;
  CqPointKernels<4> points_4;
  CqColorKernels<uint8_t, 3> colors_8_3;
  CqColorKernels<uint16_t, 3> colors_16_3;
  CqColorKernels<uint16_t, 4> colors_16_4;
  CqPixelKernels pixels;
};
