// From real-valued centers to the palette's 8-bit entries.
#pragma once

#include "core/color_tree.hpp"

namespace colorquant {

// Converts between the centers of a fit and the entries of a palette.
template <size_t D>
class Rounding {
 public:
  virtual ~Rounding() = default;
  virtual std::vector<Rgba> entries(std::span<const Center<D>> centers) const = 0;
  virtual std::vector<Center<D>> centers(std::span<const Rgba> entries) const = 0;
};

// In sRGB every coordinate is rounded by itself.
class RoundingToSrgb final : public Rounding<3> {
 public:
  std::vector<Rgba> entries(std::span<const Center<3>> centers) const override;
  std::vector<Center<3>> centers(std::span<const Rgba> entries) const override;
};

struct RoundedPalette {
  std::vector<Rgba> entries;  // distinct, each the nearest to some pixel, dark to light
  double distortion = 0.0;    // weighted sum
  bool optimal = false;       // proven: no palette of this size has less distortion
};

// The order of palettes: luma of Rec. ITU-R BT.601, in thousandths; equal luma by red, green, blue,
// alpha.
bool darker(const Rgba& a, const Rgba& b);

// Exactly `size` entries, at most the number of colors, from 1 to `size` centers; fewer only if
// several colors share their nearest entry. The entries in `fixed` are among them; the first
// centers are theirs.
// Rounding can make entries equal or leave one without pixels; such an entry goes to the color
// that the others represent worst. Then Lloyd's iteration goes on among the 8-bit entries while it
// helps, at most `polish` times.
template <typename P>
RoundedPalette round_palette(const ColorTree<P>& tree, const Rounding<kChannels<P>>& rounding,
                             std::span<const Center<kChannels<P>>> centers,
                             std::span<const Rgba> fixed, size_t size, size_t polish, Team& team);

}  // namespace colorquant
