// How far a foreign pack of rules with annotated tests agrees with this engine.
//
// Unlike `test_rules`, which says whether rules are right, this measures the engine: a rule that does not
// load, or a test that disagrees, is a figure and no error. Annotations: annotations.h. The tests of
// `xss.yaml` are the files `xss.*` beside it; `xss.fixed.*` is the text that applying every fix must give.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// Counts of one slice. Marks of a rule that does not load are counted in `unloaded_marks` and in neither
/// `found` nor `silent`: they disagree.
struct Tally {
  size_t rules = 0;
  size_t loaded = 0;
  size_t whole = 0;     ///< loaded rules whose tests agree in every line
  size_t expected = 0;  ///< `ruleid` marks
  size_t found = 0;     ///< ... where the finding came
  size_t clean = 0;     ///< `ok` marks
  size_t silent = 0;    ///< ... where none came
  size_t unloaded_marks = 0;
  size_t todo = 0;        ///< marks that tolerate either outcome
  size_t unexpected = 0;  ///< findings on lines without a mark
  size_t partial = 0;     ///< scans that a limit ended
  size_t fixed = 0;       ///< tests with a fixed text
  size_t fixed_equal = 0;

  size_t marks() const { return expected + clean; }
  size_t agreeing() const { return found + silent; }
  /// In [0,1]; nothing when there is no mark.
  std::optional<double> agreement() const;
  /// The same over rules that load.
  std::optional<double> agreement_of_loaded() const;
  Tally& operator+=(const Tally& other);
};

struct ConformanceMismatch {
  enum class Kind { kMissed, kViolated, kUnexpected, kFixed };

  Place place;  ///< the line of code; for kFixed the file of the fixed text
  std::string rule;
  Kind kind = Kind::kMissed;
  std::string language;
};
/// "missed", "violated", "unexpected", "fixed".
const char* name(ConformanceMismatch::Kind kind);

/// A rule that does not load.
struct Unloaded {
  std::string rule;
  std::string language;
  Error error;
  size_t marks = 0;
};

struct ConformanceReport {
  struct Slice {
    std::string language;
    std::string mode;       ///< "search" or "taint"
    bool security = false;  ///< metadata.category
    friend auto operator<=>(const Slice&, const Slice&) = default;
  };
  std::map<Slice, Tally> slices;
  std::vector<ConformanceMismatch> mismatches;
  std::vector<Unloaded> unloaded;
  size_t files = 0;    ///< rule files with a rule of a supported language
  size_t foreign = 0;  ///< rules of other languages alone
};

struct ConformanceOptions {
  std::optional<Language> language;  ///< only marks of this language
  size_t threads = 0;                ///< 0: one per processor
};

/// Measures every rule file below `folder`. The error is that the folder cannot be read or holds no rules.
Result<ConformanceReport> measure_conformance(const std::string& folder, const ConformanceOptions& options);

}  // namespace broch::scan
