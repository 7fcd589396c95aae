#include "scan/annotations.h"

#include <algorithm>
#include <array>

namespace broch::scan {
namespace {

/// What opens and what closes a comment; line comments close with the line.
struct Comment {
  std::string_view open;
  std::string_view close;
};
// Longer openers first: `{/*` before the rest of what begins with it.
constexpr std::array<Comment, 10> kComments = {{{"{/*", "*/}"},
                                                {"/*", "*/"},
                                                {"<!--", "-->"},
                                                {"(*", "*)"},
                                                {"//", ""},
                                                {"#", ""},
                                                {";;", ""},
                                                {"--", ""},
                                                {"'", ""},
                                                {"%", ""}}};

bool is_word(char c) { return c >= 'a' && c <= 'z'; }

/// "ruleid", "ok", "todoruleid", "deepok", ...: what a word before a colon says.
struct Word {
  bool todo = false;
  bool foreign = false;  ///< of another engine
  bool expected = false;
};

std::optional<Word> read_word(std::string_view text) {
  Word word;
  if (text.starts_with("todo")) {
    word.todo = true;
    text.remove_prefix(4);
  }
  for (const std::string_view engine : {"pro", "deep"}) {
    if (!text.starts_with(engine)) continue;
    word.foreign = true;
    text.remove_prefix(engine.size());
  }
  word.expected = text == "ruleid";
  if (!word.expected && text != "ok") return std::nullopt;
  return word;
}

/// Takes `word :` off the front.
std::optional<Word> take_word(std::string_view& text) {
  size_t end = 0;
  while (end < text.size() && is_word(text[end])) ++end;
  const auto word = read_word(text.substr(0, end));
  if (!word) return std::nullopt;
  const std::string_view rest = trim(text.substr(end));
  if (!rest.starts_with(':')) return std::nullopt;
  text = trim(rest.substr(1));
  return word;
}

/// The text of the comment that the line is, without its delimiters.
std::optional<std::string_view> comment_text(std::string_view line) {
  std::string_view text = trim(line);
  bool any = false;
  for (bool again = true; again;) {
    again = false;
    for (const Comment& comment : kComments) {
      if (!text.starts_with(comment.open)) continue;
      text = text.substr(comment.open.size());
      if (!comment.close.empty()) text = text.substr(0, text.find(comment.close));
      text = trim(text);
      any = again = true;
      break;
    }
  }
  if (!any) return std::nullopt;
  return text;
}

struct RawAnnotation {
  std::optional<Word> own;  ///< the first word that is of no other engine
  std::string_view ids;
};

std::optional<RawAnnotation> read_raw(std::string_view line) {
  const auto comment = comment_text(line);
  if (!comment) return std::nullopt;
  RawAnnotation out;
  std::string_view text = *comment;
  bool any = false;
  while (const auto word = take_word(text)) {
    any = true;
    if (!word->foreign && !out.own) out.own = word;
  }
  if (!any) return std::nullopt;
  out.ids = text;
  return out;
}

}  // namespace

bool is_annotation(std::string_view line) { return read_raw(line).has_value(); }

std::optional<Annotation> read_annotation(std::string_view line) {
  const auto parsed = read_raw(line);
  if (!parsed || !parsed->own) return std::nullopt;
  Annotation out;
  out.mark = parsed->own->todo ? Mark::kTodo : parsed->own->expected ? Mark::kExpected : Mark::kClean;
  for (const std::string_view part : split(parsed->ids, ',')) {
    std::string_view id = trim(part);
    id = id.substr(0, id.find_first_of(" \t*>"));
    if (!id.empty()) out.rules.emplace_back(id);
  }
  return out;
}

Marks read_marks(const LineIndex& lines) {
  Marks out;
  for (int line = 1; line <= lines.line_count(); ++line) {
    const auto annotation = read_annotation(lines.line(line));
    if (!annotation) continue;
    int target = line + 1;
    while (target <= lines.line_count() && is_annotation(lines.line(target))) ++target;
    for (const std::string& rule : annotation->rules) out.entries[{target, rule}] = {annotation->mark, line};
  }
  return out;
}

}  // namespace broch::scan
