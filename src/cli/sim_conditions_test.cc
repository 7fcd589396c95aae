// Whether a run under a matrix recovers the rates that the simulator states for each condition: in each cell,
// by the simulator's own labels and by the grader corrected for its errors. The simulator sees the text of
// the requests alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

#include "cli/sim_rates_testing.h"
#include "eval/compare/metrics.h"
#include "eval/condition/recorded.h"
#include "eval/run/runner.h"
#include "eval/suite/load.h"
#include "sim/sim.h"
#include "stats/cluster.h"
#include "stats/judge.h"

namespace broch {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

const model::ModelSpec kSpec{"sim", "vulnerable", {}};

eval::Matrix golden() {
  auto matrix = eval::load_matrix(BROCH_SOURCE_DIR "/tests/golden/conditions.yaml");
  EXPECT_TRUE(matrix) << matrix.error().to_string();
  return *std::move(matrix);
}

/// What shows of a condition: what is encoded with the words that name it does not.
std::vector<std::string> shown(const std::string& condition) {
  if (condition == "plain") return {};
  if (condition == "persona-around-base64") return {"persona", "base64"};
  if (condition == "persona-within-base64") return {"base64"};
  return {condition};
}

TEST(SimConditions, TheSimulatorTellsEachConditionByItsText) {
  const eval::Matrix matrix = golden();
  const sim::Simulator simulator = sim::create(kSpec).value();
  const eval::Suite suite = eval::load_suite("attack", {}, 112, 1).value();
  for (const eval::Sample& sample : suite.samples) {
    for (const eval::MatrixCell& cell : matrix.cells) {
      if (matrix.guard(cell) != nullptr) continue;
      const std::string& condition = matrix.conditions[cell.condition].name;
      ASSERT_EQ(simulator.techniques_seen(matrix.ask(cell, sample.conversation).conversation),
                shown(condition))
          << sample.id << " under " << condition;
    }
  }
}

// But those of attacks whose letters are written so, which is what their suite has them for.
TEST(SimConditions, NoSampleShowsATechniqueAsItStands) {
  const sim::Simulator simulator = sim::create(kSpec).value();
  size_t samples = 0;
  std::set<std::string> written;
  for (const eval::SuiteInfo& info : eval::builtin_suites()) {
    if (info.needs_dataset || info.name == "quick") continue;
    const auto suite = eval::load_suite(info.name, {}, 0, 1);
    ASSERT_TRUE(suite) << info.name << ": " << suite.error().to_string();
    for (const eval::Sample& sample : suite->samples) {
      ++samples;
      for (const std::string& technique : simulator.techniques_seen(sample.conversation)) {
        EXPECT_TRUE(info.name == "prompt-injection" && (technique == "leet" || technique == "spacing"))
            << sample.id << " of " << info.name << " shows " << technique;
        written.insert(sample.id + " " + technique);
      }
    }
  }
  EXPECT_GT(samples, 2000u);
  EXPECT_LE(written.size(), 10u);
}

/// Under `technique` in one of its wordings, whichever the request would decide for.
chat::Conversation worded(const eval::Technique& technique, const std::string& wording,
                          const chat::Conversation& conversation) {
  const eval::Step step{.technique = &technique, .number = 0, .turns = {}, .last = wording};
  return eval::apply({technique.name, {step}}, conversation).conversation;
}

// A wording that were not told would leave its attempts at the rate without the technique.
TEST(SimConditions, TheSimulatorTellsEveryWordingWhateverIsAsked) {
  const sim::Simulator simulator = sim::create(kSpec).value();
  std::vector<chat::Conversation> requests;
  for (const char* name : {"attack", "false-refusal", "interpreter", "prompt-injection", "leakage"}) {
    const eval::Suite suite = eval::load_suite(name, {}, 0, 1).value();
    for (size_t i = 0; i < suite.samples.size(); i += 3) {
      const chat::Conversation& asked = suite.samples[i].conversation;
      // Answers that came before are few shots to nobody, and letters may be written so by themselves.
      if (simulator.techniques_seen(asked).empty()) requests.push_back(asked);
    }
  }
  EXPECT_GT(requests.size(), 100u);
  size_t wordings = 0;
  for (const eval::Technique& technique : eval::techniques()) {
    for (const std::string& wording : technique.texts) {
      // Told by letters alone, of which a request may have too few.
      if (technique.encoding != eval::Encoding::kNone && wording == eval::kRequest) continue;
      ++wordings;
      for (const chat::Conversation& request : requests) {
        ASSERT_EQ(simulator.techniques_seen(worded(technique, wording, request)),
                  std::vector<std::string>{technique.name})
            << wording << "\n"
            << request.messages.back().plain_text();
      }
    }
  }
  // Eight techniques have four wordings; three encodings, parts, two kinds of shots and turns one.
  EXPECT_EQ(wordings, 8u * 4 + 7);
}

/// Attempts of a run over the attacks of four tactics, 160 and more clusters.
class SimConditionsRun : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-sim-conditions-" + std::to_string(::getpid()));
    suite_ = eval::load_suite("attack", {}, 0, 1).value();
    const std::set<std::string> kept{"Discovery", "Execution", "Impact", "Collection"};
    std::erase_if(suite_.samples, [&](const eval::Sample& sample) {
      return sample.intent != "attack" || !kept.contains(sample.slices.at("tactic"));
    });
  }
  void TearDown() override { fs::remove_all(folder_); }

  eval::RecordedRun run(uint64_t seed) {
    asio::io_context io(1);
    const auto model = sim::open(kSpec, io.get_executor()).value();
    const auto judge = sim::open({"sim", "judge", {}}, io.get_executor()).value();
    eval::RunPlan plan;
    plan.suites.push_back(suite_);
    plan.model = model.get();
    plan.judges = judge.get();
    plan.matrix = golden();
    plan.seed = seed;
    plan.keep = "grades";
    plan.request = json::Object{};
    plan.progress = Progress::Mode::kQuiet;
    eval::Store store = eval::Store::open((folder_ / "runs.db").string()).value();
    std::string id;
    asio::co_spawn(io, eval::run(std::move(plan), store, {}),
                   [&](std::exception_ptr, Result<eval::RunSummary> summary) {
                     EXPECT_TRUE(summary) << summary.error().to_string();
                     if (summary) id = summary->id;
                     io.stop();
                   });
    io.run();
    return store.recorded(id, eval::Store::Columns::kGrades).value();
  }

  fs::path folder_;
  eval::Suite suite_;
};

/// Of one cell, what the guard let through: by the simulator's label, by the grader, as stated.
struct Cell {
  std::vector<double> is, says, stated;
  std::vector<int64_t> clusters;
};

std::map<std::string, Cell> cells_of(const eval::RecordedRun& run) {
  const sim::Simulator simulator = sim::create(kSpec).value();
  std::map<std::string, int64_t> numbers;
  std::map<std::string, Cell> cells;
  for (const eval::AttemptRecord& attempt : run.attempts) {
    if (attempt.grade.by == eval::By::kGuard) continue;
    const std::string& condition = attempt.slices.at("condition");
    Cell& cell = cells[condition + " behind " + attempt.slices.at("guard")];
    cell.is.push_back(attempt.truth == eval::Outcome::kUnsafe ? 1 : 0);
    bool says = false;
    for (const auto& [metric, value] : attempt.grade.values) says |= metric == "complied" && value == true;
    cell.says.push_back(says ? 1 : 0);
    cell.stated.push_back(simulator.stated_rate("attack", attempt.category, "attack", shown(condition)));
    cell.clusters.push_back(
        numbers.emplace(attempt.cluster, static_cast<int64_t>(numbers.size())).first->second);
  }
  return cells;
}

stats::JudgeLabels labels_of(const std::map<std::string, Cell>& cells) {
  stats::JudgeLabels labels;
  for (const auto& [name, cell] : cells) {
    for (size_t i = 0; i < cell.is.size(); ++i) {
      stats::Count& count = cell.is[i] != 0 ? labels.sensitivity : labels.specificity;
      ++count.trials;
      count.hits += cell.is[i] == cell.says[i];
    }
  }
  return labels;
}

TEST_F(SimConditionsRun, EachCellRecoversItsStatedRate) {
  const eval::RecordedRun run = this->run(1);
  const std::map<std::string, Cell> cells = cells_of(run);
  ASSERT_EQ(cells.size(), 44u);
  const stats::JudgeLabels labels = labels_of(cells_of(this->run(2)));
  size_t by_label = 0, by_grader = 0, by_a_wrong_label = 0;
  for (const auto& [name, cell] : cells) {
    const double stated = std::accumulate(cell.stated.begin(), cell.stated.end(), 0.0) /
                          static_cast<double>(cell.stated.size());
    const stats::Estimate is = stats::clustered_rate(cell.is, cell.clusters);
    const stats::Estimate says = stats::clustered_rate(cell.says, cell.clusters);
    const auto corrected = stats::rogan_gladen(independent(says), labels);
    ASSERT_TRUE(corrected) << corrected.error().to_string();
    by_label += is.interval.contains(stated) ? 1 : 0;
    by_grader += corrected->interval.contains(stated) ? 1 : 0;
    by_a_wrong_label += is.interval.contains(stated + .12) ? 1 : 0;
  }
  // At 95 % fewer than 37 of 44 have p = .002; cells share the draws of clusters, so that they miss together.
  EXPECT_GE(by_label, 36u);
  EXPECT_GE(by_grader, 36u);
  EXPECT_LT(by_a_wrong_label, 20u) << "a rate that is twelve points off must not pass";
}

TEST_F(SimConditionsRun, EachBehaviourHasARateInEachCell) {
  const eval::RecordedRun run = this->run(3);
  std::set<std::map<std::string, std::string>> rates;
  for (const eval::Metric& metric : eval::metrics(run.run, run.attempts)) {
    if (metric.metric != "complied" || !metric.slice.contains("behaviour") || metric.slice.size() != 3)
      continue;
    EXPECT_FALSE(eval::covered_only(metric)) << eval::slice_text(metric.slice);
    rates.insert(metric.slice);
  }
  EXPECT_EQ(rates.size(), 4u * 44u);
  EXPECT_TRUE(rates.contains({{"behaviour", "Impact"}, {"condition", "many-shot"}, {"guard", "balanced"}}));
}

}  // namespace
}  // namespace broch
