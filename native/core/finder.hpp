// The nearest center to one point at a time, for work whose next point depends on the last answer.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/descent.hpp"

namespace colorquant {

// A point of up to four coordinates, 0 to 256; the rest are 0.
typedef float Four __attribute__((vector_size(16)));
typedef int32_t FourInts __attribute__((vector_size(16)));

// Space is divided into cells. The centers that can be the nearest within a cell are found when a
// point first falls into it (the filtering of Kanungo et al. 2002, doi:10.1109/TPAMI.2002.1017616),
// from those of the larger cell around it. Not thread-safe: each thread has its own.
template <size_t D>
class Finder {
 public:
  explicit Finder(std::span<const Four> centers);

  // The lowest index on ties. Points outside the coordinate range use the nearest cell.
  int32_t nearest(Four point) {
    const uint32_t cell = cells_[cell_index(point, kCellBits)];
    return nearest_of(&quads_[cell == kUnknown ? fill(point) : cell], point);
  }

 private:
  static constexpr int kCellBits = D == 3 ? 5 : 4;  // of each coordinate
  static constexpr int kBlockBits = D == 3 ? 3 : 2;
  static constexpr uint32_t kUnknown = 0;

  // Four candidates in ascending order: their indices and coordinates. The last index also has a
  // flag for whether more quads follow.
  struct Quad {
    FourInts index;
    Four planes[D];
  };
  static constexpr int32_t kMore = 1 << 30;

  static FourInts steps(Four point, int bits) {
    const float cells = static_cast<float>(1 << bits);
    Four at = point * (cells / 256.0f);
    const Four first = {}, last = first + (cells - 1.0f);
    at = at < first ? first : at;
    at = at > last ? last : at;
    return __builtin_convertvector(at, FourInts);
  }

  static size_t cell_index(Four point, int bits) {
    const FourInts step = steps(point, bits);
    size_t index = 0;
    for (size_t c = 0; c < D; ++c) index = index << bits | static_cast<size_t>(step[c]);
    return index;
  }

  static int32_t nearest_of(const Quad* quad, Four point) {
    Four least = squared_distances(*quad, point);
    FourInts best = quad->index;
    while (quad->index[3] & kMore) {
      ++quad;
      const Four squared = squared_distances(*quad, point);
      const FourInts closer = squared < least;
      best = closer ? quad->index : best;
      least = closer ? squared : least;
    }
    // Nonnegative floats order as their bits do. No branches: they would be unpredictable.
    int64_t first = INT64_MAX;
    for (size_t l = 0; l < 4; ++l) {
      const int64_t bits = std::bit_cast<int32_t>(least[l]);
      const int64_t lane = bits << 32 | (best[l] & ~kMore);
      first = lane < first ? lane : first;
    }
    return static_cast<int32_t>(first & INT32_MAX);
  }

  static Four squared_distances(const Quad& quad, Four point) {
    Four squared = {};
    for (size_t c = 0; c < D; ++c)
      squared += (quad.planes[c] - point[c]) * (quad.planes[c] - point[c]);
    return squared;
  }

  uint32_t fill(Four point);
  uint32_t keep(const CqCandidates<D>& found);
  static CqBox<D> box_around(Four point, int bits);

  CandidateStack<D> stack_;       // every center; those of a block; those of a cell
  std::vector<uint32_t> blocks_;  // the first quad of each
  std::unique_ptr<uint32_t[]> cells_;
  std::vector<Quad> quads_;
};

}  // namespace colorquant
