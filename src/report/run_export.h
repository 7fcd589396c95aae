// A run for other tools: tables, their own logs, and the formats that dashboards and registries read. What
// each format holds: docs/formats/export.md.
//
//   const report::ExportedRun run{record, attempts, eval::metrics(record, attempts)};
//   std::string csv = report::run_csv(run);
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/records.h"
#include "eval/compare/metrics.h"
#include "eval/store/store.h"

namespace broch::report {

/// `datasets`: records of the suites' dataset files, by suite, where they are at hand. An attempt's sample is
/// named after its position there.
struct ExportedRun {
  eval::RunRecord run;
  std::vector<eval::AttemptRecord> attempts;
  std::vector<eval::Metric> metrics;
  std::map<std::string, std::vector<Record>> datasets;

  const Record* record_of(const eval::AttemptRecord& attempt) const;
  const eval::RunRecord::SuiteRecord* suite(const std::string& name) const;
};

/// RFC 4180, one line per attempt, with a column for each metric and slice. A field that a spreadsheet would
/// take for a formula begins with an apostrophe.
std::string run_csv(const ExportedRun& run);

/// One case for each metric of a whole suite: passed when something was decided, an error when nothing was.
std::string run_junit(const ExportedRun& run);

/// ATT&CK Navigator layer 4.5. A technique with fewer than 40 clusters has its counts and no score, but the
/// rates of its behaviour and its tactic beside it, where these are rates; one that was not tested is not in
/// the layer.
std::string run_navigator(const ExportedRun& run);

/// CycloneDX 1.6: the model with its model card, rates with confidence intervals, and the datasets.
std::string run_cyclonedx(const ExportedRun& run);

/// SARIF 2.1.0: one result for each item whose code was insecure, at its place in the dataset.
std::string run_sarif(const ExportedRun& run);

/// A log that Inspect reads (version 2), of one task. Epochs are attempts; a suite of ours is a scorer whose
/// values are maps from metric to 1, 0 or null; of an imported log the scores are its own.
Result<std::string> run_inspect(const ExportedRun& run);

/// CyberSecEval's response list, or with `judged` its judge list where the benchmark has one. The run is of
/// one suite that is one of its benchmarks, or it is an error.
Result<std::string> cyberseceval_list(const ExportedRun& run, bool judged);

/// CyberSecEval's stat file, of one suite too. With `compat` failed queries and undecided answers count as
/// upstream counts them; otherwise only what was decided counts, and the rest is in fields of its own.
Result<std::string> cyberseceval_stats(const ExportedRun& run, bool compat);

}  // namespace broch::report
