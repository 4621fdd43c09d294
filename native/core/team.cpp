#include "core/team.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace colorquant {
namespace {

constexpr auto kCheckEvery = std::chrono::milliseconds(50);

// Rounds follow each other within microseconds; waking a sleeping thread takes longer. So spin for
// a while first.
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

// State that the members share. Nobody waits for a worker that starts or wakes late: it finds the
// round closed, or the team gone. So the workers share ownership with the team.
struct Team::Shared {
  // The round's number, whether it is open, and how many workers are in it: at most kMaxWorkers.
  static constexpr uint32_t kMaxWorkers = 0xff, kOpen = 0x100, kRound = 0x200;
  static constexpr uint32_t kWorkers = kMaxWorkers;  // as a mask
  std::atomic<uint32_t> state{0};
  std::atomic<uint32_t> sleepers{0};
  std::atomic<bool> quit{false};

  const std::function<void(size_t, unsigned)>* task = nullptr;
  size_t tasks = 0;
  std::atomic<size_t> next{0};
  std::atomic<bool> stopped{false};
  std::mutex mutex;  // of failure
  std::exception_ptr failure;

  bool enter(uint32_t seen) {
    while (seen & kOpen) {
      if (state.compare_exchange_weak(seen, seen + 1)) return true;
    }
    return false;
  }

  void leave() {
    const uint32_t before = state.fetch_sub(1);
    if (!(before & kOpen) && (before & kWorkers) == 1) state.notify_all();
  }

  void open() {
    state += kRound + kOpen;
    if (sleepers > 0) state.notify_all();
  }

  void close_and_wait() {
    state -= kOpen;
    const auto empty = [this] { return (state & kWorkers) == 0; };
    if (spin_until(empty)) return;
    for (uint32_t now; ((now = state) & kWorkers) != 0;) state.wait(now);
  }

  template <typename AfterEach>
  void take_tasks(unsigned member, const AfterEach& after_each) {
    try {
      for (size_t i; (i = next++) < tasks;) {
        (*task)(i, member);
        after_each();
      }
    } catch (...) {
      {
        std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();  // the first is the cause
      }
      next = tasks;
      stopped = true;
    }
  }

  void work(unsigned member) {
    uint32_t seen = 0;
    while (!quit) {
      const auto called = [&] { return quit || (state & ~kWorkers) != (seen & ~kWorkers); };
      if (!spin_until(called)) {
        ++sleepers;
        for (uint32_t now = state; !called(); now = state) state.wait(now);
        --sleepers;
      }
      seen = state;
      if (quit || !enter(seen)) continue;
      take_tasks(member, [] {});
      leave();
    }
  }
};

Team::Team(unsigned threads, Checkpoint checkpoint)
    : size_(1),
      checkpoint_(std::move(checkpoint)),
      last_check_(std::chrono::steady_clock::now()),
      shared_(std::make_shared<Shared>()) {
  threads = std::min(threads, Shared::kMaxWorkers + 1);
  try {
    for (; size_ < threads; ++size_)
      std::thread([shared = shared_, member = size_] { shared->work(member); }).detach();
  } catch (const std::system_error&) {
    // The system has no more threads: the team is smaller.
  }
}

Team::~Team() {
  shared_->quit = true;
  shared_->state += Shared::kRound;
  shared_->state.notify_all();
}

void Team::check() {
  if (!checkpoint_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_check_ < kCheckEvery) return;
  last_check_ = now;
  checkpoint_(progress_);
}

Checkpoint Team::checkpoint_of(unsigned member) {
  if (member == 0)
    return [this](double) {
      if (shared_->stopped) throw Stopped{};
      check();
    };
  return [shared = shared_](double) {
    if (shared->stopped) throw Stopped{};
  };
}

void Team::begin_stage(double from, double to) {
  stage_begin_ = from;
  stage_end_ = to;
  advance(0.0);
}

void Team::advance(double share_of_stage) {
  progress_ = std::max(progress_,
                       stage_begin_ + (stage_end_ - stage_begin_) * std::min(share_of_stage, 1.0));
}

void Team::run(size_t tasks, const std::function<void(size_t, unsigned)>& task) {
  shared_->task = &task;
  shared_->tasks = tasks;
  shared_->next = 0;
  shared_->stopped = false;
  shared_->failure = nullptr;
  const bool alone = size_ == 1 || tasks < 2;
  if (!alone) shared_->open();
  shared_->take_tasks(0, [this] { check(); });
  if (!alone) shared_->close_and_wait();
  if (shared_->failure) std::rethrow_exception(std::exchange(shared_->failure, nullptr));
  check();
}

}  // namespace colorquant
