// Rules about the samples of one suite together.
#pragma once

#include <string>
#include <vector>

#include "eval/lint/lint.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// The samples that could be read; `path` is the file they stand in, `grader` "" when it is not known.
struct LintedSuite {
  std::string path, grader;
  std::vector<Sample> samples;
};

using LintFindings = std::vector<LintFinding>;

/// Each id once.
void check_ids(const LintedSuite& suite, LintFindings& findings);
/// A twin is there, names the sample back, and has the other intent.
void check_twin_pairs(const LintedSuite& suite, LintFindings& findings);
/// Ids of techniques and weaknesses exist, and a tactic is one of its technique's.
void check_taxonomy(const LintedSuite& suite, LintFindings& findings);
/// An attack can be graded: it says what would show that it succeeded, and that can happen.
void check_grading(const LintedSuite& suite, LintFindings& findings);
/// A sample on programming has its notes (sample_file.h).
void check_notes(const LintedSuite& suite, LintFindings& findings);
/// At most two samples of one intent from one template, and these claim one cluster: near-duplicates as
/// `broch data dedupe` finds them, and texts that differ in one or two slots (templates.h).
void check_templates(const LintedSuite& suite, LintFindings& findings);

}  // namespace broch::eval
