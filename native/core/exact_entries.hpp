// Pixels that no dither changes: those whose exact color is an entry, and hidden ones.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/space_lut.hpp"

namespace colorquant {

// Entries by color: a hash table with open addressing, at most half full.
template <typename P>
class ExactEntries {
 public:
  explicit ExactEntries(std::span<const Rgba> entries)
      : slots_(std::bit_ceil(2 * entries.size()), Slot{P{}, -1}) {
    for (size_t j = 0; j < entries.size(); ++j) {
      const P color = at_depth_of<P>(entries[j]);
      size_t at = home(color);
      while (slots_[at].index >= 0) at = next(at);
      slots_[at] = {color, static_cast<int32_t>(j)};
    }
  }

  // The entry of exactly this color, or -1.
  int32_t find(const P& color) const {
    size_t at = home(color);
    while (slots_[at].index >= 0 && slots_[at].color != color) at = next(at);
    return slots_[at].index;
  }

 private:
  struct Slot {
    P color;
    int32_t index;
  };

  size_t home(const P& color) const {
    uint64_t hash = 0;
    for (const auto channel : color) hash = hash << 16 | channel;
    hash *= 0x9E3779B97F4A7C15u;  // 2^64 over the golden ratio: Knuth's multiplicative hashing
    return (hash >> 32) & (slots_.size() - 1);
  }
  size_t next(size_t at) const { return (at + 1) & (slots_.size() - 1); }

  std::vector<Slot> slots_;
};

// Whether a pixel is fully transparent.
template <typename P>
bool is_hidden(const P& pixel) {
  if constexpr (std::tuple_size_v<P> == 4)
    return pixel[3] == 0;
  else
    return false;
}

}  // namespace colorquant
