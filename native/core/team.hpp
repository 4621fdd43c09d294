// Threads for the length of one call: nothing global, safe across fork. Nobody waits for a thread
// that starts or wakes late: the others do its work.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "core/assert.hpp"

namespace colorquant {

// Called now and then, on the thread that made the team, with the share of the work that is done.
// An exception from it stops the work.
using Checkpoint = std::function<void(double)>;

// Thrown in the other members of a team after an exception in one member.
struct Stopped {};

class Team {
 public:
  // At most 256 threads; fewer if the system has no more.
  explicit Team(unsigned threads, Checkpoint checkpoint = {});
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  unsigned size() const { return size_; }

  // Runs task(i, member) for every i < tasks, in any order, member < size() being the one that
  // runs it. Tasks must be short (below 0.1 s): interrupts are noticed between them.
  void run(size_t tasks, const std::function<void(size_t, unsigned)>& task);

  // Runs work(begin, end, member) for every block of `size` (the last may be shorter) of n items.
  template <typename Work>
  void for_blocks(size_t n, size_t size, const Work& work) {
    CQ_ASSERT(size > 0);
    run((n + size - 1) / size, [&](size_t block, unsigned member) {
      work(block * size, std::min((block + 1) * size, n), member);
    });
  }

  // The checkpoint for a task's own team of one: stops it when this team is stopped.
  Checkpoint checkpoint_of(unsigned member);

  // From now on progress goes from `from` to `to`, shares of the whole work.
  void begin_stage(double from, double to);
  void advance(double share_of_stage);

  // Calls the checkpoint, unless it was called a moment ago. For long work outside run().
  void check();

 private:
  struct Shared;

  unsigned size_;
  Checkpoint checkpoint_;
  double stage_begin_ = 0.0, stage_end_ = 0.0, progress_ = 0.0;
  std::chrono::steady_clock::time_point last_check_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace colorquant
