// What the sections of the page are made of, one function per subject, and what they share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/page.h"
#include "report/report.h"

namespace broch::report {

/// What the sections are built from. `labels` are the runs' names, `metrics` their rates, parallel to `runs`.
struct Source {
  const std::vector<RunPage>& runs;
  const std::optional<eval::Comparison>& comparison;
  const PageOptions& options;
  std::vector<std::string> labels;
  std::vector<std::vector<eval::Metric>> metrics;
  std::vector<eval::RunRecord::SuiteRecord> suites;  ///< over all runs, by name, in order of first sight

  const eval::Metric* metric(size_t run, const std::string& suite, const std::string& name) const;
};

Section headline_section(const Source& source);
Section verdict_section(const Source& source);
Section suite_section(const Source& source, size_t suite);
/// Nothing where no suite has what the section is about.
std::optional<Section> heat_map_section(const Source& source);
std::optional<Section> attack_matrix_section(const Source& source);
std::optional<Section> trade_off_section(const Source& source);
std::optional<Section> pattern_section(const Source& source);
std::optional<Section> conditions_section(const Source& source);
std::optional<Section> attempts_section(const Source& source);
Section errors_section(const Source& source);
Section cost_section(const Source& source);
/// Adds up in `revealed` the attempts whose text is there only because it was asked for.
Result<Section> items_section(const Source& source, size_t& revealed);
Section runs_section(const Source& source);
Section method_section();

/// A name from a run, bounded: ids, slices and models may be as long as a dataset wants.
std::string label(std::string_view text);
/// The run's name as a cell in its colour.
Cell run_cell(const Source& source, size_t run);
/// The rate with its interval in `under`; counts where it is covered alone or undecided. The shade is that of
/// the rate, or of what is covered. `metric` may be null: untested.
Cell rate_cell(const eval::Metric* metric);
/// "cwe CWE-89, language python"
std::string slice_label(const std::map<std::string, std::string>& slice);
/// The rates that count harm done: the first of them that the suite has is its harm.
const eval::Metric* harm_of(const Source& source, size_t run, const std::string& suite);

}  // namespace broch::report
