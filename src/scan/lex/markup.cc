#include "scan/lex/markup.h"

#include <cctype>

#include "core/text.h"
#include "scan/lex/word.h"

namespace broch::scan {
namespace {

/// Where the next tag that opens code stands, or npos. `<?xml` is markup.
size_t next_tag(std::string_view text, size_t from) {
  for (size_t at = text.find("<?", from); at != std::string_view::npos; at = text.find("<?", at + 2)) {
    const std::string_view after = text.substr(at + 2);
    if (after.empty() || after.starts_with('=') || iequals(after.substr(0, 3), "php")) return at;
    if (std::isspace(static_cast<unsigned char>(after.front())) != 0) return at;
  }
  return std::string_view::npos;
}

class Separator {
 public:
  explicit Separator(std::string_view text) : text_(text), out_{std::string(text), {}} {}

  std::optional<CodeInMarkup> run() {
    const size_t first = text_.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool markup = first != std::string_view::npos && (text_[first] == '<' || text_[first] == '#');
    bool changed = false;
    if (markup && next_tag(text_, 0) != std::string_view::npos) {
      skip_markup();
      changed = true;
    }
    while (at_ < text_.size()) {
      if (!skip_code()) break;
      close();
      skip_markup();
      changed = true;
    }
    if (!changed) return std::nullopt;
    return std::move(out_);
  }

 private:
  void blank(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (text_[i] != '\n' && text_[i] != '\r') out_.code[i] = ' ';
    }
  }

  /// Blanks what stands before the next code, and its tag.
  void skip_markup() {
    const size_t tag = next_tag(text_, at_);
    if (tag == std::string_view::npos) {
      blank(at_, text_.size());
      at_ = text_.size();
      return;
    }
    const std::string_view after = text_.substr(tag + 2);
    if (after.starts_with('=')) out_.echoes.push_back(tag);
    const size_t width = after.starts_with('=') ? 3 : iequals(after.substr(0, 3), "php") ? 5 : 2;
    blank(at_, tag + width);
    at_ = tag + width;
  }

  /// `?>` ends a statement where one is open.
  void close() {
    size_t before = at_;
    while (before > 0 && std::isspace(static_cast<unsigned char>(out_.code[before - 1])) != 0) --before;
    const bool open = before > 0 && std::string_view(";:{}").find(out_.code[before - 1]) == std::string::npos;
    out_.code[at_] = open ? ';' : ' ';
    out_.code[at_ + 1] = ' ';
    at_ += 2;
  }

  /// To the next `?>` that is not part of a string or a comment in /* */; false when there is none.
  bool skip_code() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("?>")) return true;
      if (rest.starts_with("/*")) {
        to_end_of("*/", 2);
      } else if (rest.starts_with("//") || (rest[0] == '#' && !rest.starts_with("#["))) {
        const size_t comment = at_;
        while (at_ < text_.size() && text_[at_] != '\n' && !text_.substr(at_).starts_with("?>")) ++at_;
        if (at_ < text_.size() && text_[at_] == '?') blank(comment, at_);
      } else if (rest[0] == '"' || rest[0] == '\'' || rest[0] == '`') {
        at_ = string_end(text_, at_);
      } else if (rest.starts_with("<<<")) {
        skip_heredoc();
      } else {
        ++at_;
      }
    }
    return false;
  }

  void to_end_of(std::string_view mark, size_t from) {
    const size_t end = text_.find(mark, at_ + from);
    at_ = end == std::string_view::npos ? text_.size() : end + mark.size();
  }

  void skip_heredoc() {
    size_t begin = text_.find_first_not_of(" \t\"'", at_ + 3);
    size_t end = begin;
    while (end < text_.size() && is_word_char(text_[end])) ++end;
    at_ += 3;
    if (begin == std::string_view::npos || begin == end) return;
    const std::string_view word = text_.substr(begin, end - begin);
    at_ = end;
    // It ends where the word begins a line.
    for (size_t line = text_.find('\n', at_); line != std::string_view::npos;
         line = text_.find('\n', line + 1)) {
      const size_t first = text_.find_first_not_of(" \t", line + 1);
      if (first == std::string_view::npos) break;
      const std::string_view found = text_.substr(first, word.size() + 1);
      if (found.starts_with(word) && (found.size() == word.size() || !is_word_char(found.back()))) {
        at_ = first + word.size();
        return;
      }
    }
    at_ = text_.size();
  }

  std::string_view text_;
  CodeInMarkup out_;
  size_t at_ = 0;
};

}  // namespace

std::optional<CodeInMarkup> code_in_markup(std::string_view text) { return Separator(text).run(); }

}  // namespace broch::scan
