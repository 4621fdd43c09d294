#include "core/distinct.hpp"

#include <algorithm>
#include <cstring>

namespace colorquant {
namespace {

// Colours in the order in which they were met, found by open addressing.
template <typename P>
class Found {
 public:
  Found() : slots_(kFirstSlots) {}

  uint32_t place(const P& color) {
    const uint64_t key = key_of(color);
    if (!colors_.empty() && key == last_key_) return last_place_;  // neighbours are alike
    last_key_ = key;
    return last_place_ = find(key, color);
  }

  std::span<const P> colors() const { return colors_; }

 private:
  static constexpr size_t kFirstSlots = 1 << 10;  // a power of two
  static constexpr uint32_t kNone = ~0u;

  struct Slot {
    uint64_t key = 0;
    uint32_t place = kNone;
  };

  static uint64_t key_of(const P& color) {
    uint64_t key = 0;
    std::memcpy(&key, color.data(), sizeof(P));
    return key;
  }

  // The slot that holds the key, or the free one where it belongs. Multiplying by 2^64 over the
  // golden ratio spreads keys (Knuth 1998, The Art of Computer Programming 3, 6.4).
  Slot& slot_of(uint64_t key) {
    size_t at = (key * 0x9e3779b97f4a7c15u) >> shift_;
    while (slots_[at].place != kNone && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  uint32_t find(uint64_t key, const P& color) {
    Slot* slot = &slot_of(key);
    if (slot->place != kNone) return slot->place;
    if (2 * colors_.size() >= slots_.size()) {
      grow();
      slot = &slot_of(key);
    }
    *slot = {key, static_cast<uint32_t>(colors_.size())};
    colors_.push_back(color);
    return slot->place;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    --shift_;
    for (const Slot& slot : old)
      if (slot.place != kNone) slot_of(slot.key) = slot;
  }

  std::vector<Slot> slots_;
  int shift_ = 64 - 10;  // what leaves the bits of a place in slots_
  std::vector<P> colors_;
  uint64_t last_key_ = 0;
  uint32_t last_place_ = 0;
};

// One member's pixels.
template <typename P>
struct Part {
  Found<P> found;
  std::vector<int64_t> counts, weights;
  std::vector<uint32_t> places;  // of the colours found, among those of all parts

  void count(std::span<const P> pixels, std::span<const uint8_t> weight_of, uint32_t* place_of) {
    for (size_t i = 0; i < pixels.size(); ++i) {
      const uint32_t place = found.place(pixels[i]);
      if (place == counts.size()) {
        counts.push_back(0);
        if (!weight_of.empty()) weights.push_back(0);
      }
      ++counts[place];
      if (!weight_of.empty()) weights[place] += weight_of[i];
      if (place_of) place_of[i] = place;
    }
  }
};

template <typename P>
ColorCounts<P> join(std::vector<Part<P>>& parts, bool weighted) {
  struct Key {
    Code<P> code;
    uint32_t part, place;
  };
  std::vector<Key> keys;
  for (uint32_t p = 0; p < parts.size(); ++p) {
    const auto colors = parts[p].found.colors();
    parts[p].places.resize(colors.size());
    for (uint32_t i = 0; i < colors.size(); ++i) keys.push_back({z_order(colors[i]), p, i});
  }
  std::ranges::sort(keys, {}, &Key::code);
  ColorCounts<P> out;
  for (const Key& key : keys) {
    Part<P>& part = parts[key.part];
    const P& color = part.found.colors()[key.place];
    if (out.colors.empty() || out.colors.back() != color) {
      out.colors.push_back(color);
      out.counts.push_back(0);
      if (weighted) out.weights.push_back(0);
    }
    out.counts.back() += part.counts[key.place];
    if (weighted) out.weights.back() += part.weights[key.place];
    part.places[key.place] = static_cast<uint32_t>(out.colors.size() - 1);
  }
  return out;
}

}  // namespace

template <typename P>
ColorCounts<P> find_distinct(std::span<const P> pixels, std::span<const uint8_t> weights,
                             uint32_t* places, Team& team) {
  const size_t slices = team.size();
  const size_t length = (pixels.size() + slices - 1) / slices;
  const auto begin = [&](size_t s) { return std::min(s * length, pixels.size()); };
  std::vector<Part<P>> parts(slices);
  team.run(slices, [&](size_t s, unsigned) {
    const size_t from = begin(s), size = begin(s + 1) - from;
    parts[s].count(pixels.subspan(from, size),
                   weights.empty() ? weights : weights.subspan(from, size),
                   places ? places + from : nullptr);
  });
  ColorCounts<P> out = join(parts, !weights.empty());
  if (places)
    team.run(slices, [&](size_t s, unsigned) {
      for (size_t i = begin(s); i < begin(s + 1); ++i) places[i] = parts[s].places[places[i]];
    });
  return out;
}

#define CQ_INSTANTIATE(P)                                                                        \
  template ColorCounts<P> find_distinct(std::span<const P>, std::span<const uint8_t>, uint32_t*, \
                                        Team&);
CQ_INSTANTIATE(Color)
CQ_INSTANTIATE(Rgba)
CQ_INSTANTIATE(DeepColor)
CQ_INSTANTIATE(AlphaColor)

}  // namespace colorquant
