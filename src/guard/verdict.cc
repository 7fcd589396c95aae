#include <algorithm>
#include <array>

#include "guard/guard_state.h"

namespace broch::guard {
namespace {

json::Value finding_value(const SegmentFinding& found) {
  const Finding& f = found.finding;
  json::Object out{{"check", f.check},
                   {"rule", f.rule},
                   {"category", f.category},
                   {"severity", name(f.severity)},
                   {"confidence", name(f.confidence)},
                   {"score", f.score},
                   {"segment", static_cast<int64_t>(found.segment)},
                   {"start", static_cast<int64_t>(f.span.begin)},
                   {"end", static_cast<int64_t>(f.span.end)},
                   {"message", f.message},
                   {"remediation", f.remediation},
                   {"taxonomy", json::Value::strings(f.taxonomy)},
                   {"action", name(found.action)}};
  if (found.would != found.action) out.append("would", name(found.would));
  return out;
}

json::Value coverage_value(const Coverage& coverage) {
  static constexpr std::array kStates = {"scanned", "skipped", "unscannable"};
  json::Object out{{"segment", static_cast<int64_t>(coverage.segment)},
                   {"check", coverage.check},
                   {"state", kStates[static_cast<size_t>(coverage.state)]}};
  if (!coverage.why.empty()) out.append("why", coverage.why);
  return out;
}

json::Value report_value(const CheckReport& report) {
  static constexpr std::array kStatuses = {"ok", "skipped", "failed", "timeout"};
  json::Object out{{"id", report.id},
                   {"status", kStatuses[static_cast<size_t>(report.status)]},
                   {"micros", report.micros}};
  if (!report.why.empty()) out.append("why", report.why);
  return out;
}

template <typename T, typename Write>
json::Array array_of(const std::vector<T>& values, Write write) {
  json::Array out;
  for (const T& value : values) out.push_back(write(value));
  return out;
}

}  // namespace

json::Value Verdict::to_json() const {
  json::Object score_values;
  for (const auto& [check, score] : scores) score_values.append(check, score);
  json::Object out{{"action", name(action)},
                   {"findings", array_of(findings, finding_value)},
                   {"scores", std::move(score_values)},
                   {"coverage", array_of(coverage, coverage_value)},
                   {"checks", array_of(checks, report_value)}};
  if (would != action) out.append("would", name(would));
  return out;
}

std::string Verdict::redacted(const std::vector<chat::Segment>& segments, size_t segment) const {
  std::vector<const SegmentFinding*> own;
  for (const SegmentFinding& finding : findings) {
    if (finding.segment == segment) own.push_back(&finding);
  }
  return redact(segments.at(segment).text, std::move(own));
}

void add_reason(std::string& reasons, const std::string& why) {
  constexpr size_t kMaxBytes = 1000;
  constexpr std::string_view kMore = "; and more";
  if (reasons.find(why) != std::string::npos || reasons.ends_with(kMore)) return;
  if (reasons.size() > kMaxBytes) {
    reasons += kMore;
  } else {
    reasons += (reasons.empty() ? "" : "; ") + why;
  }
}

std::string redact(std::string_view text, std::vector<const SegmentFinding*> findings) {
  std::erase_if(findings, [](const SegmentFinding* f) { return f->action < Action::kRedact; });
  std::ranges::stable_sort(findings, {}, [](const SegmentFinding* f) { return f->finding.span; });
  std::string out;
  size_t at = 0;
  for (const SegmentFinding* found : findings) {
    const Span span = found->finding.span;
    if (span.begin >= at) {
      out += text.substr(at, span.begin - at);
      out += "[redacted: " + found->finding.rule + "]";
    }
    at = std::max(at, span.end);
  }
  out += text.substr(std::min(at, text.size()));
  return out;
}

}  // namespace broch::guard
