// How error diffusion chooses the entry of a pixel.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/exact_entries.hpp"
#include "core/finder.hpp"
#include "core/space_lut.hpp"

namespace colorquant {

// The entry of a pixel, and its error.
struct Choice {
  int32_t entry;
  Four error;
};

// The entry of the previous pixel, or -1. It is taken again if its squared distance is at most
// `within` times that of the nearest entry.
struct Previous {
  int32_t entry = -1;
  float within = 1.0f;
};

template <typename P>
class Chooser {
 public:
  static constexpr size_t D = std::tuple_size_v<P>;

  Chooser(std::span<const Rgba> entries, const SpaceLut& space)
      : space_(space), exact_(entries), entries_(points_of<P>(entries, space)) {
    low_ = high_ = entries_.front();
    for (const Four& entry : entries_) {
      low_ = entry < low_ ? entry : low_;
      high_ = entry > high_ ? entry : high_;
    }
  }

  // The points of the entries, for the finder of each thread.
  std::span<const Four> entries() const { return entries_; }

  // `passed_on()` returns the error passed on to the pixel; exact and hidden pixels take none. The
  // wanted point stays within the bounding box of the entries, or of the pixel if that is outside:
  // otherwise errors that no entry can make up for would grow.
  template <typename PassedOn>
  Choice choose(const P& pixel, const PassedOn& passed_on, Finder<D>& finder,
                Previous previous = {}) const {
    if (const int32_t same = exact_.find(pixel); same >= 0) return {same, Four{}};
    const Four point = space_(pixel);
    if (is_hidden(pixel)) return {finder.nearest(point), Four{}};
    Four wanted = point + passed_on();
    const Four low = point < low_ ? point : low_, high = point > high_ ? point : high_;
    wanted = wanted < low ? low : wanted;
    wanted = wanted > high ? high : wanted;
    const int32_t entry = finder.nearest(wanted);
    const Choice nearest{entry, wanted - entries_[static_cast<size_t>(entry)]};
    if (previous.entry < 0) return nearest;
    const Choice again{previous.entry, wanted - entries_[static_cast<size_t>(previous.entry)]};
    // A mask: a branch would be unpredictable.
    const int32_t taken = -(squared(again.error) <= squared(nearest.error) * previous.within);
    const FourInts mask = {taken, taken, taken, taken};
    return {(again.entry & taken) | (entry & ~taken), mask ? again.error : nearest.error};
  }

 private:
  static float squared(Four error) {
    float sum = 0.0f;
    for (size_t c = 0; c < D; ++c) sum += error[c] * error[c];
    return sum;
  }

  const SpaceLut& space_;
  ExactEntries<P> exact_;
  std::vector<Four> entries_;
  Four low_, high_;
};

}  // namespace colorquant
