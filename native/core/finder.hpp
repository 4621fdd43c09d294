// The nearest of some centres to any point, one point after the other: for work whose next point
// depends on the last answer.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/box_tree.hpp"
#include "core/dispatch.hpp"

namespace colorquant {

template <size_t D>
using Point = std::array<float, D>;

// Space is cut into cells; a cell's centres that can be nearest somewhere in it are found when a
// point first falls there (the filtering of Kanungo et al. 2002, doi:10.1109/TPAMI.2002.1017616),
// from those of the larger cell around it. Not for several threads at once: each has its own.
template <size_t D>
class Finder {
 public:
  explicit Finder(std::span<const Point<D>> centers);

  // The lowest index on ties. Coordinates go from 0 to 256; what lies outside counts as a point of
  // the nearest cell.
  int32_t nearest(const Point<D>& point) {
    const size_t cell = place(point, kCellBits);
    if (cells_[cell].size == 0) fill(cell, point);
    return nearest_of(cells_[cell], point);
  }

 private:
  static constexpr int kCellBits = D == 3 ? 5 : 4;  // of each coordinate
  static constexpr int kBlockBits = 2;
  static constexpr size_t kLane = 8;  // distances worked out at a time
  static constexpr size_t kChunk = 1 << 14;

  // Candidates, ascending: `size` rounded up to whole lanes, coordinate after coordinate.
  struct List {
    const float* planes = nullptr;
    const int32_t* index = nullptr;
    uint32_t size = 0;  // 0 for one that has not been found
    uint32_t room = 0;
  };

  static size_t place(const Point<D>& point, int bits) {
    const float cells = static_cast<float>(1 << bits);
    size_t place = 0;
    for (const float coordinate : point) {
      const float at = std::clamp(coordinate * (cells / 256.0f), 0.0f, cells - 1.0f);
      place = place << bits | static_cast<size_t>(static_cast<int>(at));
    }
    return place;
  }

  static CqBox<D> box_around(const Point<D>& point, int bits) {
    const float side = 256.0f / static_cast<float>(1 << bits);
    CqBox<D> box;
    for (size_t c = 0; c < D; ++c) {
      const float cell = std::clamp(point[c] / side, 0.0f, static_cast<float>((1 << bits) - 1));
      box.half[c] = 0.5f * side;
      box.middle[c] = static_cast<float>(static_cast<int>(cell)) * side + box.half[c];
    }
    return box;
  }

  static int32_t nearest_of(const List& list, const Point<D>& point) {
    if (list.size == 1) return list.index[0];
    float least = 3e38f;
    size_t best = 0;
    for (size_t j = 0; j < list.room; j += kLane) {
      float squared[kLane] = {};
      for (size_t c = 0; c < D; ++c) {
        const float* const plane = list.planes + c * list.room + j;
        for (size_t l = 0; l < kLane; ++l)
          squared[l] += (plane[l] - point[c]) * (plane[l] - point[c]);
      }
      for (size_t l = 0; l < kLane; ++l) {
        const bool closer = squared[l] < least;
        best = closer ? j + l : best;
        least = closer ? squared[l] : least;
      }
    }
    return list.index[best];
  }

  void fill(size_t cell, const Point<D>& point);
  List keep(const CqCandidates<D>& found);
  template <typename T>
  T* take(std::vector<std::unique_ptr<T[]>>& chunks, size_t& left, size_t n);

  CandidateStack<D> stack_;  // every centre; those of a block; those of a cell
  std::vector<List> blocks_, cells_;
  std::vector<std::unique_ptr<float[]>> float_chunks_;
  std::vector<std::unique_ptr<int32_t[]>> index_chunks_;
  size_t floats_left_ = 0, indices_left_ = 0;
};

}  // namespace colorquant
