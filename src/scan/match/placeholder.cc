#include "scan/match/placeholder.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"

namespace broch::scan {
namespace {

bool starts_variable(char c) { return (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_variable(char c) { return starts_variable(c) || (c >= '0' && c <= '9'); }
bool is_identifier(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; }

struct Style {
  bool semicolons;
  bool splats;
};

class Substitution {
 public:
  Substitution(std::string_view in, Style style) : in_(in), style_(style) {}

  std::string run() {
    while (at_ < in_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<...")) {
      out_ += kDeepName;
      out_ += '(';
      at_ += 4;
    } else if (rest.starts_with("...>")) {
      out_ += ')';
      at_ += 4;
    } else if (const size_t length = metavariable_length(rest); length > 0) {
      const bool sequence = rest.starts_with("$...");
      out_ += sequence ? kSequencePrefix : kVariablePrefix;
      out_ += rest.substr(sequence ? 4 : 1, length - (sequence ? 4 : 1));
      at_ += length;
    } else if (rest.starts_with("...") && !spreads(rest)) {
      ellipsis();
    } else if (in_[at_] == '"' || in_[at_] == '\'' || in_[at_] == '`') {
      string(in_[at_]);
    } else {
      brackets(in_[at_]);
      out_ += in_[at_++];
    }
  }

  // `...rest` of JavaScript is a spread, not an ellipsis, when an identifier follows directly.
  static bool spreads(std::string_view rest) {
    return rest.size() > 3 && (is_identifier(rest[3]) || rest[3] == '{' || rest[3] == '[');
  }

  void ellipsis() {
    const bool statement = style_.semicolons && stands_alone();
    if (style_.splats && !open_.empty() && open_.back() == '{') out_ += "**";
    out_ += kEllipsisName;
    if (statement) out_ += ';';
    at_ += 3;
  }

  /// Nothing but blanks between statement borders, or alone on its line.
  bool stands_alone() const {
    size_t before = at_, after = at_ + 3;
    while (before > 0 && (in_[before - 1] == ' ' || in_[before - 1] == '\t')) --before;
    while (after < in_.size() && (in_[after] == ' ' || in_[after] == '\t')) ++after;
    const char left = before > 0 ? in_[before - 1] : '\n';
    const char right = after < in_.size() ? in_[after] : '\n';
    const bool opens = left == '\n' || left == '{' || left == ';' || left == '}';
    return opens && (right == '\n' || right == '}' || right == '\r');
  }

  // "..." keeps its dots (any string); a metavariable inside becomes its placeholder, which the matcher
  // recognises where it is the whole content.
  void string(char quote) {
    out_ += quote;
    ++at_;
    while (at_ < in_.size()) {
      const std::string_view rest = in_.substr(at_);
      if (rest[0] == '\\' && rest.size() > 1) {
        out_ += rest.substr(0, 2);
        at_ += 2;
      } else if (const size_t length = metavariable_length(rest); length > 0 && !rest.starts_with("$...")) {
        out_ += kVariablePrefix;
        out_ += rest.substr(1, length - 1);
        at_ += length;
      } else {
        out_ += rest[0];
        ++at_;
        if (rest[0] == quote || rest[0] == '\n') return;
      }
    }
  }

  void brackets(char c) {
    if (c == '(' || c == '[' || c == '{') open_ += c;
    if ((c == ')' || c == ']' || c == '}') && !open_.empty()) open_.pop_back();
  }

  std::string_view in_;
  Style style_;
  size_t at_ = 0;
  std::string out_;
  std::string open_;
};

}  // namespace

size_t metavariable_length(std::string_view text) {
  if (text.size() < 2 || text[0] != '$') return 0;
  size_t at = text.starts_with("$...") ? 4 : 1;
  if (at >= text.size() || !starts_variable(text[at])) return 0;
  while (at < text.size() && continues_variable(text[at])) ++at;
  // `$Xy` is an identifier of the language.
  return at < text.size() && is_identifier(text[at]) ? 0 : at;
}

std::vector<std::string> substitute(std::string_view pattern, bool semicolons, bool splats) {
  std::vector<std::string> texts;
  const auto add = [&](Style style) {
    std::string text = Substitution(pattern, style).run();
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  };
  add({.semicolons = false, .splats = false});
  if (semicolons) add({.semicolons = true, .splats = false});
  if (splats) add({.semicolons = false, .splats = true});
  return texts;
}

std::string restore(std::string_view text) {
  std::string out(text);
  out = replace_all(std::move(out), kVariablePrefix, "$");
  out = replace_all(std::move(out), kSequencePrefix, "$...");
  return replace_all(std::move(out), kEllipsisName, "...");
}

}  // namespace broch::scan
