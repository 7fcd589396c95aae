#include "scan/suppress.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/extent.h"
#include "scan/lang/grammar.h"
#include "scan/lex/balance.h"

namespace broch::scan {
namespace {

bool is_id(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; }

constexpr std::string_view kMarks[] = {"nosemgrep", "broch:ignore"};
constexpr std::string_view kComments[] = {"#", "//", "/*", "--", "<!--"};

/// Rules of a folder are also called by their path: `rules.python.eval` is `eval`, and the other way round.
bool names(std::string_view id, std::string_view rule) {
  const auto [longer, shorter] = id.size() > rule.size() ? std::pair(id, rule) : std::pair(rule, id);
  if (!longer.ends_with(shorter)) return false;
  return longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == '.';
}

/// The comment names this rule, or none at all.
bool mutes(std::string_view line, std::string_view rule) {
  for (const std::string_view mark : kMarks) {
    const size_t at = line.find(mark);
    if (at == std::string_view::npos || (at > 0 && is_id(line[at - 1]))) continue;
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

/// The text with spaces for all that stands in no comment.
std::string comments_alone(std::string_view text, Language language) {
  const LexRules& rules = Grammar::of(language).spec().lex;
  if (rules.line_comment.empty() && !rules.block_comments) return std::string(text);
  std::string out(text);
  size_t end = 0;
  const auto blank = [&](size_t from, size_t to) {
    std::replace_if(
        out.begin() + static_cast<ptrdiff_t>(from), out.begin() + static_cast<ptrdiff_t>(to),
        [](char c) { return c != '\n'; }, ' ');
  };
  for (const Span comment : comments(text, rules)) {
    blank(end, comment.begin);
    end = comment.end;
  }
  blank(end, text.size());
  return out;
}

}  // namespace

std::vector<bool> suppressed(std::string_view text, Language language, const std::vector<Finding>& findings) {
  std::vector<bool> out(findings.size(), false);
  if (std::none_of(std::begin(kMarks), std::end(kMarks),
                   [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; })) {
    return out;
  }
  std::vector<Span> spans;
  for (const Finding& finding : findings) spans.push_back(finding.span);
  const std::string commented = comments_alone(text, language);
  const LineIndex lines(text), comment_lines(commented);
  const auto muted_at = [&](int line, const std::string& rule) {
    if (mutes(comment_lines.line(line), rule)) return true;
    return line > 1 && is_comment(lines.line(line - 1)) && mutes(comment_lines.line(line - 1), rule);
  };
  const std::vector<Extent> places = extents(text, spans);
  for (size_t i = 0; i < findings.size(); ++i) {
    out[i] = muted_at(places[i].begin.line, findings[i].rule);
  }
  return out;
}

}  // namespace broch::scan
