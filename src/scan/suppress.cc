#include "scan/suppress.h"

#include <algorithm>
#include <cctype>

#include "scan/extent.h"

namespace broch::scan {
namespace {

bool is_id(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; }

constexpr std::string_view kMarks[] = {"nosemgrep", "broch:ignore"};
constexpr std::string_view kComments[] = {"#", "//", "/*", "--", "<!--"};

/// Rules of a folder are also called by their path: `rules.python.eval` is `eval`.
bool names(std::string_view id, std::string_view rule) {
  if (id == rule) return true;
  return id.size() > rule.size() && id.ends_with(rule) && id[id.size() - rule.size() - 1] == '.';
}

/// The comment names this rule, or none at all.
bool mutes(std::string_view line, std::string_view rule) {
  for (const std::string_view mark : kMarks) {
    const size_t at = line.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view before = line.substr(0, at);
    if (std::none_of(std::begin(kComments), std::end(kComments),
                     [&](std::string_view open) { return before.find(open) != std::string_view::npos; })) {
      continue;
    }
    std::string_view rest = trim(line.substr(at + mark.size()));
    if (rest.starts_with(':')) rest = trim(rest.substr(1));
    bool named = false;
    while (!rest.empty() && is_id(rest.front())) {
      size_t length = 0;
      while (length < rest.size() && is_id(rest[length])) ++length;
      named = true;
      if (names(rest.substr(0, length), rule)) return true;
      rest = trim(rest.substr(length));
      if (rest.starts_with(',')) rest = trim(rest.substr(1));
    }
    if (!named) return true;
  }
  return false;
}

bool is_comment(std::string_view line) {
  const std::string_view text = trim(line);
  return std::any_of(std::begin(kComments), std::end(kComments),
                     [&](std::string_view open) { return text.starts_with(open); });
}

bool muted_at(const LineIndex& lines, int line, std::string_view rule) {
  if (mutes(lines.line(line), rule)) return true;
  return line > 1 && is_comment(lines.line(line - 1)) && mutes(lines.line(line - 1), rule);
}

}  // namespace

bool suppressed(const LineIndex& lines, size_t offset, std::string_view rule) {
  return muted_at(lines, lines.at(offset).line, rule);
}

std::vector<bool> suppressed(std::string_view text, const std::vector<Finding>& findings) {
  std::vector<bool> out(findings.size(), false);
  if (std::none_of(std::begin(kMarks), std::end(kMarks),
                   [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; })) {
    return out;
  }
  std::vector<Span> spans;
  for (const Finding& finding : findings) spans.push_back(finding.span);
  const LineIndex lines(text);
  const std::vector<Extent> places = extents(text, spans);
  for (size_t i = 0; i < findings.size(); ++i) {
    out[i] = muted_at(lines, places[i].begin.line, findings[i].rule);
  }
  return out;
}

}  // namespace broch::scan
