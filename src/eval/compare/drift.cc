#include "eval/compare/drift.h"

#include <algorithm>

namespace broch::eval {

namespace {

/// What the user neither declares nor sets: the provider's own change is what drift is.
bool is_configuration(const Factor& factor) { return factor.name != "fingerprint" && factor.name != "seed"; }

bool errors_differ(const MetricVerdict& verdict) { return verdict.reason.starts_with("error-rates-differ"); }

bool moved(const MetricVerdict& verdict) {
  return verdict.kind == VerdictKind::kImproved || verdict.kind == VerdictKind::kRegressed ||
         errors_differ(verdict);
}

/// A suite that one run lacks, and what forbids to compare: another judge, grader, version, content.
void find_changes(Drift& drift) {
  const Comparison& comparison = drift.comparison;
  for (const Factor& factor : comparison.factors) {
    if (is_configuration(factor)) drift.changes.push_back(text_of(factor));
  }
  for (const std::string& suite : comparison.suites_alone) {
    drift.changes.push_back("suite " + suite + " of one run alone");
  }
  for (const MetricVerdict& verdict : comparison.verdicts) {
    if (verdict.kind != VerdictKind::kNotComparable || errors_differ(verdict)) continue;
    const std::string change = verdict.suite + ": " + verdict.reason;
    const bool known = std::find(drift.changes.begin(), drift.changes.end(), change) != drift.changes.end();
    if (!known && verdict.reason != "grader-is-guard") drift.changes.push_back(change);
  }
}

}  // namespace

const char* name(DriftStatus status) {
  switch (status) {
    case DriftStatus::kSteady:
      return "steady";
    case DriftStatus::kMoved:
      return "moved";
    case DriftStatus::kInconclusive:
      return "inconclusive";
    case DriftStatus::kRefused:
      return "refused";
  }
  return "";
}

Drift drift(const RunRecord& base_run, const std::vector<AttemptRecord>& base, const RunRecord& new_run,
            const std::vector<AttemptRecord>& next, const CompareOptions& options) {
  Drift drift;
  drift.comparison = compare(base_run, base, new_run, next, options);
  find_changes(drift);
  bool steady = true, any = false;
  for (const MetricVerdict& verdict : drift.comparison.verdicts) {
    if (!verdict.slice.empty() || verdict.reason == "grader-is-guard") continue;
    any = true;
    if (moved(verdict)) drift.moved.push_back(verdict.suite + " " + verdict.metric);
    steady = steady && verdict.kind == VerdictKind::kEquivalent;
  }
  if (!any && drift.changes.empty()) drift.changes.emplace_back("no metric can be compared");
  if (!drift.changes.empty()) {
    drift.status = DriftStatus::kRefused;
  } else if (!drift.moved.empty()) {
    drift.status = DriftStatus::kMoved;
  } else if (steady) {
    drift.status = DriftStatus::kSteady;
  }
  return drift;
}

json::Value to_json(const Drift& drift) {
  return json::Object{{"status", name(drift.status)},
                      {"changes", json::Value::strings(drift.changes)},
                      {"moved", json::Value::strings(drift.moved)},
                      {"comparison", to_json(drift.comparison)}};
}

}  // namespace broch::eval
