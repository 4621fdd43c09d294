#include "core/diffuse.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <thread>

#include "core/assert.hpp"
#include "core/chooser.hpp"

namespace colorquant {
namespace {

constexpr size_t kGroup = 4;             // rows
constexpr size_t kColumnsPerCheck = 64;  // of the progress of the group above

// The progress of the last row of a group, in columns since the first group.
struct alignas(64) Progress {
  std::atomic<size_t> done{0};
};

template <typename P, typename Index>
class Diffuser {
 public:
  static constexpr size_t D = std::tuple_size_v<P>;

  Diffuser(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
           const SpaceLut& space, const Diffusion& diffusion, Index* indices, Team& team)
      : pixels_(pixels),
        width_(width),
        chooser_(entries, space),
        diffusion_(diffusion),
        indices_(indices),
        team_(team),
        finders_(team.size()) {
    for (const Tap& tap : diffusion.taps) {
      reach_ = std::max(reach_, static_cast<size_t>(std::abs(tap.dx)));
      depth_ = std::max(depth_, static_cast<size_t>(tap.dy));
    }
    // Unfinished groups are consecutive, as none ends before the one above.
    groups_ = team.size() + 1;
    rows_ = team.size() * kGroup + depth_;
    errors_.resize(rows_ * (width + 2 * reach_));
    progress_ = std::make_unique<Progress[]>(groups_);
  }

  void run() {
    const size_t groups = (pixels_.size() / width_ + kGroup - 1) / kGroup;
    team_.run(groups, [&](size_t group, unsigned member) {
      auto& finder = finders_[member];
      if (!finder) finder = std::make_unique<Finder<D>>(chooser_.entries());
      run_group(group, *finder, team_.checkpoint_of(member));
      if (member == 0) team_.advance(static_cast<double>(group) / static_cast<double>(groups));
    });
  }

 private:
  // Errors of another row, offset so that index x is the source for pixel x of this row.
  struct Source {
    const Four* errors;
    float share;
  };

  bool backwards(size_t y) const { return diffusion_.serpentine && y % 2 == 1; }
  Four* errors_of(size_t y) { return &errors_[(y % rows_) * (width_ + 2 * reach_) + reach_]; }

  std::vector<Source> sources_of(size_t y) {
    std::vector<Source> sources;
    for (const Tap& tap : diffusion_.taps) {
      const size_t above = static_cast<size_t>(tap.dy);
      if (above > y) continue;
      const size_t from = y - above;
      sources.push_back({errors_of(from) - (backwards(from) ? -tap.dx : tap.dx), tap.share});
    }
    return sources;
  }

  // The rows of a group take turns, a pixel each: while one waits for memory, the others go on.
  void run_group(size_t group, Finder<D>& finder, const Checkpoint& checkpoint) {
    const size_t top = group * kGroup, height = pixels_.size() / width_;
    const size_t rows = std::min(kGroup, height - top);
    std::vector<Source> sources[kGroup];
    for (size_t r = 0; r < rows; ++r) sources[r] = sources_of(top + r);
    const size_t lag = diffusion_.serpentine ? width_ : std::min(width_, 2 * reach_ + 1);
    const size_t steps = width_ + (rows - 1) * lag;
    for (size_t begin = 0; begin < steps; begin += kColumnsPerCheck) {
      const size_t end = std::min(steps, begin + kColumnsPerCheck);
      if (group > 0) wait_for_group_above(group, end + lag, checkpoint);
      for (size_t step = begin; step < end; ++step)
        for (size_t r = 0; r < rows; ++r) {
          const size_t x = step - r * lag;  // wraps around before the row's turn
          if (x < width_) run_pixel(top + r, x, sources[r], finder);
        }
      if (rows < kGroup) continue;
      const size_t last = end - std::min(end, (rows - 1) * lag);
      progress_[group % groups_].done.store(group * width_ + last, std::memory_order_release);
    }
  }

  void wait_for_group_above(size_t group, size_t columns, const Checkpoint& checkpoint) {
    const size_t needed =
        (group - 1) * width_ + (diffusion_.serpentine ? width_ : std::min(width_, columns));
    const std::atomic<size_t>& done = progress_[(group - 1) % groups_].done;
    while (done.load(std::memory_order_acquire) < needed) {
      checkpoint(0.0);
      std::this_thread::yield();
    }
  }

  // `turn` counts the pixels of the row in its direction.
  void run_pixel(size_t y, size_t turn, std::span<const Source> sources, Finder<D>& finder) {
    const size_t x = backwards(y) ? width_ - 1 - turn : turn, at = y * width_ + x;
    Previous previous{-1, diffusion_.within};
    if (turn > 0 && diffusion_.within > 1.0f)
      previous.entry = static_cast<int32_t>(indices_[backwards(y) ? at + 1 : at - 1]);
    const auto passed_on = [&] {
      Four sum = {};
      for (const Source& source : sources) sum += source.errors[x] * source.share;
      return sum * diffusion_.strength;
    };
    const Choice choice = chooser_.choose(pixels_[at], passed_on, finder, previous);
    indices_[at] = static_cast<Index>(choice.entry);
    errors_of(y)[x] = choice.error;
  }

  std::span<const P> pixels_;
  size_t width_;
  Chooser<P> chooser_;
  const Diffusion& diffusion_;
  Index* indices_;
  Team& team_;
  std::vector<std::unique_ptr<Finder<D>>> finders_;  // one for each member
  size_t reach_ = 0, depth_ = 0, groups_ = 0, rows_ = 0;
  std::vector<Four> errors_;  // of the last rows, in a ring, with margins where there are none
  std::unique_ptr<Progress[]> progress_;
};

}  // namespace

template <typename P, typename Index>
void diffuse(std::span<const P> pixels, size_t width, std::span<const Rgba> entries,
             const SpaceLut& space, const Diffusion& diffusion, Index* indices, Team& team) {
  CQ_ASSERT(width > 0 && pixels.size() % width == 0 && !entries.empty());
  CQ_ASSERT(diffusion.within >= 1.0f);
  CQ_ASSERT(std::ranges::all_of(
      diffusion.taps, [](const Tap& tap) { return tap.dy > 0 || (tap.dy == 0 && tap.dx > 0); }));
  Diffuser<P, Index>(pixels, width, entries, space, diffusion, indices, team).run();
}

#define CQ_INSTANTIATE(P, Index)                                                            \
  template void diffuse(std::span<const P>, size_t, std::span<const Rgba>, const SpaceLut&, \
                        const Diffusion&, Index*, Team&);
CQ_FOR_EVERY_KIND(CQ_INSTANTIATE)

}  // namespace colorquant
