#include "core/riemersma.hpp"

#include "core/chooser.hpp"
#include "core/hilbert.hpp"

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
  const Chooser<P> chooser(entries, places);
  Finder<Chooser<P>::D> finder(chooser.entries());
  Memory memory(shares);
  size_t done = 0;
  const auto visit = [&](size_t x, size_t y) {
    const size_t at = y * width + x;
    const Choice choice = chooser.choose(pixels[at], [&] { return memory.sum(); }, finder);
    indices[at] = static_cast<Index>(choice.entry);
    memory.add(choice.error);
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
CQ_FOR_EVERY_KIND(CQ_INSTANTIATE)

}  // namespace colorquant
