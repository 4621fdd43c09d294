// Threads for the length of one call: nothing global, safe across fork. Nobody waits for a thread
// that has not started or not woken: the others do its work.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace colorquant {

// Called now and then, on the thread that made the team, with the share of the work that is done;
// an exception from it stops the work.
using Checkpoint = std::function<void(double)>;

// Thrown in the members of a team whose work another member's exception has ended.
struct Stopped {};

class Team {
 public:
  explicit Team(unsigned threads, Checkpoint checkpoint = {});
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  unsigned size() const { return size_; }

  // Runs task(i, member) for every i < tasks, in any order, member < size() being the one that
  // runs it. Tasks must be short (below 0.1 s): interrupts are noticed between them.
  void run(size_t tasks, const std::function<void(size_t, unsigned)>& task);

  // For a team of one that a task of this team makes for itself: the checkpoint that stops it when
  // this team is stopped.
  Checkpoint checkpoint_of(unsigned member);

  // From now on progress goes from one share of the whole work to another.
  void begin_stage(double from, double to);
  void advance(double share_of_stage);

  // Calls the checkpoint, unless it was called a moment ago: for long work outside run().
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
