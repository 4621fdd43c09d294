// Every color of a histogram, ready for exact assignment to the nearest of some centers.
#pragma once

#include "core/box_tree.hpp"
#include "core/team.hpp"

namespace colorquant {

template <typename P>
class ColorTree {
 public:
  static constexpr size_t D = kChannels<P>;
  using Coordinate = typename P::value_type;

  ColorTree(const Histogram<P>& histogram, Team& team);

  const Histogram<P>& histogram() const { return histogram_; }
  const BoxTree<D>& boxes() const { return boxes_; }
  CqColors<Coordinate, D> leaf(size_t leaf) const;
  double total_square() const { return total_square_; }  // sum of weights x |color|^2

 private:
  Histogram<P> histogram_;
  std::array<std::vector<Coordinate>, D> planes_;  // padded by a leaf
  BoxTree<D> boxes_;
  double total_square_ = 0.0;
};

// Exact: the same answer as comparing every color with every center; ties go to the lowest index.
// `centers` lie on the 2^-16 grid. `labels`, if not null, receives each color's center.
template <typename P>
Assignment<kChannels<P>> assign(const ColorTree<P>& tree,
                                std::span<const Center<kChannels<P>>> centers, Team& team,
                                int32_t* labels = nullptr);

}  // namespace colorquant
