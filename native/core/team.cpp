#include "core/team.hpp"

#include <algorithm>

namespace colorquant {
namespace {

constexpr auto kCheckEvery = std::chrono::milliseconds(50);

// Stages follow each other within microseconds, and to wake a sleeping thread takes longer: so wait
// awake for a while first.
constexpr int kSpins = 4000;

void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

template <typename Ready>
bool spin_until(const Ready& ready) {
  for (int spin = 0; spin < kSpins; ++spin) {
    if (ready()) return true;
    relax();
  }
  return false;
}

}  // namespace

Team::Team(unsigned threads, Checkpoint checkpoint)
    : checkpoint_(std::move(checkpoint)), last_check_(std::chrono::steady_clock::now()) {
  for (unsigned member = 1; member < threads; ++member)
    workers_.emplace_back([this, member] { work(member); });
}

Team::~Team() {
  quit_ = true;
  ++round_;
  round_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Team::check() {
  if (!checkpoint_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_check_ < kCheckEvery) return;
  last_check_ = now;
  checkpoint_(progress_);
}

Checkpoint Team::checkpoint_of(unsigned member) {
  if (member == 0) return [this](double) { check(); };
  return [this](double) {
    if (stopped_) throw Stopped{};
  };
}

void Team::begin_stage(double from, double to) {
  stage_begin_ = from;
  stage_end_ = to;
  advance(0.0);
}

void Team::advance(double share_of_stage) {
  progress_ = stage_begin_ + (stage_end_ - stage_begin_) * std::min(share_of_stage, 1.0);
}

void Team::run(size_t tasks, const std::function<void(size_t, unsigned)>& task) {
  task_ = &task;
  tasks_ = tasks;
  next_ = 0;
  failure_ = nullptr;
  stopped_ = false;
  const bool alone = workers_.empty() || tasks < 2;
  if (!alone) {
    busy_ = static_cast<unsigned>(workers_.size());
    ++round_;
    if (sleepers_ > 0) round_.notify_all();
  }
  take_tasks(0);
  if (!alone && !spin_until([this] { return busy_ == 0; }))
    for (unsigned busy; (busy = busy_) != 0;) busy_.wait(busy);
  if (failure_) std::rethrow_exception(failure_);
  check();
}

void Team::take_tasks(unsigned member) {
  try {
    for (size_t i; (i = next_++) < tasks_;) {
      (*task_)(i, member);
      if (member == 0) check();
    }
  } catch (const Stopped&) {
    // The exception that stopped it is the one that counts.
  } catch (...) {
    next_ = tasks_;
    stopped_ = true;
    std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
}

void Team::work(unsigned member) {
  for (unsigned seen = 0;;) {
    if (!spin_until([&] { return round_ != seen; })) {
      ++sleepers_;
      round_.wait(seen);
      --sleepers_;
    }
    seen = round_;
    if (quit_) return;
    take_tasks(member);
    if (--busy_ == 0) busy_.notify_one();
  }
}

}  // namespace colorquant
