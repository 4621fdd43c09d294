// Teams: sizes, progress, failures and interruptions.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "support.hpp"

using namespace colorquant;

namespace {

struct Interrupt : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A checkpoint that throws when it was called some times before ends the work, whatever is done
// then; and the team can work again.
void check_interruption(unsigned threads, int calls) {
  const std::string what = "interrupted with " + std::to_string(threads) + " threads";
  const Pixels pixels = noise(200'000, 256);
  bool interrupted = false;
  Team team(threads, [&](double progress) {
    expect(progress >= 0.0 && progress <= 1.0, what + ": progress is a share");
    if (!interrupted && --calls < 0) throw Interrupt("enough");
  });
  try {
    for (int attempt = 0; attempt < 100; ++attempt) {
      const ColorCounts<Color> counted = count_colors(pixels, team);
      const Histogram<Color> histogram{counted.colors, counted.counts};
      fit_kmeans(histogram, 100, Effort::best, attempt, RoundingToSrgb(), {}, team);
    }
  } catch (const Interrupt&) {
    interrupted = true;
  }
  expect(interrupted, what + ": the work ends");
  const size_t distinct = count_colors(pixels, team).colors.size();
  Team fresh(1);
  expect(distinct == count_colors(pixels, fresh).colors.size(), what + ": the team works again");
}

// A task that fails on whatever thread runs it fails the call, not the program.
void check_failing_tasks(unsigned threads) {
  Team team(threads);
  for (size_t failing : {0, 37, 99}) {
    bool failed = false;
    try {
      team.run(100, [&](size_t i, unsigned) {
        if (i == failing) throw Interrupt("task");
      });
    } catch (const Interrupt&) {
      failed = true;
    }
    expect(failed, "task " + std::to_string(failing) + " fails its call");
  }
  std::vector<int> done(1000);
  team.run(done.size(), [&](size_t i, unsigned member) {
    expect(member < team.size(), "a member of the team");
    ++done[i];
  });
  expect(std::ranges::count(done, 1) == std::ssize(done), "every task is done once");
}

}  // namespace

TEST_CASE("team: interruptions") {
  for (unsigned threads : {1, 2, 3, 8})
    for (int calls : {0, 2, 8}) check_interruption(threads, calls);
}

TEST_CASE("team: failing tasks") {
  for (unsigned threads : {1, 2, 3, 8}) check_failing_tasks(threads);
}

TEST_CASE("team: no more members than it says") {
  Team team(400);
  CHECK(team.size() <= 256);
  std::atomic<unsigned> highest = 0;
  team.run(2000, [&](size_t, unsigned member) {
    for (unsigned seen = highest; seen < member && !highest.compare_exchange_weak(seen, member);) {
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  });
  CHECK(highest < team.size());
}

// Stages may report more than their share, or begin before the end of the last one.
TEST_CASE("team: progress is clamped and never decreases") {
  double last = -1.0;
  bool rises = true;
  Team team(1, [&](double progress) {
    rises = rises && progress >= last && progress <= 1.0;
    last = progress;
  });
  const auto report = [&](double share) {
    team.advance(share);
    std::this_thread::sleep_for(std::chrono::milliseconds(55));
    team.check();
  };
  team.begin_stage(0.0, 0.5);
  report(0.8);
  report(0.3);
  CHECK(last == doctest::Approx(0.4));
  report(7.0);
  CHECK(last == doctest::Approx(0.5));
  team.begin_stage(0.2, 0.4);
  report(1.0);
  CHECK(last == doctest::Approx(0.5));
  team.begin_stage(0.5, 1.0);
  report(3.0);
  CHECK(last == doctest::Approx(1.0));
  CHECK(rises);
}
