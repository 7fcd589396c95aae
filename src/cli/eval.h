// What the subcommands of `broch eval` share.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"
#include "eval/store/store.h"

namespace broch::cli {

// Each adds its subcommands to `eval`.
void add_eval_run(Subcommand eval);
void add_eval_conditions(Subcommand eval);
void add_eval_list(Subcommand eval);
void add_eval_compare(Subcommand eval);
void add_eval_grade(Subcommand eval);
void add_eval_calibrate(Subcommand eval);
void add_eval_plan(Subcommand eval);
void add_eval_history(Subcommand eval);
void add_eval_drift(Subcommand eval);
void add_eval_factors(Subcommand eval);
void add_eval_import(Subcommand eval);
void add_eval_export(Subcommand eval);
void add_eval_salvage(Subcommand eval);
void add_eval_bundle(Subcommand eval);

/// Adds --store; `url` gets the default.
void add_store_option(Subcommand command, std::string& url);

/// Adds --margin and --alpha of a comparison, each with its default.
Option add_margin_option(Subcommand command, eval::CompareOptions& options);
Option add_alpha_option(Subcommand command, eval::CompareOptions& options);

/// How a run is named on the command line.
inline constexpr const char* kRunHelp = "Id of a run, the beginning of one, a tag, or `last`";

/// "51.2" per cent; "+9.6" percentage points; "0.0123", "<.0001".
std::string percent(double share);
std::string points(double difference);
std::string p_value(double p);

/// Rows as columns of even width: the first and the last column to the left, numbers between them to the
/// right.
std::string text_table(const std::vector<std::vector<std::string>>& rows);

/// Of metrics with several attempts an item, success against their number; nothing where there are none.
std::string attempts_table(const std::vector<const eval::Metric*>& metrics);

/// A run's metrics as text: one line per rate with interval, bounds, counts and validity, and under it what
/// the reader must know: self-graded, simulated, what a slice with few clusters is. `slices` adds the rates
/// by slice.
std::string metrics_table(const eval::RunRecord& run, const std::vector<eval::Metric>& metrics, bool slices);

}  // namespace broch::cli
