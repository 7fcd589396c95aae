// One pass over the expression. Of each part either all its matches are known, few and short enough to be
// joined with what follows ("https?" is "http" and "https"), or only what any match of it contains.
#include "scan/prefilter/regex_literals.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace broch::scan {
namespace {

constexpr size_t kMinLiteral = 3;
constexpr size_t kMaxTexts = 16;   // of one part
constexpr size_t kMaxLength = 64;  // of one text
constexpr size_t kMaxClass = 5;    // members of a class whose texts are kept apart
constexpr int kMaxDepth = 100;

using Texts = std::set<std::string>;

/// `exact`: all that the part can match, in lower case. Without it, `needs` is what any match contains, and
/// nothing is known of where.
struct Part {
  std::optional<Texts> exact;
  Requirement needs;
};

Part unknown() { return {}; }
Part empty_text() { return {.exact = Texts{""}}; }

/// One of the texts must occur. A text that holds another says no more than that.
Requirement any_of(const Texts& texts) {
  std::vector<Requirement> parts;
  for (const std::string& text : texts) {
    if (text.size() < kMinLiteral) return {};
    const bool holds_another = std::any_of(texts.begin(), texts.end(), [&](const std::string& other) {
      return other != text && text.find(other) != std::string::npos;
    });
    if (!holds_another) parts.push_back({.kind = Requirement::Kind::kLiteral, .atom = text});
  }
  return combine(Requirement::Kind::kOr, std::move(parts));
}

Requirement needs_of(const Part& part) { return part.exact ? any_of(*part.exact) : part.needs; }

/// What stands one after the other: exact texts grow as long as they are few.
class Sequence {
 public:
  void add(Part part) {
    if (!part.exact) {
      close();
      needs_.push_back(std::move(part.needs));
      return;
    }
    Texts joined;
    for (const std::string& before : open_) {
      for (const std::string& after : *part.exact) joined.insert(before + after);
    }
    const bool is_long = std::any_of(joined.begin(), joined.end(),
                                     [](const std::string& text) { return text.size() > kMaxLength; });
    if (joined.size() <= kMaxTexts && !is_long) {
      open_ = std::move(joined);
      return;
    }
    close();
    open_ = *std::move(part.exact);
  }
  Part take() {
    if (is_exact_) return {.exact = std::move(open_)};
    close();
    return {.needs = combine(Requirement::Kind::kAnd, std::move(needs_))};
  }

 private:
  void close() {
    needs_.push_back(any_of(open_));
    open_ = {""};
    is_exact_ = false;
  }

  bool is_exact_ = true;
  Texts open_{""};
  std::vector<Requirement> needs_;
};

class Reader {
 public:
  explicit Reader(std::string_view expression) : text_(expression) {}

  Requirement read() {
    const Part whole = alternatives(0);
    return at_ == text_.size() && !foreign_ ? needs_of(whole) : Requirement{};
  }

 private:
  bool more() const { return at_ < text_.size() && !foreign_; }
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool take(std::string_view what) {
    if (!next_is(what)) return false;
    at_ += what.size();
    return true;
  }
  /// Something of which not even the extent is known.
  Part give_up() {
    foreign_ = true;
    return unknown();
  }

  Part alternatives(int depth) {
    if (depth > kMaxDepth) return give_up();
    std::vector<Part> parts;
    do {
      parts.push_back(sequence(depth));
    } while (take("|"));
    Texts texts;
    std::vector<Requirement> needs;
    bool exact = true;
    for (const Part& part : parts) {
      exact = exact && part.exact;
      if (part.exact) texts.insert(part.exact->begin(), part.exact->end());
      needs.push_back(needs_of(part));
    }
    if (exact && texts.size() <= kMaxTexts) return {.exact = std::move(texts)};
    return {.needs = combine(Requirement::Kind::kOr, std::move(needs))};
  }

  Part sequence(int depth) {
    Sequence out;
    while (more() && !next_is("|") && !next_is(")")) out.add(repeated(one(depth)));
    return out.take();
  }

  /// A part with what says how often it comes.
  Part repeated(Part part) {
    while (more()) {
      if (take("?")) {
        part = perhaps(std::move(part));
      } else if (take("*")) {
        part = unknown();
      } else if (take("+")) {
        part = {.needs = needs_of(part)};
      } else if (next_is("{")) {
        const size_t end = text_.find('}', at_);
        const std::string_view count =
            text_.substr(at_ + 1, end == std::string_view::npos ? end : end - at_ - 1);
        const bool is_count = end != std::string_view::npos && !count.empty() &&
                              count.find_first_not_of("0123456789,") == std::string_view::npos;
        if (!is_count) return part;                    // a brace like any other
        if (count.starts_with(',')) return give_up();  // versions of PCRE2 differ
        at_ = end + 1;
        if (count != "1") part = count.starts_with('0') ? unknown() : Part{.needs = needs_of(part)};
      } else {
        return part;
      }
      // Lazy and possessive repetition match no other texts.
      if (!take("?")) take("+");
    }
    return part;
  }

  static Part perhaps(Part part) {
    if (!part.exact) return unknown();
    part.exact->insert("");
    return part;
  }

  Part one(int depth) {
    const char c = text_[at_];
    switch (c) {
      case '(':
        return group(depth);
      case '[':
        return char_class();
      case '\\':
        return escape();
      case '.':
        ++at_;
        return unknown();
      case '^':
      case '$':
        ++at_;
        return empty_text();
      default:
        ++at_;
        return byte(c);
    }
  }

  static Part byte(char c) {
    return {.exact = Texts{std::string(1, static_cast<char>(std::tolower(static_cast<unsigned char>(c))))}};
  }

  Part group(int depth) {
    ++at_;
    bool asserts = false;
    if (next_is("*")) return give_up();
    if (take("?")) {
      if (take("=") || take("!") || take("<=") || take("<!")) {
        asserts = true;
      } else if (take("P<") || take("<")) {
        const size_t end = text_.find('>', at_);
        if (end == std::string_view::npos) return give_up();
        at_ = end + 1;
      } else if (!take(":") && !take(">") && !take("|")) {
        // Flags: of white space that does not count none knows where it ends.
        const size_t end = text_.find_first_not_of("imsJU^-", at_);
        if (end == std::string_view::npos || end == at_) return give_up();
        at_ = end;
        if (take(")")) return empty_text();
        if (!take(":")) return give_up();
      }
    }
    Part inner = alternatives(depth + 1);
    if (!take(")")) return give_up();
    return asserts ? empty_text() : inner;
  }

  Part escape() {
    ++at_;
    if (!more()) return give_up();
    const char c = text_[at_++];
    switch (c) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
      case 'Z':
      case 'G':
      case 'K':
        return empty_text();
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 'N':
      case 'R':
      case 's':
      case 'S':
      case 'v':
      case 'V':
      case 'w':
      case 'W':
      case 'X':
        return unknown();
      case 'n':
        return byte('\n');
      case 'r':
        return byte('\r');
      case 't':
        return byte('\t');
      case 'f':
        return byte('\f');
      case 'e':
        return byte('\x1b');
      case 'a':
        return byte('\a');
      case 'k': {
        // A group by its name, in one of three kinds of brackets.
        constexpr std::string_view kOpen = "<{'", kClose = ">}'";
        const size_t kind = more() ? kOpen.find(text_[at_]) : std::string_view::npos;
        const size_t end = kind == std::string_view::npos ? kind : text_.find(kClose[kind], at_ + 1);
        if (end == std::string_view::npos) return give_up();
        at_ = end + 1;
        return unknown();
      }
      case 'x': {
        const std::string digits(text_.substr(at_, 2));
        const bool two = digits.size() == 2 && std::isxdigit(static_cast<unsigned char>(digits[0])) != 0 &&
                         std::isxdigit(static_cast<unsigned char>(digits[1])) != 0;
        if (!two) return give_up();
        at_ += 2;
        return byte(static_cast<char>(std::stoi(digits, nullptr, 16)));
      }
      default:
        // A digit refers to a group, or is a byte in octal; letters are what was not named above.
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
          while (more() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
          return unknown();
        }
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ? give_up() : byte(c);
    }
  }

  /// The length of `[:alpha:]`, which stands within a class.
  size_t class_name() const {
    if (!next_is("[:")) return 0;
    const size_t end = text_.find_first_not_of("^abcdefghijklmnopqrstuvwxyz", at_ + 2);
    return end != std::string_view::npos && text_.substr(end).starts_with(":]") ? end + 2 - at_ : 0;
  }

  /// A class of few members that are written one by one is one of them.
  Part char_class() {
    ++at_;
    const bool negated = take("^");
    Texts members;
    bool plain = !negated;
    for (bool first = true; more() && (first || !next_is("]")); first = false) {
      if (const size_t named = class_name(); named > 0) {
        at_ += named;
        plain = false;
      } else if (next_is("\\Q") || next_is("\\E")) {
        return give_up();
      } else if (next_is("\\")) {
        plain =
            plain && at_ + 1 < text_.size() && std::isalnum(static_cast<unsigned char>(text_[at_ + 1])) == 0;
        if (plain) members.insert(std::string(1, text_[at_ + 1]));
        at_ += 2;
      } else {
        plain = plain && !(next_is("-") && !first && !text_.substr(at_ + 1).starts_with("]"));
        const Part member = byte(text_[at_++]);
        members.insert(member.exact->begin(), member.exact->end());
      }
    }
    if (!take("]")) return give_up();
    if (!plain || members.size() > kMaxClass) return unknown();
    return {.exact = std::move(members)};
  }

  std::string_view text_;
  size_t at_ = 0;
  bool foreign_ = false;
};

}  // namespace

Requirement literals_of(std::string_view expression) { return Reader(expression).read(); }

}  // namespace broch::scan
