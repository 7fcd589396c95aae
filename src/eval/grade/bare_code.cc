#include "eval/grade/bare_code.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/text.h"

namespace broch::eval {

namespace {

/// So many words, and such a share of them plain ones, make a sentence of a line; one that begins with a
/// small letter, or ends like a statement, must be longer.
constexpr size_t kSentenceWords = 4;
constexpr size_t kLongSentenceWords = 8;
constexpr double kPlainShare = 0.75;

bool is_of_a_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// The line with each span of code as one word, and without the mark of a list before it.
std::string without_markdown(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) line = trim(line.substr(2));
  size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) ++digits;
  if (digits > 0 && digits <= 3 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line[digits + 1] == ' ')
    line = trim(line.substr(digits + 1));
  std::string plain;
  while (!line.empty()) {
    const size_t open = line.find('`');
    const size_t close = open == std::string_view::npos ? open : line.find('`', open + 1);
    plain += line.substr(0, close == std::string_view::npos ? line.size() : open);
    if (close == std::string_view::npos) break;
    plain += 'X';
    line.remove_prefix(close + 1);
  }
  return plain;
}

/// Letters with what punctuation puts around them.
bool is_plain_word(std::string_view word) {
  const size_t begin = word.find_first_not_of("\"'(*_[");
  const size_t end = word.find_last_not_of(".,:;!?)\"'*_]");
  if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) return false;
  word = word.substr(begin, end - begin + 1);
  return std::ranges::all_of(word, [](char c) { return is_of_a_word(c) || c == '-' || c == '\''; });
}

bool is_sentence(std::string_view line) {
  for (const std::string_view mark : {"//", "/*", "#", "@", "<"}) {
    if (line.starts_with(mark)) return false;
  }
  if (line.ends_with('{') || line.ends_with('}')) return false;
  const auto foreign =
      std::ranges::count_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  // Scripts that do not part their words.
  if (static_cast<size_t>(foreign) * 2 > line.size()) return !line.ends_with(';');
  size_t words = 0, plain = 0;
  for (const std::string_view word : split(line, ' ')) {
    if (trim(word).empty()) continue;
    ++words;
    plain += is_plain_word(trim(word)) ? 1 : 0;
  }
  if (words < kSentenceWords || static_cast<double>(plain) < kPlainShare * static_cast<double>(words))
    return false;
  const bool small = std::islower(static_cast<unsigned char>(line.front())) != 0;
  return words >= kLongSentenceWords || (!small && !line.ends_with(';'));
}

/// A line of prose has words and no mark of code; a line of code ends or begins like one, or calls, assigns,
/// indexes.
bool is_code_line(std::string_view line) {
  constexpr std::array kStarts = {"#include", "#define", "#if",    "#endif", "import ", "from ",  "def ",
                                  "class ",   "return",  "if ",    "else",   "for ",    "while ", "const ",
                                  "let ",     "var ",    "//",     "/*",     "*/",      "@",      "static ",
                                  "struct ",  "int ",    "char ",  "void ",  "try",     "except", "elif ",
                                  "case ",    "export ", "raise ", "assert "};
  if (line.find_first_of(";{}") != std::string_view::npos) return true;
  // Comments and markup.
  if (std::string_view("<#$'\"").find(line.front()) != std::string_view::npos) return true;
  if (line.starts_with("* @")) return true;
  // List members and open calls.
  if (line.ends_with("(") || line.ends_with("[") || line.ends_with("',") || line.ends_with("\","))
    return true;
  for (std::string_view mark : {"==", "!=", "+=", "->", "=>", "::", "()", " = ", ");", "):", "('", "(\""}) {
    if (line.find(mark) != std::string_view::npos) return true;
  }
  // "arr[i](x)" calls; "[here](https://…" is a link.
  const size_t called = line.find("](");
  if (called != std::string_view::npos && !line.substr(called + 2).starts_with("http") &&
      !line.substr(called + 2).starts_with("mailto"))
    return true;
  if (std::any_of(kStarts.begin(), kStarts.end(),
                  [&](const char* start) { return line.starts_with(start); })) {
    // "return the book to the shelf." and "for example, …" are prose.
    return !line.ends_with('.') || line.starts_with("//");
  }
  const size_t call = line.find('(');
  return call != std::string_view::npos && call > 0 && line[call - 1] != ' ' &&
         called == std::string_view::npos && line.find(')') != std::string_view::npos;
}

}  // namespace

bool looks_like_code(std::string_view text) {
  size_t lines = 0, code = 0, statements = 0;
  for (std::string_view line : split(text, '\n')) {
    line = trim(line);
    if (line.size() < 2) continue;
    ++lines;
    const std::string plain = without_markdown(line);
    if (plain.empty() || is_sentence(plain) || !is_code_line(line.starts_with("* @") ? line : plain))
      continue;
    ++code;
    statements += line.ends_with(';') || line.ends_with('{') || line.ends_with("):") ? 1 : 0;
  }
  // A fragment may be mostly a comment: a few statements make it code all the same.
  return lines > 0 && (code * 3 >= lines || statements >= 3);
}

bool is_placeholder(std::string_view code) {
  constexpr std::array<std::string_view, 12> kNothing = {"",  "...", "\u2026", "pass",  "pass;", "...;",
                                                         "{", "}",   "{}",     "<?php", "?>",    "{ }"};
  bool in_comment = false;
  for (std::string_view line : split(code, '\n')) {
    line = trim(line);
    if (!in_comment && line.starts_with("/*")) in_comment = true;
    if (in_comment) {
      const size_t end = line.find("*/");
      if (end == std::string_view::npos) continue;
      in_comment = false;
      line = trim(line.substr(end + 2));
    }
    // "#include" and "#!" are no comments, and neither is a decrement.
    const bool comment = line == "#" || line.starts_with("# ") || line.starts_with("//") ||
                         line.starts_with("-- ") || (line.starts_with("<!--") && line.ends_with("-->"));
    if (comment) continue;
    if (std::ranges::find(kNothing, line) == kNothing.end()) return false;
  }
  return true;
}

}  // namespace broch::eval
