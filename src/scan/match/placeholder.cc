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
  bool semicolons = false;
  bool splats = false;
  bool sigil = false;
  bool forms = true;
  bool braces = false;  ///< around the value of an attribute of JSX
};

class Substitution {
 public:
  Substitution(std::string_view in, const LanguageSpec& spec, Style style)
      : in_(in), spec_(spec), style_(style) {}

  std::string run() {
    while (at_ < in_.size()) step();
    return std::move(out_);
  }

 private:
  /// A bracket that is open: the form of what stands directly in it, and a keyword met there whose bracket is
  /// still to come.
  struct Open {
    char bracket = 0;
    const PlaceForm* form = nullptr;
    std::string_view keyword = {};
    bool initializer = false;  ///< of an array: what stands in it is no statement
    bool in_section = false;   ///< of a switch: what follows a label is a statement
  };

  void step() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<...")) {
      out_ += kDeepName;
      out_ += '(';
      at_ += 4;
      ++deep_;
    } else if (deep_ > 0 && rest.starts_with("...>")) {
      out_ += ')';
      at_ += 4;
      --deep_;
    } else if (const size_t length = metavariable_length(rest);
               length > 0 && !literal(rest.substr(0, length))) {
      metavariable(rest.substr(0, length));
      last_word_ = rest.substr(0, length);
      at_ += length;
      last_word_end_ = at_;
    } else if (rest.starts_with("...") && !(spec_.spreads && spreads(rest))) {
      ellipsis();
    } else if (in_[at_] == '"' || in_[at_] == '\'' || in_[at_] == '`') {
      string(in_[at_]);
    } else if (is_identifier(in_[at_])) {
      word();
    } else {
      brackets(in_[at_]);
      out_ += in_[at_++];
    }
  }

  bool literal(std::string_view variable) const {
    const auto& names = spec_.sigil.literal;
    return std::find(names.begin(), names.end(), variable) != names.end();
  }

  void metavariable(std::string_view text) {
    const bool sequence = text.starts_with("$...");
    std::string name(sequence ? kSequencePrefix : kVariablePrefix);
    name += text.substr(sequence ? 4 : 1);
    if (!sequence && style_.sigil && takes_sigil(text.size())) name.insert(0, spec_.sigil.text);
    const PlaceForm* form = open_.back().form;
    if (form != nullptr && !form->variable.empty() && !sequence && stands_between(text.size())) {
      out_ += write_form(form->variable, name);
    } else if (!sequence && is_whole_statement(text.size())) {
      const std::string_view statement = spec_.statement;
      out_ += write_form(statement.substr(0, statement.size() - 1), name);  // its `;` is there
    } else {
      out_ += is_attribute_value() ? write_form("{@}", name) : name;
    }
  }

  bool is_attribute_value() const { return style_.braces && at_ > 0 && in_[at_ - 1] == '='; }

  /// A name follows certain words, and what stands before a variable is its type.
  bool takes_sigil(size_t length) const {
    const auto& after = spec_.sigil.names_after;
    if (std::find(after.begin(), after.end(), last_word_) != after.end() && blank_before(last_word_end_)) {
      return false;
    }
    const size_t next = in_.find_first_not_of(" \t", at_ + length);
    return next == std::string_view::npos || next == at_ + length || in_[next] != '$';
  }

  bool blank_before(size_t from) const {
    return in_.substr(from, at_ - from).find_first_not_of(" \t\n\\") == std::string_view::npos;
  }

  // `...rest` of JavaScript is a spread, not an ellipsis, when an identifier follows directly.
  static bool spreads(std::string_view rest) {
    return rest.size() > 3 && (is_identifier(rest[3]) || rest[3] == '{' || rest[3] == '[');
  }

  void ellipsis() {
    const PlaceForm* form = open_.back().form;
    const bool whole = form != nullptr && !open_.back().in_section &&
                       (form->bracket == '{' ? begins_item() : stands_between(3));
    if (whole && !form->ellipsis.empty()) {
      out_ += write_form(form->ellipsis, kEllipsisName);
    } else if (is_attribute_value()) {
      out_ += write_form("{@}", kEllipsisName);
    } else {
      const bool statement = style_.semicolons && stands_alone();
      if (style_.splats && open_.back().bracket == '{' && begins_entry()) out_ += "**";
      out_ += statement ? write_form(spec_.statement, kEllipsisName) : std::string(kEllipsisName);
    }
    at_ += 3;
    last_ellipsis_end_ = at_;
  }

  /// Not the value of a key.
  bool begins_entry() const {
    const size_t before = at_ == 0 ? std::string_view::npos : in_.find_last_not_of(" \t\r\n", at_ - 1);
    return before == std::string_view::npos || in_[before] == '{' || in_[before] == ',';
  }

  /// Nothing else between two commas or the brackets.
  bool stands_between(size_t length) const {
    const size_t before = at_ == 0 ? std::string_view::npos : in_.find_last_not_of(" \t\r\n", at_ - 1);
    const size_t after = in_.find_first_not_of(" \t\r\n", at_ + length);
    return before != std::string_view::npos && after != std::string_view::npos &&
           (in_[before] == ',' || in_[before] == '(') && (in_[after] == ',' || in_[after] == ')');
  }

  /// Nothing but blanks between statement borders, or alone on its line.
  bool stands_alone() const {
    if (open_.back().initializer) return false;
    size_t before = at_, after = at_ + 3;
    while (before > 0 && (in_[before - 1] == ' ' || in_[before - 1] == '\t')) --before;
    while (after < in_.size() && (in_[after] == ' ' || in_[after] == '\t')) ++after;
    const char left = before > 0 ? in_[before - 1] : '\n';
    const char right = after < in_.size() ? in_[after] : '\n';
    const bool opens = left == '\n' || left == '{' || left == ';' || left == '}' || ends_label(left);
    if (opens && (right == '\n' || right == '}' || right == '\r')) return true;
    // `...` before a statement of the same line.
    return begins_statement() && (is_identifier(right) || right == '(' || right == '<' || right == '@');
  }

  bool begins_statement() const {
    if (open_.back().bracket != 0 && open_.back().bracket != '{') return false;
    if (last_ellipsis_end_ > 0 && blank_before(last_ellipsis_end_)) return true;
    const char before = previous(at_);
    return before == 0 || before == '{' || before == ';' || before == '}' || ends_label(before);
  }

  /// `case 1:`, `case 1 ->`.
  bool ends_label(char c) const { return (c == ':' || c == '>') && open_.back().in_section; }

  /// A member, an entry or a section begins here.
  bool begins_item() const {
    const size_t line = in_.find_last_not_of(" \t", at_ - 1);
    return begins_statement() || previous(at_) == ',' ||
           (line != std::string_view::npos && in_[line] == '\n');
  }

  /// The last character before `at` that is not blank, or 0.
  char previous(size_t at) const {
    const size_t before = at == 0 ? std::string_view::npos : in_.find_last_not_of(" \t\r\n", at - 1);
    return before == std::string_view::npos ? char{0} : in_[before];
  }

  /// `$S;` where a statement begins.
  bool is_whole_statement(size_t length) const {
    const size_t after = in_.find_first_not_of(" \t\r\n", at_ + length);
    return open_.size() > 1 && begins_statement() && after != std::string_view::npos && in_[after] == ';';
  }

  // Code in a string, up to the bracket that ends it.
  void interpolation(std::string_view opener) {
    const char close = opener.back() == '(' ? ')' : '}';
    out_ += opener;
    at_ += opener.size();
    int depth = 1;
    while (at_ < in_.size()) {
      if (in_[at_] == opener.back()) ++depth;
      if (in_[at_] == close && --depth == 0) break;
      step();
    }
    if (at_ < in_.size()) out_ += in_[at_++];
  }

  /// Nothing else between the quotes: any string, not one with a variable in it.
  bool is_whole_string(size_t length) const {
    return in_[at_ - 1] == '"' && at_ + length < in_.size() && in_[at_ + length] == '"';
  }

  // "..." keeps its dots (any string); a metavariable inside becomes its placeholder, which the matcher
  // recognises where it is the whole content.
  void string(char quote) {
    const bool is_template = quote == '`' && spec_.lex.template_strings;
    const std::string_view opener = is_template    ? std::string_view("${")
                                    : quote == '"' ? spec_.lex.interpolation
                                                   : std::string_view();
    out_ += quote;
    ++at_;
    while (at_ < in_.size()) {
      const std::string_view rest = in_.substr(at_);
      if (rest[0] == '\\' && rest.size() > 1) {
        out_ += rest.substr(0, 2);
        at_ += 2;
      } else if (!opener.empty() && rest.starts_with(opener)) {
        interpolation(opener);
      } else if (const size_t length = metavariable_length(rest); length > 0 && !rest.starts_with("$...")) {
        if (literal(rest.substr(0, length))) {
          out_ += rest.substr(0, length);
        } else {
          if (quote == '"' && style_.sigil && !is_whole_string(length)) out_ += spec_.sigil.text;
          out_ += kVariablePrefix;
          out_ += rest.substr(1, length - 1);
        }
        at_ += length;
      } else {
        out_ += rest[0];
        ++at_;
        if (rest[0] == quote || rest[0] == '\n') return;
      }
    }
  }

  void word() {
    size_t end = at_;
    while (end < in_.size() && is_identifier(in_[end])) ++end;
    const std::string_view text = in_.substr(at_, end - at_);
    for (const PlaceForm& form : spec_.forms) {
      if (form.keyword == text) open_.back().keyword = text;
    }
    if (holds_sections(open_.back().form) && (text == "case" || text == "default")) {
      open_.back().in_section = true;
    }
    last_word_ = text;
    last_word_end_ = end;
    out_ += text;
    at_ = end;
  }

  static bool holds_sections(const PlaceForm* form) {
    return form != nullptr && form->ellipsis.starts_with("case ");
  }

  void brackets(char c) {
    if (c == '(' || c == '[' || c == '{') {
      Open inner{.bracket = c};
      inner.initializer = c == '{' && (previous(at_) == '=' || previous(at_) == ']');
      std::string_view keyword = open_.back().keyword;
      if (c == '(' && begins_parameters()) keyword = kHeader;
      if (c == '(' && in_annotation()) keyword = kAnnotation;
      for (const PlaceForm& form : spec_.forms) {
        if (form.keyword == keyword && form.bracket == c && style_.forms) inner.form = &form;
      }
      // What is switched on stands between the word and the sections.
      const bool direct = inner.form != nullptr && last_word_ == keyword && blank_before(last_word_end_);
      if (c != '(' || direct) open_.back().keyword = {};
      open_.push_back(inner);
    } else if (c == ')' || c == ']' || c == '}') {
      if (open_.size() > 1) open_.pop_back();
    } else if (c == ';' || (c == ',' && open_.back().bracket == '(')) {
      open_.back().keyword = {};
    }
  }

  /// Whether the parenthesis here belongs to a definition that no keyword announces, `T name(...) {`: it
  /// follows a name that is not called, and is followed by a body or nothing.
  bool begins_parameters() const {
    if (last_word_.empty() || !blank_before(last_word_end_) || !open_.back().keyword.empty()) return false;
    const auto& calling = spec_.not_headers;
    if (std::find(calling.begin(), calling.end(), last_word_) != calling.end()) return false;
    const char before = previous(last_word_end_ - last_word_.size());
    if (before != 0 && std::string_view(".=,(<!&|+-*/:?@").find(before) != std::string_view::npos)
      return false;
    const size_t end = closing(at_);
    const size_t after = end == std::string_view::npos ? end : in_.find_first_not_of(" \t\r\n", end + 1);
    if (after == std::string_view::npos || in_[after] == '{') return true;
    return in_.substr(after).starts_with("throws") || in_.substr(after).starts_with("where ") ||
           (in_[after] == ';' && is_identifier(before));
  }

  bool in_annotation() const {
    const size_t name = last_word_end_ - last_word_.size();
    return !last_word_.empty() && blank_before(last_word_end_) && name > 0 && in_[name - 1] == '@';
  }

  /// The bracket that closes the one at `from`.
  size_t closing(size_t from) const {
    int depth = 0;
    for (size_t i = from; i < in_.size(); ++i) {
      const char c = in_[i];
      if (c == '"') {
        i = in_.find('"', i + 1);
        if (i == std::string_view::npos) return i;
      }
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  std::string_view in_;
  const LanguageSpec& spec_;
  Style style_;
  size_t at_ = 0;
  std::string out_;
  std::vector<Open> open_{Open{}};
  std::string_view last_word_;
  size_t last_word_end_ = 0;
  size_t last_ellipsis_end_ = 0;
  int deep_ = 0;  ///< `<...` that are open
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

std::vector<std::string> substitute(std::string_view pattern, const LanguageSpec& spec) {
  std::vector<std::string> texts;
  for (const bool sigil : {true, false}) {
    if (sigil && spec.sigil.text.empty()) continue;
    const auto add = [&](Style style) {
      style.sigil = sigil;
      std::string text = Substitution(pattern, spec, style).run();
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    };
    add({});
    if (spec.semicolons) add({.semicolons = true});
    if (spec.semicolons && !spec.forms.empty()) add({.semicolons = true, .forms = false});
    if (spec.mapping_splats) add({.splats = true});
    if (spec.lex.template_strings && pattern.find('<') != std::string_view::npos) add({.braces = true});
  }
  return texts;
}

std::string write_form(std::string_view form, std::string_view placeholder) {
  std::string out;
  for (const char c : form) {
    if (c == '@') {
      out += placeholder;
    } else if (c == '%') {
      out += kEllipsisName;
    } else {
      out += c;
    }
  }
  return out;
}

std::string restore(std::string_view text) {
  std::string out(text);
  out = replace_all(std::move(out), '$' + std::string(kVariablePrefix), "$");
  out = replace_all(std::move(out), kVariablePrefix, "$");
  out = replace_all(std::move(out), kCapitalPrefix, "$");
  out = replace_all(std::move(out), kSequencePrefix, "$...");
  return replace_all(std::move(out), kEllipsisName, "...");
}

}  // namespace broch::scan
