// Lists of children: call arguments, parameters, elements, entries of mappings.
#include <utility>

#include "scan/match/matcher.h"

namespace broch::scan {
namespace {

// Entries beyond this are matched by `...` alone: the set of used ones is one word.
constexpr size_t kMaxUnordered = 64;

bool is_modifier(Role role) { return role == Role::kModifier || role == Role::kDecorator; }
bool is_ellipsis(Op op) { return op == Op::kEllipsis || op == Op::kEllipsisVariable; }

/// An element of a mapping or array with a key of its own.
bool has_key(const FlatTree& tree, uint32_t item) {
  const uint32_t key = tree.role(item) == Role::kPair ? tree.first_child(item) : kNoNode;
  return key != kNoNode && tree.next_sibling(key) != kNoNode;
}

/// The children of `node` in fields of that role.
size_t count(const FlatTree& tree, uint32_t node, FieldRole role) {
  size_t found = 0;
  for (uint32_t c = tree.first_child(node); c != kNoNode; c = tree.next_sibling(c)) {
    found += tree.field_role(c) == role;
  }
  return found;
}

/// `a, b string` is one node and two parameters: each of its names stands for one.
std::vector<uint32_t> one_by_one(const FlatTree& tree, const std::vector<uint32_t>& parameters) {
  std::vector<uint32_t> out;
  for (const uint32_t parameter : parameters) {
    if (count(tree, parameter, FieldRole::kTarget) < 2) {
      out.push_back(parameter);
      continue;
    }
    for (uint32_t c = tree.first_child(parameter); c != kNoNode; c = tree.next_sibling(c)) {
      if (tree.field_role(c) == FieldRole::kTarget) out.push_back(c);
    }
  }
  return out;
}

}  // namespace

Matcher::Items Matcher::children(const FlatTree& tree, uint32_t node) {
  Items out;
  for (uint32_t c = tree.first_child(node); c != kNoNode; c = tree.next_sibling(c)) out.push_back(c);
  return out;
}

// Positional children of nodes in general. Optional fields that the pattern leaves out match anything;
// modifiers and decorators stand in any order.
bool Matcher::match_child_lists(uint32_t pi, uint32_t ci, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (!work_.step()) return true;
  const auto c_optional = [&] { return ci != kNoNode && may_be_left_out(ci); };
  if (pi != kNoNode && is_modifier(tree.role(pi)) && pattern_->notes[pi].op == Op::kNode) {
    for (uint32_t c = ci; c != kNoNode; c = code_.next_sibling(c)) {
      if (is_modifier(code_.role(c)) &&
          match(pi, c, [&] { return match_child_lists(tree.next_sibling(pi), ci, next); })) {
        return true;
      }
    }
    return false;
  }
  if (pi == kNoNode) {
    while (c_optional()) ci = code_.next_sibling(ci);
    return ci == kNoNode && next();
  }
  const uint32_t p_next = tree.next_sibling(pi);
  const bool anywhere = tree[pi].field == 0 || tree.field_role(pi) == FieldRole::kOptional;
  if (is_ellipsis(pattern_->notes[pi].op) && anywhere) {
    for (uint32_t c = ci;; c = code_.next_sibling(c)) {
      if (match_child_lists(p_next, c, next)) return true;
      if (c == kNoNode) return false;
    }
  }
  for (; ci != kNoNode; ci = code_.next_sibling(ci)) {
    if (code_[ci].field == tree[pi].field) {
      if (!tree.grammar().named(tree[pi].kind)) {
        return tree.text(pi) == code_.text(ci) && match_child_lists(p_next, code_.next_sibling(ci), next);
      }
      if (match_piece_of(pi, ci, [&] { return match_child_lists(p_next, code_.next_sibling(ci), next); }))
        return true;
    }
    if (!c_optional()) break;
  }
  return may_be_nothing(pi) && match_child_lists(p_next, ci, next);
}

/// What holds nothing but `...` where the code need not have a node for it: `@A(...)` is met by `@A`,
/// `new T(...)` by `new T { x }`, `lambda ...: 0` by `lambda: 0`, and Ruby's empty bodies are none.
bool Matcher::may_be_nothing(uint32_t p) const {
  const Role role = pattern_->tree.role(p);
  const bool body = role == Role::kBlock && pattern_->tree.grammar().spec().bare_expressions;
  return (body || role == Role::kArguments || role == Role::kParameters) && is_open(p);
}

/// Two nodes in the same place of nodes of one kind. Where functions are values one parameter may stand
/// without a list around it: `x -> e`.
bool Matcher::match_piece_of(uint32_t p, uint32_t c, Next next) {
  const bool p_list = pattern_->tree.role(p) == Role::kParameters;
  const bool c_list = code_.role(c) == Role::kParameters;
  if (is_ellipsis(pattern_->notes[p].op) || (!p_list && !c_list)) return match(p, c, next);
  if (!work_.step()) return true;
  const Items ps = p_list ? children(pattern_->tree, p) : Items{p};
  const Items cs = c_list ? children(code_, c) : Items{c};
  return match_ordered(one_by_one(pattern_->tree, ps), 0, one_by_one(code_, cs), 0, &Matcher::match_parameter,
                       next);
}

bool Matcher::may_be_left_out(uint32_t c) const {
  const Role role = code_.role(c);
  // `int a, b` declares each as `int a; int b` would.
  const bool declared = role == Role::kDeclarator || code_.field_role(c) == FieldRole::kTarget;
  if (declared && code_.role(code_[c].parent) == Role::kDeclaration) return true;
  return is_modifier(role) || role == Role::kParents || code_.field_role(c) == FieldRole::kOptional;
}

/// `...`, or what holds nothing else.
bool Matcher::is_open(uint32_t p) const {
  const uint32_t only = pattern_->tree.first_child(p);
  return pattern_->notes[p].op == Op::kEllipsis ||
         (only != kNoNode && pattern_->tree.next_sibling(only) == kNoNode &&
          pattern_->notes[only].op == Op::kEllipsis);
}

bool Matcher::match_children(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  Items ps = children(tree, p);
  const Items cs = children(code_, c);
  work_.step(cs.size());
  const Role role = tree.role(p);
  if (role == Role::kList) return match_ordered(ps, 0, cs, 0, &Matcher::match, next);
  if (role == Role::kArray && !std::all_of(ps.begin(), ps.end(), [&](uint32_t item) {
        return is_ellipsis(pattern_->notes[item].op) || has_key(tree, item);
      })) {
    return match_ordered(ps, 0, cs, 0, &Matcher::match, next);
  }
  const size_t before = ps.size();
  std::erase_if(ps, [&](uint32_t item) { return is_ellipsis(pattern_->notes[item].op); });
  const bool open = ps.size() < before ||
                    (options_.implicit_ellipsis && (role == Role::kClassBody || role == Role::kParents ||
                                                    tree.grammar().spec().open_mappings));
  if (!open && ps.size() != cs.size()) return false;
  return match_unordered(ps, 0, cs, 0, open, next);
}

bool Matcher::match_ordered(const Items& p, size_t pi, const Items& c, size_t ci, ItemMatch item, Next next) {
  if (!work_.step()) return true;
  if (pi == p.size()) return ci == c.size() && next();
  const Note& note = pattern_->notes[p[pi]];
  if (is_ellipsis(note.op)) {
    for (size_t end = ci; end <= c.size(); ++end) {
      const auto rest = [&] { return match_ordered(p, pi + 1, c, end, item, next); };
      if (note.op == Op::kEllipsis) {
        if (rest()) return true;
      } else if (bind(note.variable, end > ci ? c[ci] : kNoNode, end > ci ? c[end - 1] : kNoNode, rest)) {
        return true;
      }
    }
    return false;
  }
  if (ci == c.size()) return false;
  return (this->*item)(p[pi], c[ci], [&] { return match_ordered(p, pi + 1, c, ci + 1, item, next); });
}

bool Matcher::match_unordered(const Items& p, size_t at, const Items& c, uint64_t used, bool open,
                              Next next) {
  if (!work_.step()) return true;
  if (at == p.size()) return next();
  for (size_t i = 0; i < std::min(c.size(), kMaxUnordered); ++i) {
    const uint64_t bit = uint64_t{1} << i;
    if ((used & bit) != 0) continue;
    if (match(p[at], c[i], [&] { return match_unordered(p, at + 1, c, used | bit, open, next); }))
      return true;
  }
  return false;
}

// Positional arguments in order, keyword arguments by name wherever they stand. Keyword arguments that the
// pattern does not name are allowed when it has an ellipsis.
bool Matcher::match_arguments(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  Items ps = children(tree, p), p_keywords;
  // f(x for x in xs) has no argument list: the generator is the one argument.
  Items cs = code_.role(c) == Role::kArguments ? children(code_, c) : Items{c}, c_keywords;
  work_.step(cs.size());
  const auto split = [&](const FlatTree& of, Items& all, Items& keywords) {
    const auto is_keyword = [&](uint32_t item) {
      return of.role(item) == Role::kKeywordArgument &&
             (&of == &code_ || !is_ellipsis(pattern_->notes[item].op));
    };
    std::copy_if(all.begin(), all.end(), std::back_inserter(keywords), is_keyword);
    std::erase_if(all, is_keyword);
  };
  split(tree, ps, p_keywords);
  split(code_, cs, c_keywords);
  const bool open =
      std::any_of(ps.begin(), ps.end(), [&](uint32_t item) { return is_ellipsis(pattern_->notes[item].op); });
  if (!open && (ps.size() != cs.size() || p_keywords.size() != c_keywords.size())) return false;
  return match_keywords(p_keywords, 0, c_keywords,
                        [&] { return match_ordered(ps, 0, cs, 0, &Matcher::match, next); });
}

bool Matcher::match_keywords(const Items& p, size_t at, Items& c, Next next) {
  if (at == p.size()) return next();
  for (uint32_t& candidate : c) {
    if (candidate == kNoNode) continue;
    if (!work_.step()) return true;
    // One argument is the value of one keyword of the pattern.
    const uint32_t taken = std::exchange(candidate, kNoNode);
    const bool stop = match_child_lists(pattern_->tree.first_child(p[at]), code_.first_child(taken),
                                        [&] { return match_keywords(p, at + 1, c, next); });
    candidate = taken;
    if (stop) return true;
  }
  return false;
}

// A parameter without its default and type stands for one that has them.
bool Matcher::match_parameter(uint32_t p, uint32_t c, Next next) {
  const Note& note = pattern_->notes[p];
  const bool p_shares = pattern_->tree.field_role(p) == FieldRole::kTarget;
  const bool c_shares = code_.field_role(c) == FieldRole::kTarget;
  if (p_shares || c_shares) {
    // The type is that of the node around the name.
    const FlatTree& tree = pattern_->tree;
    if (note.op != Op::kNode && !p_shares) return match(p, c, next);
    const uint32_t p_name = p_shares ? p : tree.child(p, FieldRole::kTarget);
    const uint32_t c_name = c_shares ? c : code_.child(c, FieldRole::kTarget);
    if (p_name == kNoNode || c_name == kNoNode) return p_name == kNoNode && match(p, c, next);
    const uint32_t p_type = tree.last_child(p_shares ? tree[p].parent : p);
    const uint32_t c_type = code_.last_child(c_shares ? code_[c].parent : c);
    return match(p_name, c_name, [&] { return p_type == p_name || match(p_type, c_type, next); });
  }
  const bool plain =
      note.op == Op::kMetavariable || (note.op == Op::kNode && pattern_->tree.role(p) == Role::kName);
  if (!plain || code_.role(c) == Role::kName || code_.is_leaf(c)) return match(p, c, next);
  const std::string_view kind = code_.grammar().kind_name(code_[c].kind);
  if (kind.find("splat") != std::string_view::npos || kind.starts_with("rest")) return false;
  // Before the name there may be its type, and stars.
  uint32_t name = code_.child(c, FieldRole::kTarget);
  if (name == kNoNode) name = code_.first_child(c);
  name = declared_name(code_, name);
  return match(p, code_.role(name) == Role::kName ? name : c, next);
}

}  // namespace broch::scan
