// links: core stats eval sim
// What the run store costs: attempts stored a second, with a simulator in process and without one, and
// reading a store of 200,000 attempts.
//
//   measure_store FOLDER [ATTEMPTS]      the folder is made and left; the disk it lies on is what is measured
#include <fmt/format.h>
#include <sys/resource.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>

#include "core/hash.h"
#include "eval/compare/compare.h"
#include "eval/run/runner.h"
#include "eval/suite/load.h"
#include "sim/sim.h"

namespace {

using namespace broch;
namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

double seconds_of(const auto& work) {
  const auto begin = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

template <typename T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  fmt::print(stderr, "{}\n", result.error().to_string());
  std::exit(1);
}
void must(const Status& status) {
  if (status) return;
  fmt::print(stderr, "{}\n", status.error().to_string());
  std::exit(1);
}

eval::RunRecord run_of(const std::string& id, int64_t planned) {
  eval::RunRecord run;
  run.id = id;
  run.status = "complete";
  run.model = "sim:vulnerable";
  run.simulated = true;
  run.conditions = run.request = json::Object{};
  run.suites.push_back({"measure", "1", "digest", "", "attack@1", "plumbing", {}, planned});
  return run;
}

/// Five attempts an item, three items a cluster, three slices, texts of a prompt's and a reply's usual
/// length.
eval::AttemptRecord attempt_of(int64_t i, Random& random) {
  const int64_t item = i / 5;
  eval::AttemptRecord attempt;
  attempt.suite = "measure";
  attempt.sample = attempt.item = fmt::format("measured-item-{:06}", item);
  attempt.cluster = fmt::format("measured-cluster-{:06}", item / 3);
  attempt.attempt = static_cast<uint64_t>(i % 5);
  attempt.intent = item % 2 == 0 ? "attack" : "benign";
  attempt.category = fmt::format("T{}", 1000 + item % 97);
  attempt.slices = {{"technique", attempt.category},
                    {"language", item % 3 == 0 ? "python" : "c"},
                    {"tactic", fmt::format("tactic {}", item % 11)}};
  const bool unsafe = random.uniform() < 0.3;
  attempt.grade.outcome = unsafe ? eval::Outcome::kUnsafe : eval::Outcome::kRefused;
  attempt.grade.unsafe = unsafe;
  attempt.grade.why = "refused by a phrase";
  attempt.grade.values = {{"complied", unsafe}, {"refused", !unsafe}, {"redirected", false}};
  attempt.grader = "attack@1";
  attempt.prompt = std::string(400, 'p');
  attempt.reply = std::string(600, 'r');
  attempt.fingerprint = "sim-vulnerable@0123456789ab";
  return attempt;
}

double fill(eval::Store& store, const std::string& id, int64_t count, uint64_t seed) {
  must(store.create_run(run_of(id, count)));
  Random random(seed);
  return seconds_of([&] {
    for (int64_t i = 0; i < count;) {
      std::vector<eval::AttemptRecord> group;
      for (; group.size() < 64 && i < count; ++i) group.push_back(attempt_of(i, random));
      must(store.add_attempts(id, group));
    }
  });
}

double run_simulator(const std::string& path, const std::string& suite, uint64_t attempts, int64_t& done) {
  boost::asio::io_context io(1);
  const auto model = must(sim::open(must(model::parse_spec("sim:vulnerable")), io.get_executor()));
  eval::RunPlan plan;
  plan.suites.push_back(must(eval::load_suite(suite, std::nullopt, 0, 1)));
  plan.model = model.get();
  plan.attempts = std::max<uint64_t>(1, attempts / plan.suites[0].samples.size());
  plan.request = json::Object{};
  plan.progress = Progress::Mode::kQuiet;
  eval::Store store = must(eval::Store::open(path));
  return seconds_of([&] {
    boost::asio::co_spawn(io, eval::run(std::move(plan), store, {}),
                          [&](std::exception_ptr, Result<eval::RunSummary> summary) {
                            done = must(std::move(summary)).done;
                            io.stop();
                          });
    io.run();
  });
}

void print(std::string_view what, double seconds, std::string_view more = "") {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{:<36} {:8.2f} s   peak {:4} MB   {}\n", what, seconds, usage.ru_maxrss / 1024, more);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: measure_store FOLDER [ATTEMPTS]\n");
    return 2;
  }
  const fs::path folder = argv[1];
  const int64_t count = argc > 2 ? std::stoll(argv[2]) : 200'000;
  const auto rate = [](int64_t n, double s) {
    return fmt::format("{:.0f} a second", static_cast<double>(n) / s);
  };
  fs::remove_all(folder / "store");
  // What is graded by reading; tests in the sandbox have a measure of their own.
  for (const std::string suite :
       {"attack", "false-refusal", "prompt-injection", "secure-code/instruct@read"}) {
    int64_t done = 0;
    const double seconds =
        run_simulator(folder / "store" / "sim.db", suite, static_cast<uint64_t>(count) / 10, done);
    print("run " + suite, seconds, rate(done, seconds));
  }
  const std::string big = folder / "store" / "big.db", two = folder / "store" / "two.db";
  {
    eval::Store store = must(eval::Store::open(big));
    const double seconds = fill(store, "big", count, 1);
    print(fmt::format("store {} attempts", count), seconds, rate(count, seconds));
    eval::Store pair = must(eval::Store::open(two));
    fill(pair, "base", count / 4, 2);
    fill(pair, "next", count / 4, 3);
  }
  std::optional<eval::Store> store;
  print("open and list", seconds_of([&] {
          store.emplace(must(eval::Store::open_existing(big)));
          for (const eval::RunRecord& run : must(store->runs())) must(store->attempt_count(run.id));
        }));
  const std::map<std::string, std::string> slice{{"language", "python"}};
  print("one slice, a third of the attempts", seconds_of([&] {
          const eval::RunRecord run = must(store->run("big"));
          (void)eval::metrics_of(run, must(store->attempts("big", eval::Store::Columns::kGrades, slice)),
                                 slice);
        }));
  std::vector<eval::AttemptRecord> attempts;
  print("read all grades",
        seconds_of([&] { attempts = must(store->attempts("big", eval::Store::Columns::kGrades)); }));
  print("metrics of all slices", seconds_of([&] { (void)eval::metrics(must(store->run("big")), attempts); }));
  attempts.clear();
  const eval::Store pair = must(eval::Store::open_existing(two));
  print(fmt::format("compare two runs of {}", count / 4), seconds_of([&] {
          (void)eval::compare(
              must(pair.run("base")), must(pair.attempts("base", eval::Store::Columns::kGrades)),
              must(pair.run("next")), must(pair.attempts("next", eval::Store::Columns::kGrades)));
        }));
  return 0;
}
