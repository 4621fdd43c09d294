#include "core/riemersma.hpp"

#include <vector>

#include "core/finder.hpp"
#include "core/hilbert.hpp"
#include "core/still.hpp"

namespace colorquant {
namespace {

constexpr size_t kTogether = 1 << 12;  // pixels between two looks at the clock

// The errors of the last pixels, in a ring.
class Memory {
 public:
  explicit Memory(const std::array<float, kRemembered>& shares) {
    // Twice, so that no sum has to go around.
    for (size_t i = 0; i < 2 * kRemembered; ++i) shares_[i] = shares[i % kRemembered];
  }

  Four sum() const {
    Four sum = {};
    for (size_t i = 0; i < kRemembered; ++i) sum += errors_[i] * shares_[kRemembered + newest_ - i];
    return sum;
  }

  void add(Four error) {
    newest_ = (newest_ + 1) % kRemembered;
    errors_[newest_] = error;
  }

 private:
  std::array<Four, kRemembered> errors_{};
  std::array<float, 2 * kRemembered> shares_;
  size_t newest_ = 0;
};

}  // namespace

template <typename P, typename Index>
void dither_along_curve(std::span<const P> pixels, size_t width,
                        std::span<const std::array<uint8_t, 4>> entries, const PlacingTable& places,
                        const std::array<float, kRemembered>& shares, Index* indices, Team& team) {
  constexpr size_t D = std::tuple_size_v<P>;
  const EntryTable<P> table(entries);
  std::vector<Four> centers;
  for (const auto& entry : entries) centers.push_back(places(at_depth_of<P>(entry)));
  Four low = centers.front(), high = low;
  for (const Four& center : centers) {
    low = center < low ? center : low;
    high = center > high ? center : high;
  }
  Finder<D> finder(centers);
  Memory memory(shares);

  const auto choose = [&](const P& pixel) {
    if (const int32_t same = table.find(pixel); same >= 0) {
      memory.add(Four{});
      return same;
    }
    const Four place = places(pixel);
    if constexpr (D == 4)
      if (pixel[3] == 0) {
        memory.add(Four{});
        return finder.nearest(place);
      }
    Four wanted = place + memory.sum();
    const Four least = place < low ? place : low, most = place > high ? place : high;
    wanted = wanted < least ? least : wanted;
    wanted = wanted > most ? most : wanted;
    const int32_t nearest = finder.nearest(wanted);
    memory.add(wanted - centers[static_cast<size_t>(nearest)]);
    return nearest;
  };
  size_t done = 0;
  const auto visit = [&](size_t x, size_t y) {
    const size_t at = y * width + x;
    indices[at] = static_cast<Index>(choose(pixels[at]));
    if (++done % kTogether != 0) return;
    team.advance(static_cast<double>(done) / static_cast<double>(pixels.size()));
    team.check();
  };
  Hilbert(static_cast<int64_t>(width), static_cast<int64_t>(pixels.size() / width), visit);
}

#define CQ_INSTANTIATE(P, Index)                                                                 \
  template void dither_along_curve(std::span<const P>, size_t,                                   \
                                   std::span<const std::array<uint8_t, 4>>, const PlacingTable&, \
                                   const std::array<float, kRemembered>&, Index*, Team&);
CQ_INSTANTIATE(Color, uint8_t)
CQ_INSTANTIATE(Color, uint16_t)
CQ_INSTANTIATE(DeepColor, uint8_t)
CQ_INSTANTIATE(DeepColor, uint16_t)
CQ_INSTANTIATE(Rgba, uint8_t)
CQ_INSTANTIATE(Rgba, uint16_t)
CQ_INSTANTIATE(AlphaColor, uint8_t)
CQ_INSTANTIATE(AlphaColor, uint16_t)

}  // namespace colorquant
