// Kernels on 8-bit pixels of three channels.
#pragma once

#include "kernels/lanes.h"

namespace {

size_t drain(uint32_t counts[512], uint16_t* offsets, uint32_t* out) {
  size_t found = 0;
  for (size_t i = 0; i < 512; i += 64) {
    uint64_t left = 0;
    for (size_t j = 0; j < 64; j += kLanes)
      left |= static_cast<uint64_t>(bitmask(load<Ints>(counts + i + j) != 0)) << j;
    for (; left; left &= left - 1, ++found) {
      const size_t at = i + static_cast<size_t>(__builtin_ctzll(left));
      offsets[found] = static_cast<uint16_t>(at);
      out[found] = counts[at];
      counts[at] = 0;
    }
  }
  return found;
}

template <typename Index>
uint64_t squared_error(const uint8_t* pixels, const Index* indices, size_t n,
                       const uint8_t (*palette)[4]) {
  typedef uint8_t Quads __attribute__((vector_size(64)));
  typedef int16_t Words __attribute__((vector_size(128)));
  typedef uint16_t Squares __attribute__((vector_size(128)));
  uint64_t total = 0;
  size_t i = 0;
  // Reads four bytes of each pixel, so the last pixel must not be read here.
  for (; i + kLanes < n; i += kLanes) {
    uint32_t colors[kLanes], entries[kLanes];
    for (size_t l = 0; l < kLanes; ++l) {
      __builtin_memcpy(&colors[l], pixels + 3 * (i + l), 4);
      __builtin_memcpy(&entries[l], palette[indices[i + l]], 4);
      colors[l] &= 0xffffff;
    }
    const Words difference = __builtin_convertvector(load<Quads>(colors), Words) -
                             __builtin_convertvector(load<Quads>(entries), Words);
    const Squares magnitude = reinterpret_cast<Squares>(difference);  // modulo 2^16, as its square
    const Squares squares = magnitude * magnitude;
    uint32_t sum = 0;
    for (size_t l = 0; l < 4 * kLanes; ++l) sum += squares[l];
    total += sum;
  }
  for (; i < n; ++i)
    for (size_t c = 0; c < 3; ++c) {
      const int32_t difference = pixels[3 * i + c] - palette[indices[i]][c];
      total += static_cast<uint32_t>(difference * difference);
    }
  return total;
}

template <typename Index>
void label_cube(const float base[3], const CqCandidates<3>* candidates, Index* labels) {
  // Squared distances between 8-bit colors stay below 2^18: exact in binary32.
  constexpr Floats dx = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1};
  constexpr Floats dy = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  constexpr Floats dz = {0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3};
  typedef Index Labels __attribute__((vector_size(kLanes * sizeof(Index))));
  Floats best[4];
  Ints label[4];
  for (size_t q = 0; q < 4; ++q) best[q] = Floats{} + 3e38f, label[q] = Ints{};
  for (size_t j = 0; j < candidates->size; ++j) {
    const Floats x = dx + (base[0] - candidates->planes[0][j]),
                 y = dy + (base[1] - candidates->planes[1][j]),
                 z = dz + (base[2] - candidates->planes[2][j]);
    const Floats zz = z * z;
    const Floats xx[2] = {x * x, (x + 2.0f) * (x + 2.0f)};
    const Floats yz[2] = {y * y + zz, (y + 2.0f) * (y + 2.0f) + zz};
    const Ints mine = Ints{} + candidates->index[j];
    for (size_t q = 0; q < 4; ++q) {
      const Floats d = xx[q / 2] + yz[q % 2];
      const Ints closer = d < best[q];
      best[q] = closer ? d : best[q];
      label[q] = closer ? mine : label[q];
    }
  }
  for (size_t q = 0; q < 4; ++q)
    store(labels + q * kLanes, __builtin_convertvector(label[q], Labels));
}

}  // namespace
