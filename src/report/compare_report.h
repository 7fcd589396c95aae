// A comparison for people and for continuous integration: Markdown for a comment on a change, JUnit XML,
// annotations for GitHub.
#pragma once

#include <string>

#include "eval/compare/compare.h"

namespace broch::report {

struct ComparedRuns {
  eval::Comparison comparison;
  eval::RunRecord base, next;
};

/// The gate first, then its metrics, then all verdicts about whole suites; with `slices` those about slices
/// too.
std::string compare_markdown(const ComparedRuns& runs, bool slices);

/// One case for each metric of the gate: failed where it failed, an error where there is no evidence.
std::string compare_junit(const ComparedRuns& runs);

/// An error for each metric that fails the gate, a warning for each without evidence, a notice for the gate.
std::string compare_github(const ComparedRuns& runs);

/// What a reader needs beside the numbers, as clauses: "3 items without a pair"; or nothing.
std::string verdict_remark(const eval::MetricVerdict& verdict);
/// The suite, or "secure-code/instruct → secure-code/autocomplete".
std::string compared_suites(const eval::MetricVerdict& verdict);
/// "complied 51.2 % → 9.9 %, −41.3 points (−45.0 to −37.5), p < .0001, 583 items; improved"
std::string verdict_sentence(const eval::MetricVerdict& verdict);

}  // namespace broch::report
