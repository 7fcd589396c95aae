#include "report/places.h"

namespace broch::report {

std::vector<scan::Extent> places(const ScannedText& text) {
  std::vector<Span> spans;
  spans.reserve(text.findings.size());
  for (const CodeFinding& one : text.findings) spans.push_back(one.finding.span);
  return scan::extents(text.text, spans);
}

}  // namespace broch::report
