// Statements, blocks, sequences; and where a pattern is looked for.
#include <algorithm>

#include "scan/oracle/naive.h"

namespace broch::scan::oracle {

/// A child of a block, or what stands unbraced where a block could.
bool NaiveMatcher::is_statement(uint32_t c) const {
  const uint32_t parent = c_[c].parent;
  if (parent == kNoNode) return false;
  if (c_.role(parent) == Role::kBlock) return true;
  switch (c_.role(c)) {
    case Role::kExpressionStatement:
    case Role::kReturn:
    case Role::kDeclaration:
      return c_.role(parent) != Role::kLoop || c_.field_role(c) == FieldRole::kBody;
    case Role::kConditional:
    case Role::kLoop:
    case Role::kForEach:
      return c_.role(parent) == Role::kElse || c_.role(parent) == Role::kConditional ||
             c_.role(parent) == Role::kLoop || c_.role(parent) == Role::kForEach;
    default:
      return false;
  }
}

// An expression as a statement also matches where a statement uses its value.
NaiveMatcher::Environments NaiveMatcher::match_statement(uint32_t p, uint32_t c, const Environment& e) const {
  if (note(p).op != Op::kNode) return match(p, c, e);
  const bool wrapped = p_.role(p) == Role::kExpressionStatement;
  if (!wrapped) {
    return p_[p].kind == c_[c].kind || p_.role(p) == Role::kAssignment ? match(p, c, e) : Environments{};
  }
  const uint32_t expression = p_.first_child(p);
  if (expression == kNoNode) return {};
  switch (c_.role(c)) {
    case Role::kExpressionStatement:
      return c_.is_leaf(c) ? Environments{} : match_deep_statement(expression, c_.first_child(c), false, e);
    case Role::kReturn:
      return c_.is_leaf(c) ? Environments{} : match_deep_statement(expression, c_.first_child(c), true, e);
    case Role::kAssignment:
      return match_deep_statement(expression, c, false, e);
    case Role::kDeclarator:  // `x := f()` is a statement without a declaration around it
    case Role::kDeclaration: {
      Environments out;
      const bool alone = c_.role(c) == Role::kDeclarator;
      for (const uint32_t declarator : alone ? Nodes{c} : children_of(c_, c)) {
        if (c_.role(declarator) != Role::kDeclarator) continue;
        for (Environment& more : match(expression, declarator, e)) out.push_back(std::move(more));
        const auto parts = children_of(c_, declarator);
        if (parts.size() < 2) continue;
        for (Environment& more : match_deep_statement(expression, parts.back(), true, e)) {
          out.push_back(std::move(more));
        }
      }
      return out;
    }
    default:
      return {};
  }
}

/// `fully`: anywhere below; else where the reference lists: values of assignments, arguments, objects of
/// method chains, casts, await and yield, elements of literals.
NaiveMatcher::Environments NaiveMatcher::match_deep_statement(uint32_t p, uint32_t c, bool fully,
                                                              const Environment& e) const {
  Environments out = match(p, c, e);
  Nodes below;
  if (fully) {
    below = children_of(c_, c);
  } else {
    switch (c_.role(c)) {
      case Role::kAssignment:
      case Role::kCast:
      case Role::kUnaryWrapper:
      case Role::kKeywordArgument:
      case Role::kPair:
        if (!c_.is_leaf(c)) below = {c_.last_child(c)};
        break;
      case Role::kCall:
        for (const uint32_t one : children_of(c_, c)) {
          if (c_.role(one) == Role::kArguments) {
            for (const uint32_t argument : children_of(c_, one)) below.push_back(argument);
          } else if (c_.role(one) == Role::kMember) {
            below.push_back(c_.first_child(one));
          }
        }
        break;
      case Role::kMember:
        below = {c_.first_child(c)};
        break;
      case Role::kList:
      case Role::kMapping:
        below = children_of(c_, c);
        break;
      default:
        break;
    }
  }
  for (const uint32_t one : below) {
    for (Environment& more : match_deep_statement(p, one, fully, e)) out.push_back(std::move(more));
  }
  return out;
}

// A block of the pattern is complete: nothing may follow but what `...` takes. An unbraced statement is a
// block of one.
NaiveMatcher::Environments NaiveMatcher::match_block(uint32_t p, uint32_t c, const Environment& e) const {
  Nodes statements;
  if (c_.role(c) == Role::kBlock) {
    statements = children_of(c_, c);
  } else if (is_statement(c)) {
    statements = {c};
  } else {
    return {};
  }
  Environments out;
  for (Ended& one : match_sequence(children_of(p_, p), statements, 0, false, e)) {
    out.push_back(std::move(one.bound));
  }
  return out;
}

/// What stands from a statement to the end of its block; it alone where it has no braces.
NaiveMatcher::Nodes NaiveMatcher::rest_of_block(uint32_t c) const {
  Nodes out;
  const bool braced = c_.role(c_[c].parent) == Role::kBlock;
  for (; c != kNoNode; c = braced ? c_.next_sibling(c) : kNoNode) out.push_back(c);
  return out;
}

std::vector<NaiveMatcher::Ended> NaiveMatcher::match_sequence(const Nodes& ps, const Nodes& cs, size_t end,
                                                              bool open, const Environment& e) const {
  if (ps.empty()) return open || cs.empty() ? std::vector<Ended>{{e, end}} : std::vector<Ended>{};
  const uint32_t p = ps.front();
  const Nodes rest(ps.begin() + 1, ps.end());
  std::vector<Ended> out;
  const auto go_on = [&](const Nodes& remaining, size_t so_far, const Environment& bound) {
    for (Ended& more : match_sequence(rest, remaining, so_far, open, bound)) out.push_back(std::move(more));
  };
  if (note(p).op == Op::kEllipsis) {
    if (rest.empty()) return {{e, cs.empty() ? end : c_[cs.back()].end}};
    for (Nodes remaining = cs;; remaining.erase(remaining.begin())) {
      go_on(remaining, end, e);
      if (remaining.empty()) break;
    }
    if (!out.empty()) return out;
    // Only if that fails are nested statements looked at; from there the sequence stays in their block.
    for (const uint32_t statement : cs) {
      for (uint32_t c = statement + 1; c < c_[statement].next; ++c) {
        if (is_statement(c)) go_on(rest_of_block(c), end, e);
      }
    }
    return out;
  }
  if (cs.empty()) return {};
  const Nodes remaining(cs.begin() + 1, cs.end());
  for (const Environment& one : match_statement(p, cs.front(), e)) go_on(remaining, c_[cs.front()].end, one);
  return out;
}

std::vector<NaiveRange> NaiveMatcher::find() const {
  std::vector<NaiveRange> out;
  const auto add = [&](Span span, const Environments& found) {
    for (const Environment& e : found) out.push_back({span, e});
  };
  const uint32_t root = reading_.roots.front();
  for (uint32_t c = 0; c < c_.size(); ++c) {
    switch (reading_.shape) {
      case Shape::kNode:
        // A block stands for its one statement only where a pattern has a statement in its place.
        if (c_.role(c) == Role::kBlock && p_.role(root) != Role::kBlock) break;
        // The name of a keyword argument is no expression.
        if (c > 0 && c_.role(c_[c].parent) == Role::kKeywordArgument &&
            c_.field_role(c) == FieldRole::kTarget)
          break;
        if (c > 0 && c_.grammar().named(c_[c].kind)) add(c_.span(c), match_itself(root, c, {}));
        break;
      case Shape::kStatement:
        if (is_statement(c)) add(c_.span(c), match_statement(root, c, {}));
        break;
      case Shape::kSequence:
        if (!is_statement(c)) break;
        for (const Ended& one : match_sequence(reading_.roots, rest_of_block(c), 0, true, {})) {
          out.push_back({{c_[c].begin, one.end}, one.bound});
        }
        break;
    }
  }
  return out;
}

}  // namespace broch::scan::oracle
