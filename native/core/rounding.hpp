// From real-valued centers to the palette's 8-bit entries.
#pragma once

#include "core/color_tree.hpp"

namespace colorquant {

// Red, green, blue and alpha, 8-bit sRGB.
using Entry = std::array<uint8_t, 4>;

// How centers become entries, and where entries are.
template <size_t D>
class Rounding {
 public:
  virtual ~Rounding() = default;
  virtual std::vector<Entry> entries(std::span<const Center<D>> centers) const = 0;
  virtual std::vector<Center<D>> centers(std::span<const Entry> entries) const = 0;
};

// In sRGB every coordinate is rounded by itself.
class RoundingToSrgb final : public Rounding<3> {
 public:
  std::vector<Entry> entries(std::span<const Center<3>> centers) const override;
  std::vector<Center<3>> centers(std::span<const Entry> entries) const override;
};

struct RoundedPalette {
  std::vector<Entry> entries;  // distinct, each the nearest to some pixel, dark to light
  double distortion = 0.0;     // weighted sum
  bool optimal = false;        // no other palette of this size has less distortion: proven
};

// The order of palettes: luma of Rec. ITU-R BT.601, in thousandths; equal luma by red, green, blue,
// alpha.
bool darker(const Entry& a, const Entry& b);

// Exactly `size` entries, at most the number of colors, from 1 to `size` centers; fewer only if
// several colors share their nearest entry. The entries in `fixed` are among them; the first
// centers are theirs.
// Rounding can make entries equal or leave one without pixels; such an entry goes to the color
// that the others represent worst. Then Lloyd's iteration goes on among the 8-bit entries while it
// helps, at most `polish` times.
template <typename P>
RoundedPalette round_palette(const ColorTree<P>& tree, const Rounding<kChannels<P>>& rounding,
                             std::span<const Center<kChannels<P>>> centers,
                             std::span<const Entry> fixed, size_t size, size_t polish, Team& team);

}  // namespace colorquant
