#include "core/riemersma.hpp"

#include "core/assert.hpp"
#include "core/chooser.hpp"
#include "core/hilbert.hpp"

namespace colorquant {
namespace {

constexpr size_t kPixelsPerCheck = 1 << 12;

// The errors of the last pixels, in a ring.
class ErrorHistory {
 public:
  explicit ErrorHistory(const std::array<float, kRemembered>& shares) {
    // Repeated, so that sums need no wrap-around.
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
void dither_along_curve(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
                        const SpaceLut& space, const std::array<float, kRemembered>& shares,
                        Index* indices, Team& team) {
  CQ_ASSERT(width > 0 && pixels.size() % width == 0 && !entries.empty());
  const Chooser<P> chooser(entries, space);
  Finder<Chooser<P>::D> finder(chooser.entries());
  ErrorHistory history(shares);
  size_t done = 0;
  const auto visit = [&](size_t x, size_t y) {
    const size_t at = y * width + x;
    const Choice choice = chooser.choose(pixels[at], [&] { return history.sum(); }, finder);
    indices[at] = static_cast<Index>(choice.entry);
    history.add(choice.error);
    if (++done % kPixelsPerCheck != 0) return;
    team.advance(static_cast<double>(done) / static_cast<double>(pixels.size()));
    team.check();
  };
  Hilbert(static_cast<int64_t>(width), static_cast<int64_t>(pixels.size() / width), visit);
}

#define CQ_INSTANTIATE(P, Index)                                                                   \
  template void dither_along_curve(std::span<const P>, size_t, std::span<const Rgba>,              \
                                   const SpaceLut&, const std::array<float, kRemembered>&, Index*, \
                                   Team&);
CQ_FOR_EVERY_KIND(CQ_INSTANTIATE)

}  // namespace colorquant
