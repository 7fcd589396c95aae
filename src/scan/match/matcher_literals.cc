// Strings, numbers, truth values: as written, or what an expression is known to come to.
#include "scan/match/matcher.h"

namespace broch::scan {

// Looking further than at the node itself needs the file's definitions: only where the node can have a value.
Constant Matcher::constant(uint32_t c) const {
  const Constant literal = literal_constant(code_, c);
  if (literal.known()) return literal;
  if (!options_.constant_propagation) {
    // Written out it is still a literal: "a" "b", "a" + "b".
    return code_.role(c) == Role::kConcatenatedString ? names_.constants().of(c) : Constant{};
  }
  if (code_.role(c) == Role::kName && !is_reference(c)) return {};
  return names_.constants().of(c);
}

bool Matcher::match_string(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (has_interpolation(tree, p)) {
    if (code_.role(c) != Role::kString || !has_interpolation(code_, c)) return false;
    return match_string_parts(tree.first_child(p), code_.first_child(c), next);
  }
  return match_literal(p, c) && next();
}

bool Matcher::match_literal(uint32_t p, uint32_t c) {
  const Constant& wanted = pattern_->notes[p].literal;
  const Constant found = constant(c);
  work_.step(found.text.size() / 64);
  return found.same_literal(wanted);
}

// "a" "b" "c" is ("a" "b") "c": the first piece of the pattern may be several of the code.
bool Matcher::match_concatenated(uint32_t p, uint32_t c, Next next) {
  if (code_.role(c) != Role::kConcatenatedString) return match_generic(p, c, next);
  const Items ps = children(pattern_->tree, p);
  Items cs = children(code_, c);
  if (cs.size() > ps.size() && !ps.empty() && pattern_->notes[ps[0]].op == Op::kAnyString) {
    cs.erase(cs.begin(), cs.begin() + static_cast<ptrdiff_t>(cs.size() - ps.size()));
  }
  return match_ordered(ps, 0, cs, 0, &Matcher::match_piece, next);
}

/// A piece of adjacent strings, formats among them.
bool Matcher::match_piece(uint32_t p, uint32_t c, Next next) {
  if (pattern_->notes[p].op == Op::kAnyString && code_.role(c) == Role::kString) return next();
  return match(p, c, next);
}

// A string by its pattern: "...", "$X", "=~/re/".
bool Matcher::match_string_op(const Note& note, uint32_t c, Next next) {
  if (note.is_format) return code_.role(c) == Role::kString && is_format_string(code_.text(c)) && next();
  if (note.op == Op::kAnyTemplate && code_.role(c) == Role::kString && has_interpolation(code_, c))
    return next();
  if (note.op == Op::kAnyString || note.op == Op::kAnyTemplate) return constant(c).is_string() && next();
  const Constant found = constant(c);
  if (note.op == Op::kStringVariable) {
    return found.kind == Constant::Kind::kString && bind_text(note.variable, c, found.text, next);
  }
  std::optional<std::string_view> text;
  if (found.kind == Constant::Kind::kString) {
    text = found.text;
  } else if (code_.role(c) == Role::kName && !is_reference(c)) {
    text = code_.text(c);
  }
  RegexMatch ignored;
  return text && pattern_->regexes[note.regex].search(*text, work_, ignored) && next();
}

// `/.../` is any regular expression, `/$X/` binds what is between the slashes.
bool Matcher::match_regex_literal(uint32_t p, uint32_t c, Next next) {
  const uint32_t wanted = pattern_->tree.first_child(p);
  if (wanted == kNoNode) return false;
  const Note& note = pattern_->notes[wanted];
  if (note.op == Op::kEllipsis) return next();
  const uint32_t found = code_.first_child(c);
  if (note.op != Op::kMetavariable || found == kNoNode) return false;
  // Ruby's are made of pieces; JavaScript's have flags behind them.
  const uint32_t last = code_.role(found) == Role::kOther ? found : code_.last_child(c);
  const size_t begin = code_[found].begin;
  return bind_text(note.variable, found, code_.source().substr(begin, code_[last].end - begin), next);
}

// Parts of interpolated strings: `...` is any number of parts, an interpolation matches an interpolation.
bool Matcher::match_string_parts(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (!work_.step()) return true;
  if (p == kNoNode) return c == kNoNode && next();
  const uint32_t p_next = tree.next_sibling(p);
  const bool any = tree.text(p) == "..." || pattern_->notes[p].op == Op::kEllipsis;
  if (tree.role(p) == Role::kStringContent && any) {
    for (uint32_t part = c;; part = code_.next_sibling(part)) {
      if (match_string_parts(p_next, part, next)) return true;
      if (part == kNoNode) return false;
    }
  }
  if (c == kNoNode) return false;
  const Note& note = pattern_->notes[p];
  if (note.op == Op::kMetavariable && tree.role(p) == Role::kStringContent) {
    return code_.role(c) == Role::kStringContent &&
           bind(note.variable, c, c, [&] { return match_string_parts(p_next, code_.next_sibling(c), next); });
  }
  const auto literal = [](Role role) { return role == Role::kStringContent; };
  if (literal(tree.role(p)) != literal(code_.role(c))) return false;
  const auto rest = [&] { return match_string_parts(p_next, code_.next_sibling(c), next); };
  if (literal(tree.role(p))) return tree.text(p) == code_.text(c) && rest();
  const uint32_t wanted = tree.role(p) == Role::kInterpolation ? tree.first_child(p) : p;
  const uint32_t found = code_.role(c) == Role::kInterpolation ? code_.first_child(c) : c;
  return wanted != kNoNode && found != kNoNode && match(wanted, found, rest);
}

}  // namespace broch::scan
