#include "scan/fix.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

constexpr int kContext = 3;

std::string edited(std::string_view text, const std::vector<Edit>& edits, Span span) {
  std::string out;
  size_t at = span.begin;
  for (const Edit& edit : edits) {
    if (edit.span.begin < span.begin || edit.span.end > span.end) continue;
    if (edit.span.begin == span.end && span.end != text.size()) continue;  // the next line's
    out += text.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  out += text.substr(at, span.end - at);
  return out;
}

/// Lines `first`..`last` (from 1) of the old text in which something changes.
struct Changed {
  int first;
  int last;
};

/// The bytes of some lines with their ends.
Span whole_lines(const LineIndex& lines, std::string_view text, int first, int last) {
  const size_t end = last < lines.line_count() ? lines.line_span(last + 1).begin : text.size();
  return {lines.line_span(first).begin, end};
}

/// Each line of `text` with `mark` before it.
int marked(std::string_view text, char mark, std::string& out) {
  int count = 0;
  while (!text.empty()) {
    const size_t newline = text.find('\n');
    const size_t length = std::min(newline, text.size());
    out += mark;
    out += text.substr(0, length);
    out += '\n';
    if (newline == std::string_view::npos) out += "\\ No newline at end of file\n";
    text.remove_prefix(std::min(length + 1, text.size()));
    ++count;
  }
  return count;
}

}  // namespace

Result<FixedText> apply_fixes(std::string_view text, const std::vector<Finding>& findings,
                              Language language) {
  FixedText out;
  for (const Finding& finding : findings) {
    if (!finding.fix || finding.span.end > text.size() || finding.span.end < finding.span.begin) continue;
    out.edits.push_back({finding.span, *finding.fix});
  }
  std::stable_sort(out.edits.begin(), out.edits.end(),
                   [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  std::vector<Edit> kept;
  for (Edit& edit : out.edits) {
    if (kept.empty() || kept.back().span.end <= edit.span.begin) {
      kept.push_back(std::move(edit));
    } else if (kept.back().span != edit.span || kept.back().text != edit.text) {
      ++out.overlapping;  // two rules that want the same are one
    }
  }
  out.edits = std::move(kept);
  out.text = edited(text, out.edits, {0, text.size()});
  if (out.edits.empty()) return out;
  if (!parses(text, language)) {
    return fail(ErrorKind::kInput, "it does not parse as a whole, so that a fix could not be checked");
  }
  if (!parses(out.text, language)) return fail(ErrorKind::kInput, "it would not parse with the fixes");
  return out;
}

bool parses(std::string_view text, Language language) {
  const Grammar& grammar = Grammar::of(language);
  if (grammar.language() == nullptr) return true;  // any text will do
  const ScanLimits limits = ScanLimits::file(text.size());
  Work work{.left = limits.steps, .parse_time = TimeAllowance(limits.parse)};
  const auto parsed = parse(text, grammar, work, code_of(text, grammar));
  return parsed && !parsed->has_error;
}

std::string unified_diff(std::string_view path, std::string_view text, const std::vector<Edit>& edits) {
  if (edits.empty()) return {};
  const LineIndex lines(text);
  std::vector<Changed> changed;
  for (const Edit& edit : edits) {
    const int first = lines.at(edit.span.begin).line;
    const size_t last_byte = edit.span.end > edit.span.begin ? edit.span.end - 1 : edit.span.begin;
    const int last = std::max(first, lines.at(last_byte).line);
    if (!changed.empty() && first <= changed.back().last + 1) {
      changed.back().last = std::max(changed.back().last, last);
    } else {
      changed.push_back({first, last});
    }
  }
  std::string out = fmt::format("--- a/{0}\n+++ b/{0}\n", path);
  int moved = 0;  // by how many lines the new text is longer so far
  for (size_t i = 0; i < changed.size();) {
    size_t end = i + 1;
    while (end < changed.size() && changed[end].first - changed[end - 1].last <= 2 * kContext) ++end;
    const int begin_line = std::max(1, changed[i].first - kContext);
    const int end_line = std::min(lines.line_count(), changed[end - 1].last + kContext);
    std::string body;
    int before = 0, after = 0, at = begin_line;
    for (; i < end; ++i) {
      const auto context = [&](int last) {
        if (last < at) return;
        const Span same = whole_lines(lines, text, at, last);
        const int count = marked(text.substr(same.begin, same.size()), ' ', body);
        before += count;
        after += count;
      };
      context(changed[i].first - 1);
      const Span old_lines = whole_lines(lines, text, changed[i].first, changed[i].last);
      before += marked(text.substr(old_lines.begin, old_lines.size()), '-', body);
      after += marked(edited(text, edits, old_lines), '+', body);
      at = changed[i].last + 1;
      if (i + 1 == end) context(end_line);
    }
    out += fmt::format("@@ -{},{} +{},{} @@\n{}", begin_line, before, begin_line + moved, after, body);
    moved += after - before;
  }
  return out;
}

}  // namespace broch::scan
