// `broch eval history` and `broch eval drift`: rates over time, and whether an unchanged configuration moved.
#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/compare/drift.h"
#include "eval/compare/history.h"
#include "report/compare_report.h"

namespace broch::cli {

namespace {

struct HistoryArguments {
  std::string store;
  std::optional<std::string> suite, metric, model;
  uint64_t last = 20;
};

std::string series_text(const eval::Series& series) {
  std::vector<std::vector<std::string>> rows = {
      {"run", "created", "rate", "95 % interval", "n", "errors+unscored", "changed since"}};
  for (const eval::HistoryPoint& point : series.points) {
    const eval::Metric& m = point.metric;
    std::string changed = point.changed.empty() ? "" : "* " + join(point.changed, ", ");
    if (m.self_graded) changed += changed.empty() ? "self-graded" : "; self-graded";
    rows.push_back({point.run, point.created.substr(0, 16), m.n > 0 ? percent(m.rate) + " %" : "not decided",
                    fmt::format("{} – {}", percent(m.interval.low), percent(m.interval.high)),
                    std::to_string(m.n), fmt::format("{}+{}", m.errors, m.unscored), changed});
  }
  return fmt::format("\n{}  {}\n{}", series.suite, eval::heading(series.metric), text_table(rows));
}

/// The runs that hold the suite and the model, oldest first, at most the last `last`.
Result<std::vector<eval::RunRecord>> runs_of(const eval::Store& store, const HistoryArguments& arguments) {
  BROCH_TRY(std::vector<eval::RunRecord> runs, store.runs());
  std::erase_if(runs, [&](const eval::RunRecord& run) {
    const bool suite =
        !arguments.suite || std::any_of(run.suites.begin(), run.suites.end(),
                                        [&](const auto& one) { return one.name == *arguments.suite; });
    return !suite || (arguments.model && run.model != *arguments.model);
  });
  std::stable_sort(runs.begin(), runs.end(),
                   [](const auto& a, const auto& b) { return a.created < b.created; });
  if (runs.size() > arguments.last) {
    runs.erase(runs.begin(), runs.end() - static_cast<std::ptrdiff_t>(arguments.last));
  }
  return runs;
}

Result<int> history(const HistoryArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const std::vector<eval::RunRecord> runs, runs_of(store, arguments));
  eval::History history;
  for (const eval::RunRecord& run : runs) {
    BROCH_TRY(const std::vector<eval::AttemptRecord> attempts,
              store.attempts(run.id, eval::Store::Columns::kGrades));
    history.add(run, attempts);
  }
  std::vector<eval::Series> series = history.series();
  std::erase_if(series, [&](const eval::Series& one) {
    return (arguments.suite && one.suite != *arguments.suite) ||
           (arguments.metric && one.metric != *arguments.metric);
  });
  if (common.json) {
    BROCH_CHECK(print(json::dump(eval::to_json(series)) + "\n"));
    return kOk;
  }
  std::string text = series.empty() ? "no run measured that\n" : "";
  for (const eval::Series& one : series) text += series_text(one);
  if (!series.empty()) text += "\n  * since the run before: a step there may have that cause\n";
  BROCH_CHECK(print(text));
  return kOk;
}

struct DriftArguments {
  std::string store, base = "baseline", next = "last";
  eval::CompareOptions compare;
  bool require_evidence = false;
};

std::string drift_text(const eval::Drift& drift) {
  std::string text = fmt::format("base {}, new {}\n", drift.comparison.base, drift.comparison.next);
  for (const eval::Factor& factor : drift.comparison.factors)
    text += "  differs: " + eval::text_of(factor) + "\n";
  for (const eval::MetricVerdict& verdict : drift.comparison.verdicts) {
    if (verdict.slice.empty())
      text += fmt::format("  {}: {}\n", verdict.suite, report::verdict_sentence(verdict));
  }
  text += fmt::format("drift: {}", name(drift.status));
  if (!drift.moved.empty()) text += " (" + join(drift.moved, ", ") + ")";
  return text + "\n";
}

Result<int> check_drift(const DriftArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RecordedRun base, store.recorded(arguments.base, eval::Store::Columns::kGrades));
  BROCH_TRY(const eval::RecordedRun next, store.recorded(arguments.next, eval::Store::Columns::kGrades));
  const eval::Drift drift = eval::drift(base.run, base.attempts, next.run, next.attempts, arguments.compare);
  const bool refused = drift.status == eval::DriftStatus::kRefused;
  if (common.json || !refused) {
    BROCH_CHECK(print(common.json ? json::dump(eval::to_json(drift)) + "\n" : drift_text(drift)));
  }
  if (refused) {
    return fail(ErrorKind::kUsage,
                "the configuration is not the one of the baseline: " + join(drift.changes, "; "), {},
                "use `broch eval compare` for a change, or tag a new baseline");
  }
  if (drift.status == eval::DriftStatus::kMoved) return kFindings;
  return drift.status == eval::DriftStatus::kInconclusive && arguments.require_evidence ? kInconclusive : kOk;
}

}  // namespace

void add_eval_history(Subcommand eval) {
  auto arguments = std::make_shared<HistoryArguments>();
  Subcommand command =
      eval.add("history", "Rates over time, with marks where model, guard, suite or grader changed");
  command.option("--suite", arguments->suite, "This suite alone");
  command.option("--metric", arguments->metric, "This metric alone");
  command.option("--model", arguments->model, "Runs of this model alone");
  command.option("--last", arguments->last, "At most so many runs").whole(1, 10000).show_default();
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return history(*arguments, common); });
}

void add_eval_drift(Subcommand eval) {
  auto arguments = std::make_shared<DriftArguments>();
  Subcommand command =
      eval.add("drift", "Whether an unchanged configuration moved since its baseline; ends 1 when it did");
  command.option("base", arguments->base, "Id or tag of the baseline").show_default();
  command.option("new", arguments->next, "Id or tag of the run to check").show_default();
  add_margin_option(command, arguments->compare);
  add_alpha_option(command, arguments->compare);
  command.flag("--require-evidence", arguments->require_evidence, "End 4 when it is not decided");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return check_drift(*arguments, common); });
}

}  // namespace broch::cli
