// The hot loops, compiled once per instruction set. C headers only: an inline function of the
// C++ library compiled here for a newer processor could be linked into code for an older one.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Candidate centres of one region, as planes. Coordinates lie on a 2^-16 grid.
struct CqCandidates {
  double* x;
  double* y;
  double* z;
  int32_t* index;  // ascending
  size_t size;
};

// Count, sum x, sum y, sum z of the colours that belong to one centre: exact integers in binary64.
struct CqSums {
  double count;
  double x;
  double y;
  double z;
};

struct CqKernels {
  const char* name;

  // labels[i] = the nearest of k centres to point i, the lowest on ties; squared[i] its squared
  // distance. All in binary32. Planes of points are padded to a multiple of 16.
  void (*nearest)(const float* const points[3], size_t n, const float* const centers[3], size_t k,
                  int32_t* labels, float* squared);

  // Keeps in `out` the candidates that can be nearest to some point of the box [low, high].
  void (*filter)(const CqCandidates* in, const double low[3], const double high[3],
                 CqCandidates* out);

  // Adds the colours [0, n) of one leaf (n <= 64) to the sums of their nearest candidates.
  // `total` is their sum. `labels`, if not null, receives the indices of the centres.
  void (*leaf)(const uint8_t* const planes[3], const int64_t* counts, size_t n,
               const CqSums* total, const CqCandidates* candidates, CqSums* sums,
               int32_t* labels);

  // labels[rest] = position in `candidates` of the nearest to the colour base + rest, for
  // the 64 colours (in Z-order) of a cube of side 4.
  void (*cube)(const double base[3], const CqCandidates* candidates, int32_t labels[64]);

  // squared[i] = min(squared[i], distance of point i to the centre); returns the weighted sum of
  // each block of 16 in `blocks`.
  void (*shrink)(const float* const points[3], const float* weights, size_t n,
                 const float center[3], float* squared, double* blocks);
};
