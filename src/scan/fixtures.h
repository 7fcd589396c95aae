// Rule fixtures: beside `os-command.yaml` lies `os-command.py` with lines
//
//   # ruleid: python-os-system
//   os.system(name)
//   # ok: python-os-system
//   os.system("ls")
//
// An annotation stands alone in a comment and speaks of the next line: `ruleid` expects a finding that begins
// there, `ok` and no annotation expect none. `todoruleid` and `todook` are counted and tolerate either.
#pragma once

#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// kMissed: a finding was expected; kUnexpected: one came that was not; kFixed: the fixes of all rules of the
/// file do not make the text of `os-command.fixed.py` out of that of `os-command.py`.
struct FixtureMismatch {
  enum class Kind { kMissed, kUnexpected, kFixed };
  Place place;       ///< the line of code; of kFixed the first that differs
  std::string rule;  ///< "" of kFixed
  Kind kind = Kind::kMissed;
};
const char* name(FixtureMismatch::Kind kind);

struct FixtureReport {
  size_t files = 0;     ///< fixtures
  size_t expected = 0;  ///< `ruleid` marks
  size_t clean = 0;     ///< `ok` marks
  size_t todo = 0;
  std::vector<FixtureMismatch> mismatches;
  std::vector<std::string> untested;  ///< rules without a `ruleid` or without an `ok` mark

  bool passed() const { return mismatches.empty() && untested.empty(); }
};

/// Tests the rule files at each path (a file, or a folder and all below) against the fixtures of the same
/// stem. An annotation that names no rule of the file is an error.
Result<FixtureReport> test_rules(const std::vector<std::string>& paths);

}  // namespace broch::scan
