// Text without locale: UTF-8, lines, trimming, edit distance.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace broch {

/// Byte offset of the first byte that is not part of well-formed UTF-8 (overlong forms and surrogates are
/// not), or nothing.
std::optional<size_t> find_invalid_utf8(std::string_view text);
/// Replaces each maximal ill-formed part by U+FFFD.
std::string sanitize_utf8(std::string_view text);
/// Appends a code point; a lone surrogate is written in the generalised form ("WTF-8") so that it survives.
void append_utf8(std::string& out, char32_t code_point);
/// The code point at `offset` and its length in bytes; {U+FFFD, 1} for an ill-formed byte.
struct Decoded {
  char32_t code_point;
  size_t length;
};
Decoded decode_utf8(std::string_view text, size_t offset);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// The parts between commas, trimmed, without those that are empty.
std::vector<std::string_view> comma_separated(std::string_view text);
/// Each line with its line feed; the last may have none. Empty of an empty text.
std::vector<std::string_view> lines_with_ends(std::string_view text);
/// The text, of the same length, with line feeds for the carriage returns that end a line alone. One at the
/// end stays: it may be the first half of an end.
std::string with_line_feeds(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// ASCII only; other bytes pass unchanged.
std::string to_lower(std::string_view text);
bool iequals(std::string_view a, std::string_view b);
bool iequals_any(std::string_view text, std::span<const std::string_view> known);
/// Shortens to at most `max_bytes` at a code point boundary, with "…" when something was cut.
std::string ellipsize(std::string_view text, size_t max_bytes);
/// One line for people: valid UTF-8, control characters as spaces, trimmed, at most `max_bytes`.
std::string one_line(std::string_view text, size_t max_bytes);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// Insertions, deletions, substitutions and swaps of neighbours over bytes (optimal string alignment).
size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate most like `text`, if any is close enough to be what was meant.
std::optional<std::string> closest(std::string_view text, const std::vector<std::string>& candidates);
/// " (did you mean `x`?)" or "".
std::string did_you_mean(std::string_view text, const std::vector<std::string>& candidates);

/// Line and column of a byte offset, both from 1; the column counts code points, a byte order mark not.
struct LineColumn {
  int line = 1;
  int column = 1;
};

/// Maps byte offsets of one text to lines. Keeps a view: the text must outlive it.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  LineColumn at(size_t offset) const;
  /// The line without its terminator; `line` counts from 1.
  std::string_view line(int line) const;
  Span line_span(int line) const;
  int line_count() const { return static_cast<int>(starts_.size()); }

 private:
  std::string_view text_;
  std::vector<size_t> starts_;
};

}  // namespace broch
