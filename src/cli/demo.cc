// `broch demo`: the loop against a simulated target: measure it bare, put the gateway in front, measure
// again, compare.
#include <fmt/core.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <ostream>
#include <thread>

#include "cli/command.h"
#include "cli/demo_table.h"
#include "cli/models.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/hash.h"
#include "eval/compare/compare.h"
#include "eval/run/runner.h"
#include "eval/suite/load.h"
#include "gateway/gateway.h"
#include "report/report.h"
#include "sim/sim.h"

namespace broch::cli {
namespace {

namespace asio = boost::asio;

/// Of each suite: enough for intervals that say something, few enough for less than a minute.
constexpr size_t kSamples = 400;

struct DemoArguments {
  std::string output = "report.html";
  std::string policy = "balanced";
  uint64_t seed = 1;
};

/// An io_context with a thread of its own. What runs on it must be stopped before it ends.
class Background {
 public:
  ~Background() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }
  asio::any_io_executor executor() { return io_.get_executor(); }
  void run() {
    thread_ = std::thread([this] { io_.run(); });
  }

 private:
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  std::thread thread_;
};

/// A folder that goes away with the run store in it.
class ScratchFolder {
 public:
  ScratchFolder() : path_(std::filesystem::temp_directory_path() / ("broch-demo-" + random_id())) {
    std::filesystem::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

Result<std::vector<eval::Suite>> load_suites(uint64_t seed) {
  std::vector<eval::Suite> suites;
  for (const char* name : {"secure-code/instruct", "attack", "false-refusal", "prompt-injection"}) {
    BROCH_TRY(eval::Suite suite, eval::load_suite(name, {}, kSamples, seed));
    // Compilers of six languages would take longer than all the rest.
    std::erase_if(suite.samples, [](const eval::Sample& sample) { return sample.task != nullptr; });
    suites.push_back(std::move(suite));
  }
  return suites;
}

/// Measures the model behind `port` and gives the run with its attempts.
Result<DemoSide> measure(const std::string& label, uint16_t port, const std::vector<eval::Suite>& suites,
                         eval::Store& store, uint64_t seed, const Common& common) {
  asio::io_context io;
  const model::Factory factory = model_factory();
  BROCH_TRY(auto target,
            factory.open(fmt::format("openai:sim-vulnerable?base_url=http://127.0.0.1:{}/v1", port),
                         io.get_executor()));
  BROCH_TRY(auto judge, factory.open("sim:judge", io.get_executor()));
  eval::RunPlan plan;
  plan.suites = suites;
  plan.model = target.get();
  plan.judges = judge.get();
  plan.seed = seed;
  plan.progress = common.progress();
  auto done = asio::co_spawn(io, eval::run(std::move(plan), store, [] { return false; }), asio::use_future);
  io.run();
  BROCH_TRY(const eval::RunSummary summary, done.get());

  DemoSide side;
  side.label = label;
  BROCH_TRY(side.run, store.run(summary.id));
  BROCH_TRY(side.attempts, store.attempts(summary.id));
  side.metrics = eval::metrics(side.run, side.attempts);
  return side;
}

Result<int> demo(const DemoArguments& arguments, const Common& common) {
  BROCH_TRY(const auto suites, load_suites(arguments.seed));
  BROCH_TRY(sim::Simulator simulator, sim::Simulator::create("vulnerable", {.seed = arguments.seed}));
  const ScratchFolder scratch;
  BROCH_TRY(eval::Store store, eval::Store::open(scratch.file("runs.db")));

  Background sim_side, gateway_side;
  sim::SimServer server(sim_side.executor(), std::move(simulator), {});
  BROCH_TRY(const uint16_t sim_port, server.start());
  sim_side.run();

  gateway::Config config;
  config.listen.port = 0;
  config.policy = arguments.policy;
  config.upstreams = {
      {.name = "sim", .kind = "openai", .base_url = fmt::format("http://127.0.0.1:{}/v1", sim_port)}};
  config.models = {{.name = "*", .upstream = "sim"}};
  std::ostream no_log(nullptr);
  BROCH_TRY(const auto gateway, gateway::Gateway::create(gateway_side.executor(), config, &no_log));
  BROCH_TRY(const uint16_t gateway_port, gateway->start());
  gateway_side.run();

  BROCH_TRY(const DemoSide bare, measure("bare", sim_port, suites, store, arguments.seed, common));
  BROCH_TRY(const DemoSide guarded, measure("guarded", gateway_port, suites, store, arguments.seed, common));
  const eval::Comparison comparison = eval::compare(bare.run, bare.attempts, guarded.run, guarded.attempts);

  const std::vector<report::RunPage> pages{{bare.run, bare.attempts, bare.label},
                                           {guarded.run, guarded.attempts, guarded.label}};
  BROCH_TRY(const report::Page page, report::page_of(pages, comparison, {}));
  BROCH_CHECK(write_file(arguments.output, report::html(page)));
  if (common.json) {
    BROCH_CHECK(print(json::dump(demo_json(bare, guarded, comparison)) + "\n"));
    return kOk;
  }
  BROCH_CHECK(print(demo_table(bare, guarded, comparison)));
  BROCH_CHECK(print(fmt::format("\nThe report: {}\n", arguments.output)));
  return kOk;
}

}  // namespace

void add_demo(Subcommand app) {
  Subcommand command =
      app.add("demo", "Show the loop against a simulated target: measure, guard, measure again");
  auto arguments = std::make_shared<DemoArguments>();
  command.option("-o,--output", arguments->output, "HTML report to write").show_default();
  command.option("--policy", arguments->policy, "Guard policy: a built-in name or a file").show_default();
  command.option("--seed", arguments->seed, "Seed of the simulator and of the run").show_default();
  command.action([arguments](const Common& common) { return demo(*arguments, common); });
}

}  // namespace broch::cli
