#include "scan/lex/balance.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "core/text.h"
#include "scan/lex/brackets.h"
#include "scan/lex/word.h"

namespace broch::scan {
namespace {

// More missing brackets than this are hostile or noise: adding them would only cost.
constexpr size_t kMaxAdded = 64;
constexpr size_t kMaxIndentLevels = 32;
// A closer's opener is looked for among so many that are open: code nests less.
constexpr size_t kMaxOpen = 1'000;
// A line with more `/` that could have begun a regular expression and did not is no code.
constexpr size_t kMaxDivisions = 32;
// Columns of a tab, as the Python grammar's scanner counts them.
constexpr size_t kTab = 8;

bool is_name_character(char c) { return is_word_char(c) || c == '$'; }

/// Keeps the stack of open brackets, and of template strings, whose `${` opens a bracket of its own.
class Lexer {
 public:
  Lexer(std::string_view text, const LexRules& rules) : text_(text), rules_(&rules) {}

  void read() {
    while (at_ < text_.size()) step();
    if (first_triple_ != std::string_view::npos && closes_string(first_triple_)) begin_inside_string();
  }

  std::vector<Span> comments() && { return std::move(comments_); }

  Balance run() {
    read();
    Balance result;
    if (rules_->balanced) {
      result.before = indentation_prefix() + opener_ + missing_openers();
      result.after = suffix();
    }
    result.depth = depth_;
    return result;
  }

 private:
  // '`' on the stack is an open template string, '$' a substitution in one.
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      line_start_ = true;
      divisions_ = 0;
      return;
    }
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++at_;
      return;
    }
    if (skip_comment()) return;
    if (line_start_) begin_line();
    if (c == '"' || c == '\'') {
      if (c == '"' || !rules_->character_literals) {
        skip_string(c);
      } else {
        skip_character();
      }
    } else if (c == 'r' && rules_->hash_strings && skip_hash_string()) {
      // Nothing in it is code.
    } else if (c == '`' && rules_->raw_backticks) {
      skip_to("`");
    } else if (c == '`' && rules_->template_strings) {
      ++at_;
      stack_.push_back('`');
      skip_template();
    } else if (c == '/' && rules_->regex_literals && divisions_ < kMaxDivisions && regex_may_begin()) {
      skip_regex();
    } else if (c == '(' || c == '[' || c == '{') {
      open(c);
      ++at_;
    } else if (c == ')' || c == ']' || c == '}') {
      close(c);
    } else {
      ++at_;
    }
    last_ = c;
  }

  /// What was met so far is the end of a string or comment that began before the text.
  void restart(std::string_view opener, size_t at) {
    const size_t depth = depth_;
    *this = Lexer(text_, *rules_);
    opener_ = opener;
    at_ = at;
    depth_ = depth;
  }

  void begin_inside_string() {
    restart(text_.substr(first_triple_, 3), first_triple_ + 3);
    while (at_ < text_.size()) step();
  }

  // Whether the first triple quote ends a string that began before the text: it stands where no string can
  // begin, or after what reads like the last line of a docstring.
  bool closes_string(size_t at) const {
    const size_t line = text_.rfind('\n', at) + 1;  // npos + 1 is 0
    const std::string_view before = trim(text_.substr(line, at - line));
    if (!before.empty()) {
      constexpr std::string_view kOpeners = "=([{,:+%\\rRfFbBuU";
      constexpr std::string_view kWords[] = {"return", "yield", "in",    "and",    "or",
                                             "not",    "else",  "print", "assert", "exec"};
      return kOpeners.find(before.back()) == std::string_view::npos &&
             std::none_of(std::begin(kWords), std::end(kWords),
                          [&](auto word) { return before.ends_with(word); });
    }
    size_t end = line;
    while (end > 0 && std::isspace(static_cast<unsigned char>(text_[end - 1]))) --end;
    if (end == 0) return false;
    const size_t previous = text_.rfind('\n', end - 1) + 1;
    const std::string_view whole = text_.substr(previous, end - previous);
    const std::string_view last = trim(whole);
    if (last.starts_with('#')) return false;
    return indent_of(whole) > at - line || reads_like_prose(last);
  }

  static size_t indent_of(std::string_view line) {
    return static_cast<size_t>(
        std::find_if(line.begin(), line.end(), [](unsigned char c) { return !std::isspace(c); }) -
        line.begin());
  }

  static bool reads_like_prose(std::string_view line) {
    if (line.ends_with('.') || line.starts_with(':') || line.starts_with(">>>")) return true;
    const auto blanks = std::count(line.begin(), line.end(), ' ');
    if (line.starts_with('@')) return blanks > 0 && line.find('(') == std::string_view::npos;
    for (const std::string_view word :
         {"import ", "from ", "return ", "raise ", "del ", "class ", "def ", "global "}) {
      if (line.starts_with(word)) return false;
    }
    return blanks >= 2 && !line.ends_with(':') && line.find_first_of("=([") == std::string_view::npos;
  }

  bool skip_comment() {
    const std::string_view rest = text_.substr(at_);
    const size_t begin = at_;
    if (rules_->block_comments && rest.starts_with("*/") && opener_.empty()) {
      restart("/*", at_ + 2);
      comments_.push_back({0, at_});
      return true;
    }
    if ((!rules_->line_comment.empty() && rest.starts_with(rules_->line_comment)) ||
        (rules_->hash_comments && rest[0] == '#' && !rest.starts_with("#["))) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      comments_.push_back({begin, at_});
      return true;
    }
    if (rules_->block_comments && rest.starts_with("/*")) {
      const size_t end = text_.find("*/", at_ + 2);
      open_comment_ = end == std::string_view::npos;
      at_ = open_comment_ ? text_.size() : end + 2;
      comments_.push_back({begin, at_});
      return true;
    }
    return false;
  }

  void skip_string(char quote) {
    const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
    if (rules_->triple_quotes && text_.substr(at_).starts_with(triple)) {
      first_triple_ = std::min(first_triple_, at_);
      at_ += 3;
      while (at_ < text_.size()) {
        if (text_[at_] == '\\') {
          at_ = std::min(at_ + 2, text_.size());
        } else if (text_.substr(at_).starts_with(triple)) {
          at_ += 3;
          return;
        } else {
          ++at_;
        }
      }
      open_string_ = triple;
      return;
    }
    ++at_;
    bool& unclosed = quote == '"' ? unclosed_double_ : unclosed_single_;
    size_t line_end = std::string_view::npos;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\') {
        at_ = std::min(at_ + 2, text_.size());
        continue;
      }
      if (text_[at_] == '\n') {
        if (!rules_->multiline_strings || unclosed) return;
        line_end = std::min(line_end, at_);
      }
      if (text_[at_++] == quote) return;
    }
    if (line_end != std::string_view::npos) {
      // A lone quote, as in prose or at the end of what began before the text, hides no more than its line.
      at_ = line_end;
      unclosed = true;
      return;
    }
    // A string that ends with the line is broken code in the middle, but a cut at the end of the text.
    if (at_ == text_.size()) open_string_ = std::string(1, quote);
  }

  /// What `end` closes, without escapes; `at_` is at its first character.
  void skip_to(std::string_view end) {
    const size_t found = text_.find(end, at_ + 1);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    if (found == std::string_view::npos) open_string_ = end;
  }

  /// 'x' and '\n'; other quotes are lifetimes.
  void skip_character() {
    constexpr size_t kLongest = 12;  // '\u{10ffff}'
    const std::string_view rest = text_.substr(at_, kLongest);
    const bool escaped = rest.size() > 2 && rest[1] == '\\';
    const size_t end = rest.find('\'', escaped ? 3 : 2);
    const bool one = end != std::string_view::npos &&
                     (escaped || end == 2 || (end <= 5 && static_cast<unsigned char>(rest[1]) >= 0x80));
    at_ += one ? end + 1 : 1;
  }

  /// r"..." and r#"..."#, also br; false where the letter begins or ends something else.
  bool skip_hash_string() {
    const bool byte = at_ > 0 && text_[at_ - 1] == 'b' && (at_ == 1 || !is_name_character(text_[at_ - 2]));
    if (at_ > 0 && is_name_character(text_[at_ - 1]) && !byte) return false;
    size_t quote = at_ + 1;
    while (quote < text_.size() && text_[quote] == '#') ++quote;
    if (quote >= text_.size() || text_[quote] != '"' || quote - at_ > kMaxAdded) return false;
    const std::string end = '"' + std::string(quote - at_ - 1, '#');
    at_ = quote;
    skip_to(end);
    return true;
  }

  // The literal part of a template, up to its end or the next substitution.
  void skip_template() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\\') {
        at_ = std::min(at_ + 2, text_.size());
      } else if (text_[at_] == '`') {
        ++at_;
        stack_.pop_back();
        return;
      } else if (text_.substr(at_).starts_with("${")) {
        at_ += 2;
        stack_.push_back('$');
        depth_ = std::max(depth_, stack_.size());
        return;
      } else {
        ++at_;
      }
    }
  }

  bool regex_may_begin() const {
    if (last_ == 0 || std::string_view("(,=:[!&|?{};+-*%<>~^").find(last_) != std::string_view::npos)
      return true;
    if (!is_name_character(last_)) return false;
    size_t end = at_;
    while (end > 0 && std::isspace(static_cast<unsigned char>(text_[end - 1]))) --end;
    return text_.substr(0, end).ends_with("return") || text_.substr(0, end).ends_with("typeof");
  }

  void skip_regex() {
    const size_t begin = at_++;
    bool in_class = false;
    while (at_ < text_.size() && text_[at_] != '\n') {
      const char c = text_[at_];
      if (c == '\\') {
        at_ = std::min(at_ + 2, text_.size());
        continue;
      }
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      ++at_;
      if (c == '/' && !in_class) return;
    }
    at_ = begin + 1;  // a division after all
    ++divisions_;
  }

  void open(char c) {
    stack_.push_back(c);
    depth_ = std::max(depth_, stack_.size());
  }

  void close(char c) {
    ++at_;
    if (c == '}' && !stack_.empty() && stack_.back() == '$') {
      stack_.pop_back();
      skip_template();
      return;
    }
    const char opener = opener_of(c);
    // What lies open inside a closed bracket stays unclosed: nothing is inserted in the middle of the text.
    const size_t lowest = stack_.size() > kMaxOpen ? stack_.size() - kMaxOpen : 0;
    for (size_t size = stack_.size(); size > lowest && stack_[size - 1] != '$'; --size) {
      if (stack_[size - 1] == opener) {
        stack_.resize(size - 1);
        return;
      }
    }
    if (!stack_.empty() || missing_.size() >= kMaxAdded) return;
    missing_.push_back({opener, c == '}' ? header() : std::string_view{}});
    cases_ = members_ = false;
  }

  /// What begins the block whose end was met: what follows it, or what stood in it, says which it was.
  std::string_view header() const {
    if (!rules_->block_comments) return {};
    if (cases_) return "switch(0){case 0:";
    if (members_) return "class A{";
    const size_t next = text_.find_first_not_of(" \t\r\n", at_);
    const std::string_view rest = next == std::string_view::npos ? std::string_view{} : text_.substr(next);
    if (rest.starts_with("else")) return "if(1){";
    if (rest.starts_with("catch") || rest.starts_with("finally")) return "try{";
    return {};
  }

  /// A line outside of all brackets that only a switch or a class can hold.
  void note_line() {
    const std::string_view rest = text_.substr(at_, text_.find('\n', at_) - at_);
    if (rest.starts_with("case ") || rest.starts_with("default:")) cases_ = true;
    for (const std::string_view word : {"public ", "private ", "protected "}) {
      if (rest.starts_with(word)) members_ = true;
    }
  }

  void begin_line() {
    line_start_ = false;
    if (stack_.empty() && rules_->block_comments) note_line();
    if (!rules_->indentation || !stack_.empty()) return;
    size_t column = 0, begin = at_;
    while (begin > 0 && text_[begin - 1] != '\n') --begin;
    for (size_t i = begin; i < at_; ++i) column += text_[i] == '\t' ? kTab : 1;
    if (!indents_.empty() && column >= indents_.back().column) return;
    if (indents_.size() >= kMaxIndentLevels) return;
    const std::string_view rest = text_.substr(at_);
    const bool handler = rest.starts_with("except") || rest.starts_with("finally");
    indents_.push_back({column, handler});
  }

  // The one that is closed last comes first. A block that was opened inside parentheses is a callback's body.
  std::string missing_openers() const {
    std::string out;
    for (size_t i = missing_.size(); i-- > 0;) {
      const auto& [bracket, header] = missing_[i];
      if (bracket == '{' && out.ends_with('(')) out += rules_->callback;
      if (header.empty()) {
        out += bracket;
      } else {
        out += header;
      }
    }
    return out;
  }

  // A text that begins indented gets a header for each level that it later falls back to.
  std::string indentation_prefix() const {
    std::string prefix;
    if (indents_.empty() || indents_.front().column == 0 || opener_ == "/*") return prefix;
    if (indents_.back().column > 0) prefix += "if 1:\n";
    for (size_t i = indents_.size() - 1; i >= 1; --i) {
      prefix += std::string(indents_[i].column, ' ') + (indents_[i].handler ? "try:\n" : "if 1:\n");
    }
    // The string that the text begins in is a statement like those after it.
    if (!opener_.empty()) prefix += std::string(indents_.front().column, ' ');
    return prefix;
  }

  std::string suffix() const {
    std::string out;
    if (open_comment_) out = "*/";
    out += open_string_;
    // A line comment at the end would swallow what follows.
    if (!stack_.empty() && (stack_.back() != '`')) out += '\n';
    size_t added = 0;
    for (size_t i = stack_.size(); i-- > 0 && added < kMaxAdded; ++added) {
      out += stack_[i] == '`' ? '`' : stack_[i] == '$' ? '}' : closer_of(stack_[i]);
    }
    return out == "\n" ? std::string() : out;
  }

  struct Indent {
    size_t column;
    bool handler;  ///< the line is an except or finally clause
  };

  std::string_view text_;
  const LexRules* rules_;
  size_t at_ = 0;
  size_t divisions_ = 0;  ///< in this line, that could have been regular expressions
  size_t depth_ = 0;
  char last_ = 0;  ///< last character that was neither space nor comment
  bool line_start_ = true;
  bool open_comment_ = false;
  bool unclosed_double_ = false;  ///< no later quote of that sort closes a string
  bool unclosed_single_ = false;
  size_t first_triple_ = std::string_view::npos;
  std::string opener_;       ///< of the string or comment in which the text begins
  std::string open_string_;  ///< quotes of the string in which it ends
  std::string stack_;
  std::vector<std::pair<char, std::string_view>> missing_;  ///< openers, with what goes before them
  bool cases_ = false;    ///< since the last of them a case was met outside of brackets
  bool members_ = false;  ///< the same, of a member of a class
  std::vector<Span> comments_;
  std::vector<Indent> indents_;
};

}  // namespace

Balance balance(std::string_view text, const LexRules& rules) { return Lexer(text, rules).run(); }

std::vector<Span> comments(std::string_view text, const LexRules& rules) {
  Lexer lexer(text, rules);
  lexer.read();
  return std::move(lexer).comments();
}

}  // namespace broch::scan
