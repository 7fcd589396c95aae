// What a scan found, and its writers: text with source frames, JSON, SARIF 2.1.0, annotations for GitHub.
//
//   report::ScanReport report;
//   report.texts.push_back({.path = path, .text = text, .findings = ...});
//   std::string out = report::sarif(report, pack);
#pragma once

#include <string>
#include <vector>

#include "core/finding.h"
#include "core/json.h"
#include "scan/files.h"
#include "scan/scan.h"

namespace broch::report {

/// Why a finding does not count.
enum class Known {
  kNo,          ///< it does
  kSuppressed,  ///< a comment beside it says so
  kBaseline,    ///< the baseline has it
};

struct CodeFinding {
  Finding finding;
  std::string fingerprint;
  Known known = Known::kNo;
};

/// One text that was scanned. `text` is needed only where there are findings, which are sorted by place. An
/// empty `path` is left out of records. A partial text was not scanned as a whole, for the reason in `why`.
struct ScannedText {
  std::string path;
  std::string text;
  std::vector<CodeFinding> findings;
  bool partial = false;
  std::string why;
};

/// Fixes that were written to a file, or would be: how many, and how many were left out because another one
/// changes the same place.
struct FixedFile {
  std::string path;
  size_t applied = 0;
  size_t overlapping = 0;
  std::string diff;  ///< of a dry run
};

/// `not_fixed`: files whose fixes were refused, and why.
struct ScanReport {
  std::vector<ScannedText> texts;
  std::vector<scan::SkippedFile> skipped;
  size_t other_files = 0;    ///< in no supported language
  size_t skipped_rules = 0;  ///< that did not load, or are for another version of the rule format
  std::vector<FixedFile> fixed;
  std::vector<scan::SkippedFile> not_fixed;
  bool wants_fixes = false;  ///< fixes were asked for: say what became of them

  size_t count(Known known) const;
};

/// The records of the machine contract, for the findings that count.
json::Array finding_records(const ScannedText& text);
/// One object on one line: findings, number of files, what was skipped and what is partial.
std::string scan_json(const ScanReport& report);

/// "path:line:column: error: message", the line with carets and what to write instead, for each finding; then
/// what was not scanned and the counts. `quiet` leaves out the counts. Control characters of scanned texts
/// are blanks.
std::string scan_text(const ScanReport& report, bool color, bool quiet);

/// Workflow commands (`::error file=…::message`) that GitHub shows beside the lines of a change; what was not
/// scanned is a notice.
std::string scan_github(const ScanReport& report);

/// SARIF 2.1.0 with `security-severity` per rule, CWE as a taxonomy, fingerprints, fixes and suppressions.
/// What was not scanned is a notification of the invocation.
std::string sarif(const ScanReport& report, const scan::RulePack& pack);

}  // namespace broch::report
