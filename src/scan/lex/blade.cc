#include "scan/lex/blade.h"

#include <algorithm>
#include <cctype>

#include "scan/lex/word.h"

namespace broch::scan {
namespace {

/// Reserved words, so no names of calls, which need no body as `if` does.
constexpr std::string_view kWithoutCall[] = {"break",   "case",  "class",   "continue", "default", "extends",
                                             "include", "match", "require", "return",   "switch",  "use"};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// `<p`, `</p`, `<!--`, `@name`, `{{` or `{!!`.
bool begins_markup(std::string_view rest) {
  if (rest.size() < 2) return false;
  const char next = rest[1];
  if (rest[0] == '<') return is_letter(next) || next == '/' || next == '!';
  if (rest[0] == '@') return is_letter(next);
  return rest.starts_with("{{") || rest.starts_with("{!!");
}

/// Behind the `;` of an entity, as in `&nbsp;`.
size_t entity_end(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && (is_word_char(text[end]) || text[end] == '#')) ++end;
  return end > at + 1 && end < text.size() && text[end] == ';' ? end + 1 : at;
}

class Template {
 public:
  explicit Template(std::string_view text) : text_(text), out_{std::string(text), {}} {}

  std::optional<CodeInMarkup> run() {
    bool markup = false, line_begins = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const std::string_view rest = text_.substr(at_);
      if (line_begins && !markup) markup = begins_markup(rest);
      if (c == '\n') {
        line_begins = true;
      } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
        line_begins = false;
      }
      if (braces()) continue;
      if (c == '@' && rest.size() > 1 && is_letter(rest[1]) && (at_ == 0 || !is_word_char(text_[at_ - 1]))) {
        directive();
      } else if (c == '=' && rest.size() > 1 && (rest[1] == '"' || rest[1] == '\'')) {
        attribute();
      } else if (const size_t entity = c == '&' ? entity_end(text_, at_) : at_; entity > at_) {
        blank_to(entity);
      } else if (c == ';') {
        return std::nullopt;
      } else {
        blank_to(at_ + 1);
      }
    }
    if (!markup) return std::nullopt;
    return std::move(out_);
  }

 private:
  /// The first blank place takes the `;` that is due.
  void blank_to(size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] == '\n' || text_[at_] == '\r') continue;
      out_.code[at_] = due_ ? ';' : ' ';
      due_ = false;
    }
  }

  size_t end_of(std::string_view mark) const {
    const size_t found = text_.find(mark, at_);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  /// What stands between braces; false when none open here.
  bool braces() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("{{--")) {
      blank_to(end_of("--}}"));
    } else if (rest.starts_with("@{{")) {  // they are no Blade's
      blank_to(end_of("}}"));
    } else if (rest.starts_with("{{")) {
      expression(2, "}}");
    } else if (rest.starts_with("{!!")) {
      out_.echoes.push_back(at_);
      expression(3, "!!}");
    } else {
      return false;
    }
    return true;
  }

  /// An expression between marks, with the strings in it; one that is not closed goes to the end.
  void expression(size_t open, std::string_view close) {
    blank_to(at_ + open);
    while (at_ < text_.size() && !text_.substr(at_).starts_with(close)) {
      const bool quoted = text_[at_] == '"' || text_[at_] == '\'';
      at_ = quoted ? string_end(text_, at_) : at_ + 1;
    }
    due_ = true;
    blank_to(std::min(at_ + close.size(), text_.size()));
  }

  void directive() {
    const size_t name = at_ + 1;
    size_t end = name;
    while (end < text_.size() && is_word_char(text_[end])) ++end;
    size_t open = end;
    while (open < text_.size() && (text_[open] == ' ' || text_[open] == '\t')) ++open;
    if (open == text_.size() || text_[open] != '(') {
      blank_to(end);
      return;
    }
    std::string_view word = text_.substr(name, end - name);
    blank_to(name);
    if (word == "elseif") {
      blank_to(name + 4);
      word.remove_prefix(4);
    }
    if (std::ranges::find(kWithoutCall, word) != std::end(kWithoutCall))
      out_.code.replace(at_, word.size(), word.size(), '_');
    if (word == "forelse") out_.code.replace(at_, word.size(), "foreach");
    at_ = open;
    skip_brackets();
    due_ = true;
  }

  void skip_brackets() {
    size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        at_ = string_end(text_, at_);
        continue;
      }
      ++at_;
      if (c == '(') ++depth;
      if (c == ')' && --depth == 0) return;
    }
  }

  /// `="…"`, in which only expressions between braces are code.
  void attribute() {
    const char quote = text_[at_ + 1];
    blank_to(at_ + 2);
    while (at_ < text_.size() && text_[at_] != quote) {
      if (!braces()) blank_to(at_ + 1);
    }
    blank_to(std::min(at_ + 1, text_.size()));
  }

  std::string_view text_;
  CodeInMarkup out_;
  size_t at_ = 0;
  bool due_ = false;  ///< a statement has ended, and its `;` has no place yet
};

}  // namespace

std::optional<CodeInMarkup> code_in_blade(std::string_view text) {
  if (text.contains("<?")) return std::nullopt;
  return Template(text).run();
}

}  // namespace broch::scan
