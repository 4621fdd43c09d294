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

#include "core/box_tree.hpp"
#include "core/colors.hpp"
#include "core/dispatch.hpp"
#include "core/placing.hpp"
#include "core/team.hpp"

namespace colorquant {

// What the colors of a small cube are mixed of. The share is linear in the lower bits of a
// color's channels, whatever the space.
template <size_t D>
struct alignas(D == 3 ? 32 : 8) Mixture {
  static constexpr uint64_t kNone = UINT64_MAX;

  float share;     // of the second entry, at the cube's lowest corner
  float gains[D];  // of the share, with each channel
  uint16_t first, second;
  uint16_t entry;  // whose very color is in the cube
  bool crowded;    // with several such entries
  uint64_t rest;   // of that entry's color: what it has beside the cube's corner; or kNone
};

// A mixture for every cube that has a pixel. Cubes are of stored colors, in Z-order; a table of
// memory that is only touched where there are pixels leads from one to its mixture.
template <typename P>
class Mixtures {
 public:
  static constexpr size_t D = std::tuple_size_v<P>;
  using T = typename P::value_type;

  Mixtures(std::span<const P> pixels, std::span<const std::array<uint8_t, 4>> entries,
           const PlacingTable& places, float contrast, Team& team)
      : bits_(bits_for(entries)),
        rest_(static_cast<T>((1 << (8 * sizeof(T) - static_cast<size_t>(bits_))) - 1)),
        places_(places),
        contrast_(contrast),
        marks_(zeros<uint8_t>(size_t{1} << D * static_cast<size_t>(bits_))),
        slots_(zeros<uint32_t>(size_t{1} << D * static_cast<size_t>(bits_))) {
    for (size_t j = 0; j < entries.size(); ++j) {
      const P color = at_depth_of<P>(entries[j]);
      entries_.push_back(places(color));
      rests_.push_back(rest_of(color, rest_));
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

  // Calls choose(i, entry, pixel, crowded) for each pixel in turn: the entry that the threshold
  // makes of it, or that it is, unless there is a crowd to look it up in. Cubes that had no pixel
  // when they were looked for have the first entry: another thread may write to the pixels
  // meanwhile, and wrong entries are all that this may lead to.
  template <typename Threshold, typename Choose>
  void visit(std::span<const P> pixels, const Threshold& threshold, const Choose& choose) const {
    // Locals, as what is chosen may be written to memory that could be anybody's.
    const uint32_t* const slots = slots_.get();
    const Mixture<D>* const mixtures = mixtures_.data();
    const int bits = bits_;
    const T rest = rest_;
    for (size_t i = 0; i < pixels.size(); ++i) {
      const P& pixel = pixels[i];
      const Mixture<D>& mixture = mixtures[slots[cube_of(pixel, bits)]];
      float share = mixture.share;
      for (size_t c = 0; c < D; ++c)
        share += mixture.gains[c] * static_cast<float>(pixel[c] & rest);
      const uint16_t mixed = share > threshold(i) ? mixture.second : mixture.first;
      const bool same = rest_of(pixel, rest) == mixture.rest;
      choose(i, same ? mixture.entry : mixed, pixel, mixture.crowded);
    }
  }

 private:
  static constexpr int kMostBits = D == 3 ? 8 : 6;
  static constexpr size_t kSome = 32;      // entries, for which cubes of side 8 are fine enough
  static constexpr size_t kFew = 8;        // at most one entry in so many shares a cube
  static constexpr size_t kMany = 1024;    // of more entries, those around a task's cubes are tried
  static constexpr float kAround = 32.0f;  // how far around, in coordinates from 0 to 256
  static constexpr size_t kTask = 256;     // cubes of one unit of parallel work
  static constexpr size_t kSlice = 1 << 14;  // pixels of one
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

  static uint64_t rest_of(const P& color, T rest) {
    uint64_t found = 0;
    for (const T channel : color) found = found << 8 * sizeof(T) | (channel & rest);
    return found;
  }

  // As coarse as cubes can be without many entries in one.
  static int bits_for(std::span<const std::array<uint8_t, 4>> entries) {
    std::vector<uint32_t> cubes(entries.size());
    for (int bits = D == 3 && entries.size() > kSome ? 6 : 5; bits < kMostBits; ++bits) {
      for (size_t j = 0; j < cubes.size(); ++j)
        cubes[j] = cube_of(at_depth_of<P>(entries[j]), bits);
      std::ranges::sort(cubes);
      if (std::ranges::unique(cubes).size() * kFew <= entries.size()) return bits;
    }
    return kMostBits;
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
    team.run((pixels.size() + kSlice - 1) / kSlice, [&](size_t slice, unsigned) {
      const size_t begin = slice * kSlice;
      const int bits = bits_;
      uint8_t* const marks = marks_.get();
      for (const P& pixel : pixels.subspan(begin, std::min(kSlice, pixels.size() - begin))) {
        // Several threads may set a mark, all to the same value.
        const std::atomic_ref<uint8_t> mark(marks[cube_of(pixel, bits)]);
        const uint8_t known = mark.load(std::memory_order_relaxed);
        if (!(known & kHasPixel)) mark.store(known | kHasPixel, std::memory_order_relaxed);
      }
    });
  }

  void number(std::span<const std::array<uint8_t, 4>> entries) {
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
    for (T& channel : high) channel |= rest_;
    return 0.5f * (places_(low) + places_(high));
  }

  void fill(Team& team) {
    std::vector<Center<D>> centers(entries_.size());
    for (size_t j = 0; j < centers.size(); ++j)
      for (size_t c = 0; c < D; ++c) centers[j][c] = entries_[j][c];
    std::vector<std::unique_ptr<CandidateStack<D>>> stacks(team.size());
    team.run((cubes_.size() + kTask - 1) / kTask, [&](size_t task, unsigned member) {
      auto& stack = stacks[member];
      if (!stack) stack = std::make_unique<CandidateStack<D>>(centers, 2);
      fill(task * kTask, std::min((task + 1) * kTask, cubes_.size()), *stack);
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
    const bool some = entries_.size() > kMany;
    if (some) {
      const CqBox<D> box = box_around(points);
      kernels.filter(&stack[0], &box, 2, &stack[1]);
    }
    size_t pair[2] = {entries_.size(), entries_.size()};
    for (size_t i = begin; i < end; ++i) {
      float point[D];
      for (size_t c = 0; c < D; ++c) point[c] = points[i - begin][c];
      const CqCandidates<D>* candidates = &stack[some];
      kernels.pair(candidates, point, contrast_, pair);
      if (some && pair[1] == candidates->size)
        kernels.pair(candidates = &stack[0], point, contrast_, pair);
      const int32_t first = candidates->index[pair[0]];
      const int32_t second = pair[1] < candidates->size ? candidates->index[pair[1]] : first;
      Mixture<D>& made = mixtures_[1 + i];
      made = mixture(lowest[i - begin], points[i - begin], first, second);
      made.crowded = marks_[cubes_[i]] & kCrowded;
      if (held_[i] == 0) continue;
      made.entry = static_cast<uint16_t>(held_[i] - 1);
      made.rest = rests_[made.entry];
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
      box.half[c] = 0.5f * (high[c] - low[c]) + kAround;
    }
    return box;
  }

  Mixture<D> mixture(const P& low, Four middle, int32_t first, int32_t second) const {
    Mixture<D> mixture{};
    mixture.rest = Mixture<D>::kNone;
    mixture.first = static_cast<uint16_t>(first);
    mixture.second = static_cast<uint16_t>(second);
    if (second == first) return mixture;
    const Four from = entries_[static_cast<size_t>(first)];
    const Four step = entries_[static_cast<size_t>(second)] - from;
    const float apart = along(step, step);
    P half = low;
    for (T& channel : half) channel |= rest_ >> 1;
    mixture.share = along(middle - from, step) / apart;
    for (size_t c = 0; rest_ > 0 && c < D; ++c) {
      P begin = half, end = half;
      begin[c] = low[c];
      end[c] = low[c] | rest_;
      const float wide = static_cast<float>(rest_);
      mixture.gains[c] = along(places_(end) - places_(begin), step) / (apart * wide);
      mixture.share -= mixture.gains[c] * (0.5f * wide);
    }
    // The lighter is always the second: the same thresholds give it to this cube and to the next.
    if (lightness_[mixture.second] < lightness_[mixture.first]) turn_around(mixture);
    return mixture;
  }

  static void turn_around(Mixture<D>& mixture) {
    std::swap(mixture.first, mixture.second);
    mixture.share = 1.0f - mixture.share;
    for (float& gain : mixture.gains) gain = -gain;
  }

  static float along(Four a, Four b) {
    float sum = 0.0f;
    for (size_t c = 0; c < D; ++c) sum += a[c] * b[c];
    return sum;
  }

  int bits_;  // of each channel that name a cube
  T rest_;    // the others
  const PlacingTable& places_;
  float contrast_;
  std::vector<Four> entries_;
  Zeros<uint8_t> marks_;
  Zeros<uint32_t> slots_;
  std::vector<uint32_t> cubes_;  // those that have a pixel, in Z-order
  std::vector<uint32_t> held_;   // the number, from 1, of an entry whose very color is in each
  std::vector<uint64_t> rests_;  // of the entries
  std::vector<int> lightness_;   // of the entries: a thousand times their luma (ITU-R BT.601)
  std::vector<Mixture<D>> mixtures_;
};

}  // namespace colorquant
