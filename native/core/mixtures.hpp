// The two entries that mix to a color, and the share of the second.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "core/descent.hpp"
#include "core/space_lut.hpp"
#include "core/team.hpp"

namespace colorquant {

// The mixture for the colors of a small cube. The share of the second entry is linear in the low
// bits of a color's channels, in every space.
template <size_t D>
struct alignas(D == 3 ? 32 : 8) Mixture {
  static constexpr uint64_t kNone = UINT64_MAX;

  float share;     // of the second entry, at the cube's lowest corner
  float gains[D];  // of the share, with each channel
  uint16_t first, second;
  uint16_t entry;     // whose exact color is in the cube
  bool crowded;       // with several such entries
  uint64_t low_bits;  // of that entry's color, relative to the cube's corner; or kNone
};

// A mixture for every cube that has a pixel. A sparsely touched table maps the Z-order of cubes of
// stored colors to their mixtures.
template <typename P>
class Mixtures {
 public:
  static constexpr size_t D = std::tuple_size_v<P>;
  using T = typename P::value_type;

  Mixtures(std::span<const P> pixels, std::span<const Rgba> entries, const SpaceLut& space,
           float contrast, Team& team)
      : bits_(bits_for(entries)),
        low_mask_(static_cast<T>((1 << (8 * sizeof(T) - static_cast<size_t>(bits_))) - 1)),
        space_(space),
        contrast_(contrast),
        marks_(zeros<uint8_t>(size_t{1} << D * static_cast<size_t>(bits_))),
        slots_(zeros<uint32_t>(size_t{1} << D * static_cast<size_t>(bits_))) {
    for (size_t j = 0; j < entries.size(); ++j) {
      const P color = at_depth_of<P>(entries[j]);
      entries_.push_back(space(color));
      low_bits_.push_back(low_bits_of(color, low_mask_));
      const auto [red, green, blue, alpha] = entries[j];
      lightness_.push_back(299 * red + 587 * green + 114 * blue + alpha);
      const uint32_t cube = cube_of(color, bits_);
      marks_[cube] |= slots_[cube] == 0 ? kHoldsEntry : kHoldsEntry | kCrowded;
      slots_[cube] = static_cast<uint32_t>(j) + 1;
    }
    mark(pixels, team);
    number(entries);
    fill(team);
  }

  // Calls choose(i, entry, pixel, crowded) for each pixel: with the entry of its exact color, or
  // the one that the threshold selects. In a crowded cube the caller must look for an exact entry.
  // If another thread writes to the pixels meanwhile, wrong entries may result but nothing worse:
  // cubes without a mixture use the first one.
  template <typename Threshold, typename Choose>
  void visit(std::span<const P> pixels, const Threshold& threshold, const Choose& choose) const {
    // Locals, as stores through `choose` may alias the members.
    const uint32_t* const slots = slots_.get();
    const Mixture<D>* const mixtures = mixtures_.data();
    const int bits = bits_;
    const T low_mask = low_mask_;
    for (size_t i = 0; i < pixels.size(); ++i) {
      const P& pixel = pixels[i];
      const Mixture<D>& mixture = mixtures[slots[cube_of(pixel, bits)]];
      float share = mixture.share;
      for (size_t c = 0; c < D; ++c)
        share += mixture.gains[c] * static_cast<float>(pixel[c] & low_mask);
      const uint16_t mixed = share > threshold(i) ? mixture.second : mixture.first;
      const bool same = low_bits_of(pixel, low_mask) == mixture.low_bits;
      choose(i, same ? mixture.entry : mixed, pixel, mixture.crowded);
    }
  }

 private:
  static constexpr int kMaxBits = D == 3 ? 8 : 6;
  static constexpr size_t kSmallPalette = 32;     // cubes of side 8 are fine enough
  static constexpr size_t kEntriesPerShared = 8;  // at most one entry in this many shares a cube
  static constexpr size_t kLargePalette = 1024;  // try only the entries around a task's cubes first
  static constexpr float kMargin = 32.0f;        // around them, in coordinates from 0 to 256
  static constexpr size_t kTask = 256;           // cubes of one unit of parallel work
  static constexpr size_t kBlock = 1 << 14;      // pixels of one
  static constexpr uint8_t kHasPixel = 1, kHoldsEntry = 2, kCrowded = 4;

  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  template <typename Number>
  using Zeros = std::unique_ptr<Number[], Free>;

  template <typename Number>
  static Zeros<Number> zeros(size_t size) {
    Zeros<Number> memory(static_cast<Number*>(std::calloc(size, sizeof(Number))));
    if (!memory) throw std::bad_alloc();
    return memory;
  }

  static uint32_t cube_of(const P& pixel, int bits) {
    std::array<uint8_t, D> upper;
    for (size_t c = 0; c < D; ++c) upper[c] = static_cast<uint8_t>(pixel[c] >> 8 * (sizeof(T) - 1));
    return z_order(upper) >> D * static_cast<size_t>(8 - bits);
  }

  static uint64_t low_bits_of(const P& color, T low_mask) {
    uint64_t found = 0;
    for (const T channel : color) found = found << 8 * sizeof(T) | (channel & low_mask);
    return found;
  }

  // The coarsest cubes without many entries in one.
  static int bits_for(std::span<const Rgba> entries) {
    std::vector<uint32_t> cubes(entries.size());
    for (int bits = D == 3 && entries.size() > kSmallPalette ? 6 : 5; bits < kMaxBits; ++bits) {
      for (size_t j = 0; j < cubes.size(); ++j)
        cubes[j] = cube_of(at_depth_of<P>(entries[j]), bits);
      std::ranges::sort(cubes);
      if (std::ranges::unique(cubes).size() * kEntriesPerShared <= entries.size()) return bits;
    }
    return kMaxBits;
  }

  P lowest_of(uint32_t cube) const {
    P color{};
    for (int bit = 0; bit < bits_; ++bit)
      for (size_t c = 0; c < D; ++c)
        color[c] |= static_cast<T>((cube >> (D * static_cast<size_t>(bit) + D - 1 - c) & 1) << bit);
    for (T& channel : color)
      channel = static_cast<T>(channel << (8 * static_cast<int>(sizeof(T)) - bits_));
    return color;
  }

  void mark(std::span<const P> pixels, Team& team) {
    team.for_blocks(pixels.size(), kBlock, [&](size_t begin, size_t end, unsigned) {
      const int bits = bits_;
      uint8_t* const marks = marks_.get();
      for (const P& pixel : pixels.subspan(begin, end - begin)) {
        // Several threads may set a mark, all to the same value.
        const std::atomic_ref<uint8_t> mark(marks[cube_of(pixel, bits)]);
        const uint8_t known = mark.load(std::memory_order_relaxed);
        if (!(known & kHasPixel)) mark.store(known | kHasPixel, std::memory_order_relaxed);
      }
    });
  }

  void number(std::span<const Rgba> entries) {
    const size_t cubes = size_t{1} << D * static_cast<size_t>(bits_);
    for (size_t eight = 0; eight < cubes; eight += 8) {
      uint64_t marks;
      __builtin_memcpy(&marks, &marks_[eight], sizeof marks);
      if (marks == 0) continue;
      for (size_t cube = eight; cube < eight + 8; ++cube) {
        if (!(marks_[cube] & kHasPixel)) continue;
        cubes_.push_back(static_cast<uint32_t>(cube));
        held_.push_back(slots_[cube]);
        slots_[cube] = static_cast<uint32_t>(cubes_.size());
      }
    }
    for (const auto& entry : entries) {
      const uint32_t cube = cube_of(at_depth_of<P>(entry), bits_);
      if (!(marks_[cube] & kHasPixel)) slots_[cube] = 0;
    }
    mixtures_.resize(1 + cubes_.size());  // the first is for cubes without a pixel
  }

  Four middle_of(const P& low) const {
    P high = low;
    for (T& channel : high) channel |= low_mask_;
    return 0.5f * (space_(low) + space_(high));
  }

  void fill(Team& team) {
    std::vector<Center<D>> centers(entries_.size());
    for (size_t j = 0; j < centers.size(); ++j)
      for (size_t c = 0; c < D; ++c) centers[j][c] = entries_[j][c];
    std::vector<std::unique_ptr<CandidateStack<D>>> stacks(team.size());
    team.for_blocks(cubes_.size(), kTask, [&](size_t begin, size_t end, unsigned member) {
      auto& stack = stacks[member];
      if (!stack) stack = std::make_unique<CandidateStack<D>>(centers, 2);
      fill(begin, end, *stack);
    });
  }

  void fill(size_t begin, size_t end, CandidateStack<D>& stack) {
    std::array<P, kTask> lowest;
    std::array<Four, kTask> middles;
    for (size_t i = begin; i < end; ++i) {
      lowest[i - begin] = lowest_of(cubes_[i]);
      middles[i - begin] = middle_of(lowest[i - begin]);
    }
    const std::span<const Four> points(middles.data(), end - begin);
    const auto& kernels = point_kernels<D>();
    const bool nearby = entries_.size() > kLargePalette;
    if (nearby) {
      const CqBox<D> box = box_around(points);
      kernels.filter(&stack[0], &box, 2, &stack[1]);
    }
    size_t pair[2] = {entries_.size(), entries_.size()};
    for (size_t i = begin; i < end; ++i) {
      float point[D];
      for (size_t c = 0; c < D; ++c) point[c] = points[i - begin][c];
      const CqCandidates<D>* candidates = &stack[nearby];
      kernels.pair(candidates, point, contrast_, pair);
      if (nearby && pair[1] == candidates->size)
        kernels.pair(candidates = &stack[0], point, contrast_, pair);
      const int32_t first = candidates->index[pair[0]];
      const int32_t second = pair[1] < candidates->size ? candidates->index[pair[1]] : first;
      Mixture<D>& made = mixtures_[1 + i];
      made = mixture(lowest[i - begin], points[i - begin], first, second);
      made.crowded = marks_[cubes_[i]] & kCrowded;
      if (held_[i] == 0) continue;
      made.entry = static_cast<uint16_t>(held_[i] - 1);
      made.low_bits = low_bits_[made.entry];
    }
  }

  static CqBox<D> box_around(std::span<const Four> points) {
    Four low = points[0], high = points[0];
    for (const Four& point : points) {
      low = point < low ? point : low;
      high = point > high ? point : high;
    }
    CqBox<D> box;
    for (size_t c = 0; c < D; ++c) {
      box.middle[c] = 0.5f * (low[c] + high[c]);
      box.half[c] = 0.5f * (high[c] - low[c]) + kMargin;
    }
    return box;
  }

  Mixture<D> mixture(const P& low, Four middle, int32_t first, int32_t second) const {
    Mixture<D> mixture{};
    mixture.low_bits = Mixture<D>::kNone;
    mixture.first = static_cast<uint16_t>(first);
    mixture.second = static_cast<uint16_t>(second);
    if (second == first) return mixture;
    const Four from = entries_[static_cast<size_t>(first)];
    const Four step = entries_[static_cast<size_t>(second)] - from;
    const float apart = along(step, step);
    P half = low;
    for (T& channel : half) channel |= low_mask_ >> 1;
    mixture.share = along(middle - from, step) / apart;
    for (size_t c = 0; low_mask_ > 0 && c < D; ++c) {
      P begin = half, end = half;
      begin[c] = low[c];
      end[c] = low[c] | low_mask_;
      const float wide = static_cast<float>(low_mask_);
      mixture.gains[c] = along(space_(end) - space_(begin), step) / (apart * wide);
      mixture.share -= mixture.gains[c] * (0.5f * wide);
    }
    // The lighter is always the second, so that neighboring cubes use thresholds alike.
    if (lightness_[mixture.second] < lightness_[mixture.first]) swap_entries(mixture);
    return mixture;
  }

  static void swap_entries(Mixture<D>& mixture) {
    std::swap(mixture.first, mixture.second);
    mixture.share = 1.0f - mixture.share;
    for (float& gain : mixture.gains) gain = -gain;
  }

  static float along(Four a, Four b) {
    float sum = 0.0f;
    for (size_t c = 0; c < D; ++c) sum += a[c] * b[c];
    return sum;
  }

  int bits_;    // of each channel that select a cube
  T low_mask_;  // of the other bits of a channel
  const SpaceLut& space_;
  float contrast_;
  std::vector<Four> entries_;
  Zeros<uint8_t> marks_;
  Zeros<uint32_t> slots_;
  std::vector<uint32_t> cubes_;  // those that have a pixel, in Z-order
  std::vector<uint32_t> held_;  // one plus the index of an entry whose exact color is in each, or 0
  std::vector<uint64_t> low_bits_;  // of the entries
  std::vector<int> lightness_;      // of the entries: a thousand times their luma (ITU-R BT.601)
  std::vector<Mixture<D>> mixtures_;
};

}  // namespace colorquant
