#include "scan/rule/redos.h"

#include <bitset>
#include <cctype>
#include <optional>
#include <utility>

namespace broch::scan {
namespace {

using Bytes = std::bitset<256>;
constexpr int kMaxGroupDepth = 100;
constexpr size_t kMaxExpression = 16 << 10;

/// What one piece of an expression can begin and end with. `loops`: it holds an unbounded repetition that can
/// reach its border, over the bytes in `repeated`. `nullable`: it can match nothing.
struct Piece {
  Bytes first, last, repeated;
  bool loops = false;
  bool nullable = false;
};

/// Reads an expression and sets `found` where a repetition of a piece can take over what a repetition inside
/// it does: the inner one reaches the piece's end, and what the piece begins with can go on where it stopped.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool run() {
    alternatives(0);
    return found_ && !malformed_ && at_ == text_.size();
  }

 private:
  bool more() const { return at_ < text_.size() && !malformed_; }
  char peek() const { return text_[at_]; }

  Piece alternatives(int depth) {
    if (depth > kMaxGroupDepth) malformed_ = true;
    Piece out = sequence(depth);
    while (more() && peek() == '|') {
      ++at_;
      const Piece next = sequence(depth);
      out.first |= next.first;
      out.last |= next.last;
      out.repeated |= next.repeated;
      out.loops = out.loops || next.loops;
      out.nullable = out.nullable || next.nullable;
    }
    return out;
  }

  Piece sequence(int depth) {
    Piece out;
    out.nullable = true;
    while (more() && peek() != '|' && peek() != ')') {
      const Piece next = quantified(depth);
      if (out.nullable) out.first |= next.first;
      if (next.nullable) {
        out.last |= next.last;
        out.loops = out.loops || next.loops;
        out.repeated |= next.repeated;
      } else {
        // What is repeated further left no longer reaches the end, unless this may also be taken by it.
        const bool swallows = out.loops && (next.last & ~out.repeated).none() && !next.loops;
        out.last = next.last;
        if (!swallows) {
          out.loops = next.loops;
          out.repeated = next.repeated;
        }
      }
      out.nullable = out.nullable && next.nullable;
    }
    return out;
  }

  Piece quantified(int depth) {
    Piece piece = atom(depth);
    while (more()) {
      const std::optional<bool> unbounded = quantifier(piece);
      if (!unbounded) break;
      if (!*unbounded) continue;
      if (piece.loops && (piece.first & piece.repeated).any()) found_ = true;
      piece.loops = true;
      piece.repeated |= piece.first | piece.last;
    }
    return piece;
  }

  /// Takes a quantifier: true for an unbounded one. A possessive one gives nothing back.
  std::optional<bool> quantifier(Piece& piece) {
    bool unbounded = false;
    if (peek() == '*' || peek() == '+') {
      unbounded = true;
      piece.nullable = piece.nullable || peek() == '*';
      ++at_;
    } else if (peek() == '?') {
      piece.nullable = true;
      ++at_;
    } else if (peek() == '{') {
      const size_t close = text_.find('}', at_);
      const std::string_view inside =
          text_.substr(at_ + 1, close == std::string_view::npos ? 0 : close - at_ - 1);
      if (inside.empty() || inside.find_first_not_of("0123456789,") != std::string_view::npos)
        return std::nullopt;
      unbounded = inside.ends_with(',');
      piece.nullable = piece.nullable || inside.starts_with('0') || inside.starts_with(',');
      at_ = close + 1;
    } else {
      return std::nullopt;
    }
    if (more() && peek() == '?') ++at_;
    if (more() && peek() == '+') {
      ++at_;
      piece.loops = false;
      return false;
    }
    return unbounded;
  }

  Piece atom(int depth) {
    Piece out;
    const char c = text_[at_++];
    if (c == '(') return group(depth);
    if (c == '^' || c == '$') {
      out.nullable = true;
      return out;
    }
    if (c == '*' || c == '+' || c == '?') malformed_ = true;
    out.first = c == '[' ? set() : c == '\\' ? escape(out.nullable) : c == '.' ? Bytes().set() : byte(c);
    out.last = out.first;
    return out;
  }

  Piece group(int depth) {
    bool looks = false;
    if (text_.substr(at_).starts_with("?>")) atomic_ = true;
    if (more() && peek() == '?') {
      const std::string_view rest = text_.substr(at_);
      looks = rest.starts_with("?=") || rest.starts_with("?!") || rest.starts_with("?<=") ||
              rest.starts_with("?<!");
      const size_t named = rest.find('>');
      if (looks) {
        at_ += rest[1] == '<' ? 3 : 2;
      } else if (rest.starts_with("?:") || rest.starts_with("?>")) {
        at_ += 2;
      } else if ((rest.starts_with("?P<") || rest.starts_with("?<")) && named != std::string_view::npos) {
        at_ += named + 1;
      } else {
        const size_t end = rest.find_first_of(":)");
        if (end == std::string_view::npos) malformed_ = true;
        at_ += end == std::string_view::npos ? 0 : end + (rest[end] == ':');
      }
    }
    const bool atomic = std::exchange(atomic_, false);
    Piece out = alternatives(depth + 1);
    if (!more() || peek() != ')') {
      malformed_ = true;
      return out;
    }
    ++at_;
    if (atomic) out.loops = false;
    if (looks) {
      out = {};
      out.nullable = true;
    }
    return out;
  }

  static Bytes byte(char c) {
    Bytes out;
    out.set(static_cast<unsigned char>(c));
    return out;
  }

  template <typename Predicate>
  static Bytes all(Predicate predicate) {
    Bytes out;
    for (int c = 0; c < 128; ++c) out[static_cast<size_t>(c)] = predicate(c) != 0;
    return out;
  }

  /// After a backslash.
  Bytes escape(bool& nullable) {
    if (!more()) {
      malformed_ = true;
      return {};
    }
    const char c = text_[at_++];
    Bytes out;
    switch (c) {
      case 'd':
      case 'D':
        out = all([](int b) { return std::isdigit(b); });
        break;
      case 'w':
      case 'W':
        out = all([](int b) { return b == '_' || std::isalnum(b); });
        break;
      case 's':
      case 'S':
        out = all([](int b) { return std::isspace(b); });
        break;
      case 'b':
      case 'B':
      case 'A':
      case 'z':
      case 'Z':
        nullable = true;
        return {};
      case 'n':
        return byte('\n');
      case 't':
        return byte('\t');
      case 'r':
        return byte('\r');
      default:
        return byte(c);
    }
    return c >= 'A' && c <= 'Z' ? ~out : out;
  }

  /// After `[`.
  Bytes set() {
    Bytes out;
    const bool negated = more() && peek() == '^';
    if (negated) ++at_;
    for (bool first = true; more() && (peek() != ']' || first); first = false) {
      const auto low = static_cast<unsigned char>(text_[at_++]);
      if (low == '\\') {
        bool ignored = false;
        out |= escape(ignored);
        continue;
      }
      size_t high = low;
      if (at_ + 1 < text_.size() && peek() == '-' && text_[at_ + 1] != ']' && text_[at_ + 1] != '\\') {
        high = static_cast<unsigned char>(text_[at_ + 1]);
        at_ += 2;
      }
      for (size_t c = low; c <= high; ++c) out.set(c);
    }
    if (!more()) {
      malformed_ = true;
      return {};
    }
    ++at_;
    return negated ? ~out : out;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool found_ = false;
  bool malformed_ = false;
  bool atomic_ = false;
};

}  // namespace

bool may_backtrack(std::string_view expression) {
  if (expression.size() > kMaxExpression) return false;
  return Reader(expression).run();
}

}  // namespace broch::scan
