#include "eval/bundle/regrade.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "eval/condition/recorded.h"
#include "eval/suite/completion.h"
#include "eval/suite/load.h"

namespace broch::eval {

namespace {

/// A suite with the grader of a run, ready to grade again.
struct Bench {
  std::map<std::string, Sample> samples;
  std::unique_ptr<Grader> grader;
};

Result<Bench> set_up(const RunRecord::SuiteRecord& recorded, const std::optional<std::string>& dataset) {
  if (!recorded.dataset.empty() && !dataset) {
    return fail(ErrorKind::kUsage, "its data set `" + recorded.dataset + "` is not named");
  }
  BROCH_TRY(Suite suite, load_everything(recorded.name, recorded.dataset.empty() ? std::nullopt : dataset));
  if (suite.digest != recorded.digest) {
    return fail(ErrorKind::kInput, "the suite at hand has other content than the one that was run");
  }
  Bench bench;
  BROCH_TRY(bench.grader, make_grader(suite.info.grader, {}, suite.info.rubric));
  if (bench.grader->id() != recorded.grader || bench.grader->deciding_parts() != recorded.grader_parts) {
    return fail(ErrorKind::kInput, "this program's grader decides by other parts, or a judge decided");
  }
  for (Sample& sample : suite.samples) {
    std::string id = sample.id;
    bench.samples.emplace(std::move(id), std::move(sample));
  }
  return bench;
}

Delivered delivered_of(const RunRecord& run, const Sample& sample, const AttemptRecord& attempt) {
  Delivered delivered{.text = attempt.reply,
                      .finish_reason = attempt.finish_reason,
                      .blocked_by = {},
                      .tool_calls = {},
                      .goes_on = goes_on(sample, prompt_of(run))};
  if (attempt.grade.by == By::kGuard) delivered.blocked_by = model::BlockedBy::kGuard;
  if (attempt.grade.by == By::kProvider) delivered.blocked_by = model::BlockedBy::kProvider;
  return delivered;
}

bool asks_for_calls(const Sample& sample) {
  return sample.grading.find("must_call") != nullptr || sample.grading.find("must_not_call") != nullptr;
}

}  // namespace

Regraded regrade(const RunRecord& run, const std::vector<AttemptRecord>& attempts,
                 const std::vector<size_t>& rows, const std::optional<std::string>& dataset,
                 const std::function<void(size_t, const std::string&)>& differs) {
  Regraded result;
  std::map<std::string, Bench> benches;
  std::set<std::string> without_calls;
  for (const RunRecord::SuiteRecord& suite : run.suites) {
    auto bench = set_up(suite, dataset);
    if (bench) {
      benches.emplace(suite.name, *std::move(bench));
    } else {
      result.skipped.push_back(suite.name + ": " + bench.error().what);
    }
  }
  for (const size_t row : rows) {
    const AttemptRecord& attempt = attempts[row];
    const auto bench = benches.find(attempt.suite);
    if (bench == benches.end() || attempt.grade.outcome == Outcome::kError) continue;
    const auto sample = bench->second.samples.find(std::string(base_sample(attempt)));
    if (sample == bench->second.samples.end()) {
      ++result.different;
      differs(row, "the suite has no such sample");
      continue;
    }
    if (asks_for_calls(sample->second)) {
      if (without_calls.insert(attempt.suite).second)
        result.skipped.push_back(attempt.suite + ": samples graded by tool calls, which are not kept");
      continue;
    }
    if (attempt.finish_reason == "tool_calls") {
      if (without_calls.insert(attempt.suite).second)
        result.skipped.push_back(attempt.suite + ": replies with tool calls, which are not kept");
      continue;
    }
    const Grade again =
        grade_now(*bench->second.grader, sample->second, delivered_of(run, sample->second, attempt));
    if (again.outcome == attempt.grade.outcome && again.values == attempt.grade.values) {
      ++result.same;
      continue;
    }
    ++result.different;
    differs(row, fmt::format("graded again it is `{}`, not `{}`", name(again.outcome),
                             name(attempt.grade.outcome)));
  }
  return result;
}

}  // namespace broch::eval
