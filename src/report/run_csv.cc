// A run as CSV: a line per attempt.
#include <fmt/core.h>

#include <set>

#include "core/csv.h"
#include "eval/condition/recorded.h"
#include "eval/slices.h"
#include "report/run_export.h"

namespace broch::report {
namespace {

const char* tri_state(const std::optional<bool>& value) { return !value ? "" : *value ? "true" : "false"; }

/// The policy in front of the attempt, or nothing.
std::string guard_of(const eval::RunRecord& run, const eval::AttemptRecord& attempt) {
  if (!eval::has_matrix(run)) return run.guard;
  return std::string(eval::condition_of(run, attempt).get_string("guard").value_or(""));
}

}  // namespace

std::string run_csv(const ExportedRun& of) {
  std::set<std::string> metrics, slices;
  for (const auto& attempt : of.attempts) {
    for (const auto& [metric, value] : attempt.grade.values) metrics.insert(metric);
    for (const auto& [key, value] : attempt.slices) slices.insert(key);
  }
  csv::Writer csv;
  for (const char* name : {"run", "model", "guard", "suite", "sample", "item", "cluster", "attempt", "intent",
                           "category", "outcome", "by", "unsafe", "score", "grader", "error"})
    csv.plain(name);
  for (const std::string& metric : metrics) csv.text("metric." + metric);
  for (const std::string& key : slices) csv.text("slice." + key);
  csv.end_line();
  for (const auto& attempt : of.attempts) {
    csv.text(of.run.id);
    csv.text(of.run.model);
    csv.text(guard_of(of.run, attempt));
    csv.text(attempt.suite);
    csv.text(attempt.sample);
    csv.text(attempt.item);
    csv.text(attempt.cluster);
    csv.plain(std::to_string(attempt.attempt));
    csv.text(attempt.intent);
    csv.text(attempt.category);
    csv.plain(eval::name(attempt.grade.outcome));
    csv.plain(attempt.grade.by ? eval::name(*attempt.grade.by) : "");
    csv.plain(tri_state(attempt.grade.unsafe));
    csv.plain(fmt::format("{}", attempt.grade.score));
    csv.text(attempt.grader);
    csv.text(attempt.error);
    for (const std::string& metric : metrics) {
      std::optional<bool> decided;
      for (const auto& [name, value] : attempt.grade.values) {
        if (name == metric) decided = value;
      }
      csv.plain(tri_state(decided));
    }
    for (const std::string& key : slices) csv.text(eval::slice_value(attempt.slices, key));
    csv.end_line();
  }
  return csv.take();
}

}  // namespace broch::report
