#include "scan/generic/pattern.h"

#include <algorithm>

#include "core/text.h"
#include "scan/match/placeholder.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxPatternBytes = 16 << 10;
// Matching recurses once per item.
constexpr size_t kMaxItems = 2'000;

/// A token of a pattern with where it stands, so that lines indented below others can be told.
struct Placed {
  GenericItem item;
  uint32_t line = 0;
  uint32_t indent = 0;
};

class Compiler {
 public:
  Compiler(std::string_view text, Metavariables& variables) : text_(text), variables_(variables) {}

  Result<GenericPattern> run() {
    const std::vector<Token> tokens = tokenize(text_, GenericOptions::Comments::kNone);
    for (size_t at = 0; at < tokens.size();) at = add(tokens, at);
    if (placed_.size() > kMaxItems) {
      return fail(ErrorKind::kInput, "the pattern has more than 2,000 tokens", {}, "split it into several");
    }
    find_blocks();
    find_openers();
    GenericPattern out;
    for (Placed& one : placed_) out.items.push_back(std::move(one.item));
    // Anything may come before a match.
    const auto first = std::find_if(out.items.begin(), out.items.end(), [](const GenericItem& item) {
      return item.kind != GenericItem::Kind::kEllipsis;
    });
    const auto leading = static_cast<uint32_t>(first - out.items.begin());
    out.items.erase(out.items.begin(), first);
    if (out.items.empty()) return fail(ErrorKind::kInput, "the pattern holds nothing but `...`");
    for (GenericItem& item : out.items) {
      for (uint32_t* index : {&item.block, &item.opener}) {
        if (*index != kNoToken) *index = *index < leading ? kNoToken : *index - leading;
      }
      add_word(item, out.words);
    }
    return out;
  }

 private:
  /// The item at token `at`; answers where the next begins.
  size_t add(const std::vector<Token>& tokens, size_t at) {
    const Token& token = tokens[at];
    const std::string_view rest = text_.substr(token.span.begin);
    Placed one{.item = {}, .line = token.line, .indent = token.indent};
    size_t length = token.span.size();
    if (const size_t variable = metavariable_length(rest); variable > 0) {
      const bool sequence = rest.starts_with("$...");
      one.item.kind = sequence ? GenericItem::Kind::kEllipsisVariable : GenericItem::Kind::kWord;
      const size_t skip = sequence ? 4 : 1;
      one.item.variable = variables_.id(rest.substr(skip, variable - skip));
      length = variable;
    } else if (rest.starts_with("...")) {
      one.item.kind = GenericItem::Kind::kEllipsis;
      length = 3;
    } else {
      one.item.text = rest.substr(0, length);
    }
    const bool again = one.item.kind == GenericItem::Kind::kEllipsis && !placed_.empty() &&
                       placed_.back().item.kind == GenericItem::Kind::kEllipsis;
    if (!again) placed_.push_back(std::move(one));
    const size_t end = token.span.begin + length;
    while (at < tokens.size() && tokens[at].span.begin < end) ++at;
    return at;
  }

  void find_blocks() {
    std::vector<uint32_t> open;  // first tokens of lines, each indented below the one before
    uint32_t line = ~uint32_t{0};
    for (uint32_t i = 0; i < placed_.size(); ++i) {
      if (placed_[i].line != line) {
        line = placed_[i].line;
        while (!open.empty() && placed_[open.back()].indent >= placed_[i].indent) open.pop_back();
        open.push_back(i);
      }
      if (open.size() > 1) placed_[i].item.block = open[open.size() - 2];
    }
  }

  void find_openers() {
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < placed_.size(); ++i) {
      GenericItem& item = placed_[i].item;
      if (!open.empty()) item.opener = open.back();
      if (item.text == ")" || item.text == "]" || item.text == "}") {
        if (!open.empty()) open.pop_back();
      } else if (item.text == "(" || item.text == "[" || item.text == "{") {
        open.push_back(i);
      }
    }
  }

  static void add_word(const GenericItem& item, std::vector<std::string>& words) {
    const bool plain = item.kind == GenericItem::Kind::kLiteral && item.text.size() > 1 &&
                       std::all_of(item.text.begin(), item.text.end(), [](char c) {
                         return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
                       });
    if (plain && std::find(words.begin(), words.end(), item.text) == words.end()) words.push_back(item.text);
  }

  std::string_view text_;
  Metavariables& variables_;
  std::vector<Placed> placed_;
};

/// One search from a start: the first way in which the items match, shorter ellipses before longer ones.
class Search {
 public:
  Search(const GenericPattern& pattern, std::string_view text, const std::vector<Token>& tokens,
         size_t offset, const GenericOptions& options, Work& work)
      : pattern_(pattern),
        text_(text),
        tokens_(tokens),
        offset_(offset),
        options_(options),
        work_(work),
        matched_(pattern.items.size()) {}

  bool from(size_t start, Match& out) {
    bound_.clear();
    start_ = start;
    if (!match(0, start)) return false;
    out.span = {tokens_[start].span.begin + offset_, tokens_[end_ - 1].span.end + offset_};
    out.bindings = bound_;
    return true;
  }

 private:
  std::string_view text_of(size_t token) const {
    return text_.substr(tokens_[token].span.begin, tokens_[token].span.size());
  }

  bool match(size_t item, size_t token) {
    if (!work_.step()) return false;
    if (item == pattern_.items.size()) {
      end_ = token;
      return true;
    }
    const GenericItem& wanted = pattern_.items[item];
    using Kind = GenericItem::Kind;
    if (wanted.kind == Kind::kEllipsis || wanted.kind == Kind::kEllipsisVariable) return skip(item, token);
    if (token == tokens_.size() || !in_block(wanted, token)) return false;
    matched_[item] = token;
    if (wanted.kind == Kind::kLiteral) {
      return text_of(token) == wanted.text && closes(wanted, token) && match(item + 1, token + 1);
    }
    if (!tokens_[token].word) return false;
    return bind(wanted.variable, token, token + 1, [&] { return match(item + 1, token + 1); });
  }

  /// A line indented below another in the pattern is indented below what that one matched, or is the same
  /// line.
  bool in_block(const GenericItem& item, size_t token) const {
    if (item.block == kNoToken) return true;
    const Token& above = tokens_[matched_[item.block]];
    return tokens_[token].line == above.line || tokens_[token].indent > above.indent;
  }

  bool skip(size_t item, size_t token) {
    const GenericItem& wanted = pattern_.items[item];
    matched_[item] = std::min(token, tokens_.size() - 1);
    const uint32_t line = tokens_[token > 0 ? token - 1 : 0].line;
    const uint32_t limit =
        wanted.opener == kNoToken ? tokens_[start_].around : tokens_[matched_[wanted.opener]].partner;
    const bool last = item + 1 == pattern_.items.size();
    const auto rest = [&](size_t end) {
      if (wanted.kind == GenericItem::Kind::kEllipsis) return match(item + 1, end);
      return bind(wanted.variable, token, end, [&] { return match(item + 1, end); });
    };
    for (size_t end = token;; ++end) {
      const bool far = end < tokens_.size() &&
                       tokens_[end].line - line > static_cast<uint32_t>(options_.ellipsis_max_span);
      if (!last && !far && rest(end)) return true;
      if (!work_.step()) return false;
      // The last ellipsis takes all that it may.
      if (far || end == tokens_.size() || end == limit || !in_block(wanted, end)) return last && rest(end);
    }
  }

  /// A closing bracket of the pattern closes what its partner opened.
  bool closes(const GenericItem& item, size_t token) const {
    const char c = item.text.front();
    if ((c != ')' && c != ']' && c != '}') || item.opener == kNoToken) return true;
    const uint32_t partner = tokens_[matched_[item.opener]].partner;
    return partner == kNoToken || partner == token;
  }

  template <typename Next>
  bool bind(uint16_t variable, size_t begin, size_t end, Next next) {
    if (variable == Metavariables::kAnonymous) return next();
    Span span{};
    if (begin < end) {
      span = {tokens_[begin].span.begin, tokens_[end - 1].span.end};
    } else if (begin < tokens_.size()) {
      span = {tokens_[begin].span.begin, tokens_[begin].span.begin};
    } else {
      span = {text_.size(), text_.size()};
    }
    const std::string_view text = text_.substr(span.begin, span.size());
    if (const Binding* known = find_binding(bound_, variable)) return known->text == text && next();
    bound_.push_back(
        {.variable = variable, .span = {span.begin + offset_, span.end + offset_}, .text = text});
    if (next()) return true;
    bound_.pop_back();
    return false;
  }

  const GenericPattern& pattern_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  size_t offset_;
  const GenericOptions& options_;
  Work& work_;
  std::vector<size_t> matched_;  ///< the token at which each item was matched
  Bindings bound_;
  size_t start_ = 0;
  size_t end_ = 0;
};

}  // namespace

Result<GenericPattern> compile_generic_pattern(std::string_view text, Metavariables& variables) {
  if (text.size() > kMaxPatternBytes) return fail(ErrorKind::kInput, "the pattern is longer than 16 KB");
  if (trim(text).empty()) return fail(ErrorKind::kInput, "the pattern is empty");
  return Compiler(text, variables).run();
}

void find_generic(const GenericPattern& pattern, std::string_view text, const std::vector<Token>& tokens,
                  size_t offset, const GenericOptions& options, Work& work, std::vector<Match>& out) {
  Search search(pattern, text, tokens, offset, options, work);
  Match match;
  for (size_t start = 0; start < tokens.size() && !work.exhausted(); ++start) {
    if (search.from(start, match)) out.push_back(match);
  }
}

}  // namespace broch::scan
