// A Hilbert curve through rectangles of any size: neighbors on it are neighbors in the image.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "core/assert.hpp"

namespace colorquant {

// Červený 2018, *gilbert: space-filling curve for rectangular domains of arbitrary size*. One step
// of it is a diagonal where the sides are odd in a way that no curve of straight steps fills.
template <typename Visit>
class Hilbert {
 public:
  // visit(x, y) for each pixel in turn.
  Hilbert(int64_t width, int64_t height, Visit visit) : visit_(visit) {
    CQ_ASSERT(width > 0 && height > 0);
    if (width >= height)
      walk({0, 0}, {width, 0}, {0, height});
    else
      walk({0, 0}, {0, height}, {width, 0});
  }

 private:
  struct Vector {
    int64_t x, y;
    Vector operator+(Vector other) const { return {x + other.x, y + other.y}; }
    Vector operator-(Vector other) const { return {x - other.x, y - other.y}; }
    Vector half() const { return {x >> 1, y >> 1}; }  // rounded down, also below 0
    Vector step() const { return {(x > 0) - (x < 0), (y > 0) - (y < 0)}; }
    int64_t length() const { return std::abs(x + y); }  // along an axis
  };

  // Fills the rectangle that the two sides span, and ends at the far end of `major`.
  void walk(Vector at, Vector major, Vector minor) {
    if (minor.length() == 1) return walk(at, major);
    if (major.length() == 1) return walk(at, minor);
    Vector along = major.half(), across = minor.half();
    if (2 * major.length() > 3 * minor.length()) {
      if (along.length() % 2 == 1 && major.length() > 2) along = along + major.step();
      walk(at, along, minor);
      walk(at + along, major - along, minor);
      return;
    }
    if (across.length() % 2 == 1 && minor.length() > 2) across = across + minor.step();
    walk(at, across, along);
    walk(at + across, major, minor - across);
    const Vector last = at + (major - major.step()) + (across - minor.step());
    walk(last, Vector{} - across, along - major);
  }

  void walk(Vector at, Vector line) {
    const Vector step = line.step();
    for (int64_t left = line.length(); left > 0; --left, at = at + step)
      visit_(static_cast<size_t>(at.x), static_cast<size_t>(at.y));
  }

  Visit visit_;
};

}  // namespace colorquant
