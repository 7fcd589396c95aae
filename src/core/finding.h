// What a check or a rule found in one text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace broch {

enum class Severity { kInfo, kWarning, kError };
enum class Confidence { kLow, kMedium, kHigh };

/// Half-open byte interval of one text.
struct Span {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// A place that data passed on its way to where it does harm, and what happened there: "source", "assigned",
/// "passed", "returned", "propagated", "sink".
struct TraceStep {
  Span span;
  std::string note;
};

/// One match. `check` is the check that looked ("insecure-code", "secrets"), `rule` the rule of that check
/// ("python-os-system"). `category` groups rules for policies ("injection", "credential"). `score` is in
/// [0,1]; rules without a score of their own use 1. `taxonomy` holds ids in their canonical spelling:
/// "CWE-89", "T1059.001", "AML.T0051", "LLM01:2025".
struct Finding {
  std::string check;
  std::string rule;
  std::string category;
  Severity severity = Severity::kWarning;
  Confidence confidence = Confidence::kMedium;
  double score = 1.0;
  Span span;
  std::string message;
  std::string remediation;
  /// Text to put in place of `span`, where that is always safe.
  std::optional<std::string> fix;
  std::vector<std::string> taxonomy;
  /// From the source to the sink; empty for findings that are no flow of data.
  std::vector<TraceStep> trace;

  /// The CWE ids among `taxonomy`.
  std::vector<std::string> cwe() const;
};

/// "ERROR" | "WARNING" | "INFO" and "HIGH" | "MEDIUM" | "LOW", as in Semgrep's output.
const char* name(Severity severity);
const char* name(Confidence confidence);
std::optional<Severity> parse_severity(std::string_view text);
std::optional<Confidence> parse_confidence(std::string_view text);

}  // namespace broch
