// links: core stats eval sim
// What the runner adds to an attempt, with a simulator in process and the store on a disk: time of an
// attempt, plain and in the cells of a matrix, and memory after each tenth of a long run.
//
//   measure_runner FOLDER [ATTEMPTS]     the folder is made and left
//
// The simulator, the grader and the guard are no overhead of the runner, so they are measured alone on the
// same samples and taken off; what is left is the transform, the record, the queue and the store.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "eval/run/runner.h"
#include "eval/suite/load.h"
#include "sim/sim.h"

namespace {

using namespace broch;
namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

template <typename T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  fmt::print(stderr, "{}\n", result.error().to_string());
  std::exit(1);
}

double seconds_of(const auto& work) {
  const auto begin = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

/// Pages that the process holds now, in MB.
double resident_mb() {
  std::ifstream file("/proc/self/statm");
  int64_t size = 0, resident = 0;
  file >> size >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// Seconds of one attempt's simulator and grader, without the runner.
double alone(const eval::Suite& suite, const eval::Matrix* matrix) {
  const sim::Simulator simulator = must(sim::create(must(model::parse_spec("sim:vulnerable"))));
  const auto grader = must(eval::make_grader(suite.info.grader, {}, suite.info.rubric));
  boost::asio::io_context io(1);
  int64_t made = 0;
  const auto make = [&](const chat::Conversation& conversation, const eval::Sample& sample) {
    const sim::Answer answer = simulator.answer(conversation, {.suite = suite.info.name,
                                                               .category = sample.category,
                                                               .intent = sample.intent,
                                                               .item = sample.item,
                                                               .cluster = sample.cluster});
    const eval::Delivered delivered{
        .text = answer.text, .finish_reason = "stop", .blocked_by = {}, .tool_calls = {}};
    boost::asio::co_spawn(io, grader->grade(sample, delivered),
                          [](std::exception_ptr, const eval::Grade&) {});
    io.restart();
    io.run();
    ++made;
  };
  const double seconds = seconds_of([&] {
    for (const eval::Sample& sample : suite.samples) {
      if (matrix == nullptr) {
        make(sample.conversation, sample);
        continue;
      }
      for (const eval::MatrixCell& cell : matrix->cells) {
        const eval::Asked asked = matrix->ask(cell, sample.conversation);
        make(asked.conversation, sample);
        for (size_t turn = 0; turn < asked.turns.size(); ++turn) make(sample.conversation, sample);
      }
    }
  });
  return seconds / static_cast<double>(matrix == nullptr ? suite.samples.size()
                                                         : suite.samples.size() * matrix->cells.size());
}

/// A run of about `attempts`, a line of memory for each tenth of it; seconds of an attempt.
double run(const fs::path& store_path, const eval::Suite& suite, const std::optional<eval::Matrix>& matrix,
           int64_t attempts) {
  boost::asio::io_context io(1);
  const auto model = must(sim::open(must(model::parse_spec("sim:vulnerable")), io.get_executor()));
  eval::RunPlan plan;
  plan.suites.push_back(suite);
  plan.model = model.get();
  plan.matrix = matrix;
  const size_t cells = matrix ? matrix->cells.size() : 1;
  plan.attempts = std::max<uint64_t>(1, static_cast<uint64_t>(attempts) / (suite.samples.size() * cells));
  plan.request = json::Object{};
  plan.progress = Progress::Mode::kQuiet;
  const auto planned = static_cast<int64_t>(plan.attempts * suite.samples.size() * cells);
  eval::Store store = must(eval::Store::open(store_path.string()));
  int64_t begun = 0, done = 0;
  // The runner asks before each attempt whether to stop.
  const auto watch = [&] {
    if (begun++ % std::max<int64_t>(1, planned / 10) == 0)
      fmt::print("    {:>8} attempts begun   {:7.1f} MB\n", begun - 1, resident_mb());
    return false;
  };
  const double seconds = seconds_of([&] {
    boost::asio::co_spawn(io, eval::run(std::move(plan), store, watch),
                          [&](std::exception_ptr, Result<eval::RunSummary> summary) {
                            done = must(std::move(summary)).done;
                            io.stop();
                          });
    io.run();
  });
  fmt::print("    {:>8} attempts done    {:7.1f} MB   {:.0f} a second\n", done, resident_mb(),
             static_cast<double>(done) / seconds);
  return seconds / static_cast<double>(done);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: measure_runner FOLDER [ATTEMPTS]\n");
    return 2;
  }
  const fs::path folder = fs::path(argv[1]) / "runner";
  const int64_t attempts = argc > 2 ? std::stoll(argv[2]) : 100'000;
  fs::remove_all(folder);
  const eval::Suite suite = must(eval::load_suite("attack", std::nullopt, 0, 1));
  // Guards are measured elsewhere.
  const eval::Matrix matrix =
      must(eval::parse_matrix("conditions: [plain, persona, base64, rot13, zero-width, homoglyph, "
                              "payload-split, few-shot, multi-turn, document]\n",
                              "matrix"));
  for (const bool cells : {false, true}) {
    fmt::print("{}\n", cells ? "a matrix of ten conditions" : "plain");
    const double whole = run(folder / (cells ? "matrix.db" : "plain.db"), suite,
                             cells ? std::optional(matrix) : std::nullopt, attempts);
    const double own = alone(suite, cells ? &matrix : nullptr);
    fmt::print(
        "    {:.0f} us an attempt, {:.0f} of them simulator and grader (and, in a matrix, transform): "
        "overhead {:.0f} us\n",
        1e6 * whole, 1e6 * own, 1e6 * (whole - own));
  }
  return 0;
}
