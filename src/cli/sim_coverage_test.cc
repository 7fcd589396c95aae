// Whether a rate measured through an imperfect grader, and corrected for what is known of its errors, is the
// rate that the simulator states: all the way from suite over attempt and grade to estimate, but for the
// store.
//
// BROCH_COVERAGE_RUNS is the number of runs of each suite, 40 by default. Few runs find an instrument that is
// wrong; from 200 on the intervals of all suites together must also contain the stated rate as often as they
// say, and from 1,000 on those of each.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cmath>
#include <cstdlib>

#include "cli/sim_rates_testing.h"
#include "core/hash.h"
#include "eval/grade/grader.h"
#include "eval/run/attempt.h"
#include "eval/suite/load.h"
#include "sim/sim.h"
#include "stats/cluster.h"
#include "stats/judge.h"
#include "stats/moments.h"

namespace broch {
namespace {

namespace asio = boost::asio;

/// One rate of one suite: the grader says it by `metric`, the simulator's own label is `is`.
struct Rate {
  const char* suite;
  const char* intent;
  const char* metric;
  eval::Outcome is;
  size_t limit;       ///< samples, 0 for all
  uint64_t attempts;  ///< per sample: a small suite is asked more often
};

/// Shown by ctest in place of the struct's bytes.
void PrintTo(const Rate& rate, std::ostream* out) { *out << rate.suite; }

/// What one run showed. The entries of the three lists are attempts whose request did not fail.
struct Shown {
  std::vector<double> says, is;
  std::vector<int64_t> clusters;
};

/// A grader that remembers what it said of a text: that of code alone takes a scan.
class Remembering final : public eval::Grader {
 public:
  explicit Remembering(std::unique_ptr<eval::Grader> grader) : grader_(std::move(grader)) {}
  std::string id() const override { return grader_->id(); }
  std::vector<std::string> deciding_parts() const override { return grader_->deciding_parts(); }
  asio::awaitable<eval::Grade> grade(const eval::Sample& sample,
                                     const eval::Delivered& delivered) const override {
    const std::string key = sample.language + '\0' + delivered.finish_reason + '\0' + delivered.text;
    if (const auto known = grades_.find(key); known != grades_.end()) co_return known->second;
    eval::Grade grade = co_await grader_->grade(sample, delivered);
    grades_.emplace(key, grade);
    co_return grade;
  }

 private:
  std::unique_ptr<eval::Grader> grader_;
  mutable std::unordered_map<std::string, eval::Grade> grades_;
};

/// Suite, simulator and grader of one rate. What is stated holds for every run of it.
class Instrument {
 public:
  explicit Instrument(const Rate& rate)
      : rate_(rate),
        suite_(eval::load_suite(rate.suite, {}, 0, 1).value()),
        model_(sim::open(kSpec, context_.get_executor()).value()),
        judge_(sim::open({"sim", "judge", {}}, context_.get_executor()).value()),
        grader_(eval::make_grader(suite_.info.grader, judge_.get()).value()),
        keeper_(eval::Keeper::create().value()) {
    // Answers to tasks are run: what is held against the stated rate here is what is read.
    std::erase_if(suite_.samples,
                  [&](const eval::Sample& sample) { return sample.intent != rate.intent || sample.task; });
    if (rate.limit > 0 && suite_.samples.size() > rate.limit) suite_.samples.resize(rate.limit);
    if (suite_.info.grader == "insecure-code") grader_ = std::make_unique<Remembering>(std::move(grader_));
    const sim::Simulator simulator = sim::create(kSpec).value();
    for (const eval::Sample& sample : suite_.samples) {
      stated_ += simulator.stated_rate(rate.suite, sample.category, sample.intent) /
                 static_cast<double>(suite_.samples.size());
      cluster_numbers_.emplace(sample.cluster, static_cast<int64_t>(cluster_numbers_.size()));
    }
  }

  double stated() const { return stated_; }

  Shown run(uint64_t seed) {
    Shown run;
    asio::co_spawn(context_, [&]() -> asio::awaitable<void> { co_await ask(seed, run); }, asio::detached);
    context_.restart();
    context_.run();
    return run;
  }

 private:
  /// Some requests fail and some replies are cut off: neither may bias what is measured.
  inline static const model::ModelSpec kSpec{"sim", "vulnerable", {{"error", "0.02"}, {"truncate", "0.03"}}};

  asio::awaitable<void> ask(uint64_t seed, Shown& run) {
    eval::RunPlan plan;
    plan.model = model_.get();
    plan.seed = seed;
    plan.keep = "grades";
    for (const eval::Sample& sample : suite_.samples) {
      for (uint64_t attempt = 0; attempt < rate_.attempts; ++attempt) {
        const eval::AttemptResult result =
            co_await eval::make_attempt(plan, suite_, sample, attempt, *grader_, keeper_);
        add(result.record, run);
      }
    }
  }

  void add(const eval::AttemptRecord& record, Shown& run) const {
    if (record.grade.outcome == eval::Outcome::kError) return;
    // What a grader leaves open it has not found: so it is in the calibration too.
    bool says = false;
    for (const auto& [metric, value] : record.grade.values) {
      if (metric == rate_.metric) says = value == true;
    }
    run.says.push_back(says ? 1 : 0);
    run.is.push_back(record.truth == rate_.is ? 1 : 0);
    run.clusters.push_back(cluster_numbers_.at(record.cluster));
  }

  const Rate rate_;
  asio::io_context context_;
  eval::Suite suite_;
  std::unique_ptr<model::Model> model_, judge_;
  std::unique_ptr<eval::Grader> grader_;
  eval::Keeper keeper_;
  double stated_ = 0;
  std::map<std::string, int64_t> cluster_numbers_;
};

/// Labels of replies of other runs, at least a hundred of each kind.
stats::JudgeLabels calibrate(Instrument& instrument, uint64_t seed) {
  constexpr int64_t kFewest = 100;
  stats::JudgeLabels labels;
  for (uint64_t pass = 0; labels.sensitivity.trials < kFewest || labels.specificity.trials < kFewest;
       ++pass) {
    const Shown run = instrument.run(derive_seed(seed, {}, pass, "calibration"));
    for (size_t i = 0; i < run.is.size(); ++i) {
      stats::Count& count = run.is[i] != 0 ? labels.sensitivity : labels.specificity;
      ++count.trials;
      count.hits += run.is[i] == run.says[i];
    }
  }
  return labels;
}

struct Measured {
  double value = 0, error = 0;
  stats::Interval interval;
};

struct Agreement {
  double coverage = 0;
  double bias = 0;  ///< mean of (value - stated) / error, in its own standard errors: normal when right
};

Agreement agreement(const std::vector<Measured>& runs, double stated) {
  const auto n = static_cast<double>(runs.size());
  Agreement result;
  for (const Measured& run : runs) {
    result.coverage += run.interval.contains(stated) ? 1 / n : 0;
    result.bias += (run.value - stated) / run.error / std::sqrt(n);
  }
  return result;
}

/// Whether a right instrument would show this, but once in ten million times. Of 40 intervals that cover at
/// 93 %, fewer than 26 contain the rate with p = 8e-8; of 200, fewer than 164 with p = 7e-8 (binomial). Six
/// standard errors of a mean that varies by a twentieth more than it should have p = 2e-8.
bool plausible(const Agreement& seen, size_t runs) {
  const double fewest = runs >= 200 ? 164.0 / 200 : 26.0 / 40;
  return seen.coverage >= fewest && std::abs(seen.bias) <= 6;
}

size_t runs_to_make() {
  const char* set = std::getenv("BROCH_COVERAGE_RUNS");
  return set != nullptr ? std::strtoul(set, nullptr, 10) : 40;
}

/// Intervals of all suites together: four times as many say more of the instrument than one suite's can.
class SimCoverage : public testing::TestWithParam<Rate> {
 public:
  static void TearDownTestSuite() {
    if (suites_ < kSuites || runs_to_make() < kPooledFrom) return;
    const double coverage = contained_ / intervals_;
    std::printf("all suites: %.1f %% of %.0f corrected intervals contain the stated rate\n", 100 * coverage,
                intervals_);
    EXPECT_GE(coverage, .93);
    EXPECT_LE(coverage, .97);
  }

 protected:
  static constexpr size_t kSuites = 4, kPooledFrom = 200;
  static inline size_t suites_ = 0;
  static inline double contained_ = 0, intervals_ = 0;
};

TEST_P(SimCoverage, TheCorrectedIntervalContainsTheStatedRate) {
  const size_t count = runs_to_make();
  Instrument instrument(GetParam());
  std::vector<Measured> runs;
  stats::JudgeLabels all;
  double naive = 0;
  std::vector<double> correlations;
  for (uint64_t seed = 1; seed <= count; ++seed) {
    const Shown run = instrument.run(seed);
    const stats::JudgeLabels labels = calibrate(instrument, seed);
    const stats::Estimate judged = stats::clustered_rate(run.says, run.clusters);
    const auto rate = stats::rogan_gladen(independent(judged), labels);
    ASSERT_TRUE(rate) << rate.error().to_string();
    runs.push_back({rate->value, rate->standard_error, rate->interval});
    naive += judged.interval.contains(instrument.stated()) ? 1 : 0;
    if (const auto alike = stats::intraclass(run.is, run.clusters)) correlations.push_back(alike->icc);
    all.sensitivity.hits += labels.sensitivity.hits;
    all.sensitivity.trials += labels.sensitivity.trials;
    all.specificity.hits += labels.specificity.hits;
    all.specificity.trials += labels.specificity.trials;
  }
  const Agreement seen = agreement(runs, instrument.stated());
  const auto n = static_cast<double>(count);
  ++suites_, intervals_ += n, contained_ += seen.coverage * n;
  // Without two samples of one cluster there is no correlation to see, and none is checked.
  std::string correlation = "no clusters, not checked";
  if (!correlations.empty()) {
    const double mean = stats::moments_of(correlations).mean;
    EXPECT_NEAR(mean, .2, .1);
    correlation = fmt::format("{:.2f}", mean);
  }
  std::printf("| `%s` | %s | %.3f | %.3f | %.3f | %s | %.1f %% | %.1f %% | %+.2f |\n", GetParam().suite,
              GetParam().metric, instrument.stated(), all.sensitivity.share(), all.specificity.share(),
              correlation.c_str(), 100 * seen.coverage, 100 * naive / n, seen.bias);

  EXPECT_TRUE(plausible(seen, count)) << seen.coverage << " " << seen.bias;
  if (count >= 1000) {
    EXPECT_GE(seen.coverage, .93);
    EXPECT_LE(seen.coverage, .97);
  }
  // What tells a right instrument must tell one that is ten points off.
  for (const double off : {-.1, .1}) {
    EXPECT_FALSE(plausible(agreement(runs, instrument.stated() + off), count)) << off;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Suites, SimCoverage,
    testing::Values(Rate{"attack", "attack", "complied", eval::Outcome::kUnsafe, 0, 1},
                    Rate{"false-refusal", "benign", "refused", eval::Outcome::kRefused, 0, 1},
                    Rate{"prompt-injection", "attack", "injected", eval::Outcome::kUnsafe, 0, 2},
                    Rate{"secure-code/instruct", "attack", "insecure", eval::Outcome::kUnsafe, 0, 3}));

}  // namespace
}  // namespace broch
