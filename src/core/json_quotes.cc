#include "core/json_quotes.h"

#include <fmt/core.h>

#include <utility>

namespace broch::json {
namespace {

constexpr size_t kNone = std::string_view::npos;

/// One pass over the text. A quote that is missing or too many turns all after it inside out: what looks like
/// the unclosed string may be text between two good ones. So on each line the first string is remembered that
/// is followed by something else than a comma, a colon or a bracket.
class QuoteScan {
 public:
  explicit QuoteScan(std::string_view text) : text_(text) {}

  std::optional<BadString> run() {
    for (size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\n' || c == '\r') {
        if (open_ != kNone) return unclosed("on its line");
        closed_ = suspect_ = kNone;
      } else if (open_ != kNone && static_cast<unsigned char>(c) < 0x20) {
        return control_character(i);
      } else if (c == '\\' && i + 1 < text_.size() && static_cast<unsigned char>(text_[i + 1]) >= 0x20) {
        // Outside a string too: simdjson counts no quote behind a backslash.
        if (open_ == kNone) follow(c);
        ++i;
      } else if (open_ != kNone) {
        if (c == '"') closed_ = std::exchange(open_, kNone);
      } else {
        follow(c);
        if (c == '"') open_ = i;
      }
    }
    if (open_ != kNone) return unclosed("at all");
    return std::nullopt;
  }

 private:
  /// `c` stands outside a string, maybe behind one.
  void follow(char c) {
    if (closed_ == kNone || c == ' ' || c == '\t') return;
    const bool may = c == ',' || c == ':' || c == ']' || c == '}';
    if (!may && suspect_ == kNone) suspect_ = closed_;
    closed_ = kNone;
  }

  BadString unclosed(const char* where) const {
    std::string remedy = R"(close it with a quote; inside a string a quote is \" and a line break \n)";
    if (suspect_ != kNone) return {suspect_, "the quotes go wrong at this string", std::move(remedy)};
    return {open_, fmt::format("a string opens here that is not closed {}", where), std::move(remedy)};
  }

  BadString control_character(size_t at) const {
    const int code = static_cast<unsigned char>(text_[at]);
    const std::string escape = code == '\t' ? "\\t" : fmt::format("\\u{:04x}", code);
    return {at, fmt::format("a control character, U+{:04X}, in a string", code),
            fmt::format("write it as `{}`, or take it out", escape)};
  }

  std::string_view text_;
  size_t open_ = kNone;     ///< the quote that opened the string that we are in
  size_t closed_ = kNone;   ///< the one of the string just closed, until something follows it
  size_t suspect_ = kNone;  ///< the one of the first string of this line with the wrong thing behind it
};

}  // namespace

std::optional<BadString> find_bad_string(std::string_view text) { return QuoteScan(text).run(); }

}  // namespace broch::json
