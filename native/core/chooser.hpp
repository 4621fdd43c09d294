// What every dither that passes errors on does with a pixel.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/finder.hpp"
#include "core/placing.hpp"
#include "core/still.hpp"

namespace colorquant {

// The entry of a pixel, and what that leaves to make up for.
struct Choice {
  int32_t entry;
  Four error;
};

// The entry of the pixel before, none if it is -1, which is taken again if it is so many times as
// far, squared, as the nearest at most.
struct Before {
  int32_t entry = -1;
  float within = 1.0f;
};

template <typename P>
class Chooser {
 public:
  static constexpr size_t D = std::tuple_size_v<P>;

  Chooser(std::span<const std::array<uint8_t, 4>> entries, const PlacingTable& places)
      : places_(places), table_(entries), entries_(places_of<P>(entries, places)) {
    low_ = high_ = entries_.front();
    for (const Four& entry : entries_) {
      low_ = entry < low_ ? entry : low_;
      high_ = entry > high_ ? entry : high_;
    }
  }

  // Where the entries are, for the finder that each thread has.
  std::span<const Four> entries() const { return entries_; }

  // `passed_on()` is what came to the pixel; one that stays as it is does not ask. What is asked
  // for stays within the box of the entries, unless the pixel itself is outside.
  template <typename PassedOn>
  Choice choose(const P& pixel, const PassedOn& passed_on, Finder<D>& finder,
                Before before = {}) const {
    if (const int32_t same = table_.find(pixel); same >= 0) return {same, Four{}};
    const Four place = places_(pixel);
    if (is_hidden(pixel)) return {finder.nearest(place), Four{}};
    Four wanted = place + passed_on();
    const Four low = place < low_ ? place : low_, high = place > high_ ? place : high_;
    wanted = wanted < low ? low : wanted;
    wanted = wanted > high ? high : wanted;
    const int32_t entry = finder.nearest(wanted);
    const Choice nearest{entry, wanted - entries_[static_cast<size_t>(entry)]};
    if (before.entry < 0) return nearest;
    const Choice again{before.entry, wanted - entries_[static_cast<size_t>(before.entry)]};
    // A mask, and not a branch, which could not be foreseen.
    const int32_t taken = -(squared(again.error) <= squared(nearest.error) * before.within);
    const FourInts mask = {taken, taken, taken, taken};
    return {(again.entry & taken) | (entry & ~taken), mask ? again.error : nearest.error};
  }

 private:
  static float squared(Four error) {
    float sum = 0.0f;
    for (size_t c = 0; c < D; ++c) sum += error[c] * error[c];
    return sum;
  }

  const PlacingTable& places_;
  EntryTable<P> table_;
  std::vector<Four> entries_;
  Four low_, high_;
};

}  // namespace colorquant
