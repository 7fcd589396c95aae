#include "report/places.h"

namespace broch::report {

std::vector<scan::Extent> places(const ScannedText& text) {
  std::vector<Span> spans;
  spans.reserve(text.findings.size());
  for (const CodeFinding& one : text.findings) spans.push_back(one.finding.span);
  return scan::extents(text.text, spans);
}

std::vector<std::vector<scan::Extent>> trace_places(const ScannedText& text) {
  std::vector<Span> spans;
  for (const CodeFinding& one : text.findings) {
    for (const TraceStep& step : one.finding.trace) spans.push_back(step.span);
  }
  const std::vector<scan::Extent> all = scan::extents(text.text, spans);
  std::vector<std::vector<scan::Extent>> out;
  auto next = all.begin();
  for (const CodeFinding& one : text.findings) {
    const auto end = next + static_cast<ptrdiff_t>(one.finding.trace.size());
    out.emplace_back(next, end);
    next = end;
  }
  return out;
}

}  // namespace broch::report
