#include "core/finding.h"

#include "core/text.h"

namespace broch {

std::vector<std::string> Finding::cwe() const {
  std::vector<std::string> ids;
  for (const std::string& id : taxonomy) {
    if (id.starts_with("CWE-")) ids.push_back(id);
  }
  return ids;
}

const char* name(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "INFO";
}

const char* name(Confidence confidence) {
  switch (confidence) {
    case Confidence::kLow:
      return "LOW";
    case Confidence::kMedium:
      return "MEDIUM";
    case Confidence::kHigh:
      return "HIGH";
  }
  return "LOW";
}

std::optional<Severity> parse_severity(std::string_view text) {
  // Semgrep's two scales; CRITICAL has no level of its own here.
  if (iequals(text, "INFO") || iequals(text, "LOW")) return Severity::kInfo;
  if (iequals(text, "WARNING") || iequals(text, "MEDIUM")) return Severity::kWarning;
  if (iequals(text, "ERROR") || iequals(text, "HIGH") || iequals(text, "CRITICAL")) return Severity::kError;
  return {};
}

std::optional<Confidence> parse_confidence(std::string_view text) {
  if (iequals(text, "LOW")) return Confidence::kLow;
  if (iequals(text, "MEDIUM")) return Confidence::kMedium;
  if (iequals(text, "HIGH")) return Confidence::kHigh;
  return {};
}

}  // namespace broch
