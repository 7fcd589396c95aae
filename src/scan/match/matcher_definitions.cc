// Functions and classes, what decorates them, and what has parts of its own sort: try, switch, loops, JSX.
#include "core/text.h"
#include "scan/match/matcher.h"

namespace broch::scan {
namespace {

bool is_section(const FlatTree& tree, uint32_t node) {
  const Role role = tree.role(node);
  return role == Role::kCase || role == Role::kBlock;
}

/// Words before the first child of a definition that change what it is.
bool has_word(const FlatTree& tree, uint32_t node, std::string_view word) {
  const uint32_t first = tree.first_child(node);
  const size_t end = first == kNoNode ? tree[node].end : tree[first].begin;
  const std::string_view head = tree.source().substr(tree[node].begin, end - tree[node].begin);
  for (size_t at = head.find(word); at != std::string_view::npos; at = head.find(word, at + 1)) {
    const bool starts = at == 0 || head[at - 1] == ' ' || head[at - 1] == '\n';
    const size_t after = at + word.size();
    if (starts && (after >= head.size() || head[after] == ' ' || head[after] == '*' || head[after] == '\n')) {
      return true;
    }
  }
  return false;
}

constexpr std::string_view kWords[] = {"async", "static", "get", "set"};

}  // namespace

/// What the pattern says before a definition, the code must say; the code may say more.
bool Matcher::same_words(uint32_t p, uint32_t c) const {
  for (const std::string_view word : kWords) {
    if (has_word(pattern_->tree, p, word) && !has_word(code_, c, word)) return false;
  }
  return true;
}

// A pattern that defines a function also matches function expressions, arrows and methods, and a name given
// by `f = function() {}` is the function's.
bool Matcher::match_function(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const uint32_t wanted = tree.child(p, FieldRole::kTarget);
  uint32_t function = c;
  uint32_t name = kNoNode;
  const Role role = code_.role(c);
  if ((role == Role::kDeclarator || role == Role::kAssignment) && options_.arrow_is_function) {
    function = assigned_value(code_, c);
    name = code_.child(c, FieldRole::kTarget);
    if (wanted == kNoNode) return false;
  }
  if (function == kNoNode) return false;
  const Role found = code_.role(function);
  if (found != Role::kFunction && found != Role::kLambda) return false;
  if (!same_words(p, function)) return false;
  if (name == kNoNode) name = code_.child(function, FieldRole::kTarget);
  const auto parts = [&] { return match_definition_parts(tree.first_child(p), p, function, next); };
  if (wanted == kNoNode || pattern_->notes[wanted].op == Op::kEllipsis) return parts();
  if (name != kNoNode) return match(wanted, name, parts);
  // A name that may be any may also be none; where an assignment gives one, the match is there.
  if (pattern_->notes[wanted].op != Op::kMetavariable || !options_.arrow_is_function) return false;
  const uint32_t around = code_[function].parent;
  const bool named = around != kNoNode &&
                     (code_.role(around) == Role::kDeclarator || code_.role(around) == Role::kAssignment);
  return !named && parts();
}

bool Matcher::match_class(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (code_.role(c) != Role::kClass || tree[p].kind != code_[c].kind) return false;
  const uint32_t wanted = tree.child(p, FieldRole::kTarget);
  const uint32_t name = code_.child(c, FieldRole::kTarget);
  const auto parts = [&] { return match_definition_parts(tree.first_child(p), p, c, next); };
  if (wanted == kNoNode || pattern_->notes[wanted].op == Op::kEllipsis) return parts();
  return name != kNoNode && match(wanted, name, parts);
}

// Each part of the pattern's definition, but its name, among the code's parts in the same place; what the
// pattern leaves out may be there.
bool Matcher::match_definition_parts(uint32_t part, uint32_t p, uint32_t definition, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (!work_.step()) return true;
  if (part == kNoNode) return next();
  const auto rest = [&] { return match_definition_parts(tree.next_sibling(part), p, definition, next); };
  if (part == tree.child(p, FieldRole::kTarget)) return rest();
  const bool parents = tree.role(p) == Role::kClass && tree.field_role(part) == FieldRole::kOptional;
  bool there = false;
  for (uint32_t c = code_.first_child(definition); c != kNoNode; c = code_.next_sibling(c)) {
    if (code_[c].field != tree[part].field) continue;
    there = true;
    if (parents ? match_parents(part, c, rest) : match_piece_of(part, c, rest)) return true;
  }
  return !there && may_be_nothing(part) && rest();
}

// The parents that the pattern names come first and in its order; others may follow. In other nodes than
// lists their order is free.
bool Matcher::match_parents(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (pattern_->notes[p].op != Op::kNode) return match(p, c, next);
  if (tree[p].kind != code_[c].kind) return false;
  const Items ps = children(tree, p), cs = children(code_, c);
  work_.step(cs.size());
  if (ps.size() == 1 && cs.size() == 1) return match_parents(ps[0], cs[0], next);
  if (tree.is_leaf(p)) return match(p, c, next);
  if (tree.role(p) != Role::kArguments) return match_unordered(ps, 0, cs, 0, true, next);
  for (size_t size = cs.size() + 1; size-- > 0;) {
    const Items prefix(cs.begin(), cs.begin() + static_cast<ptrdiff_t>(size));
    if (match_ordered(ps, 0, prefix, 0, &Matcher::match_argument, next)) return true;
  }
  return false;
}

bool Matcher::match_argument(uint32_t p, uint32_t c, Next next) {
  if (pattern_->tree.role(p) != Role::kKeywordArgument) return match(p, c, next);
  return code_.role(c) == Role::kKeywordArgument &&
         match_child_lists(pattern_->tree.first_child(p), code_.first_child(c), next);
}

// @a @b def f(): ...: the pattern's decorators in any order, others may be there.
bool Matcher::match_decorated(uint32_t p, uint32_t c, Next next) {
  if (code_.role(c) != Role::kDecorated) return false;
  Items ps = children(pattern_->tree, p), cs = children(code_, c);
  if (ps.empty() || cs.empty()) return false;
  const uint32_t wanted = ps.back(), found = cs.back();
  ps.pop_back();
  cs.pop_back();
  std::erase_if(ps, [&](uint32_t item) { return pattern_->notes[item].op == Op::kEllipsis; });
  return match_unordered(ps, 0, cs, 0, true, [&] { return match(wanted, found, next); });
}

// The resources that the pattern names, the body, a subset of the handlers in any order; whether there is an
// `else` or a `finally` must agree.
bool Matcher::match_try(uint32_t p, uint32_t c, Next next) {
  if (pattern_->tree[p].kind != code_[c].kind) return false;
  struct Parts {
    Items resources, body, handlers, otherwise, last;
  };
  const auto split = [](const FlatTree& tree, uint32_t node) {
    Parts parts;
    for (const uint32_t part : children(tree, node)) {
      const Role role = tree.role(part);
      (role == Role::kCatch                            ? parts.handlers
       : role == Role::kElse                           ? parts.otherwise
       : role == Role::kFinally                        ? parts.last
       : tree.field_role(part) == FieldRole::kOptional ? parts.resources
                                                       : parts.body)
          .push_back(part);
    }
    return parts;
  };
  const Parts ps = split(pattern_->tree, p);
  Parts cs = split(code_, c);
  if (ps.otherwise.size() != cs.otherwise.size() || ps.last.size() != cs.last.size()) return false;
  if (ps.resources.empty()) cs.resources.clear();
  const auto last = [&] { return match_ordered(ps.last, 0, cs.last, 0, &Matcher::match_part, next); };
  const auto otherwise = [&] {
    return match_ordered(ps.otherwise, 0, cs.otherwise, 0, &Matcher::match_part, last);
  };
  const auto handlers = [&] { return match_unordered(ps.handlers, 0, cs.handlers, 0, true, otherwise); };
  const auto body = [&] {
    if (cs.body.empty()) {
      return std::ranges::all_of(ps.body, [&](uint32_t part) { return is_open(part); }) && handlers();
    }
    if (ps.body.size() == 1 && cs.body.size() == 1) return match(ps.body[0], cs.body[0], handlers);
    return match_sequence(ps.body, 0, cs.body.front(), code_[cs.body.back()].next, false, false, handlers);
  };
  return match_ordered(ps.resources, 0, cs.resources, 0, &Matcher::match, body);
}

/// An `else` or `finally`: its body, whatever node is around it.
bool Matcher::match_part(uint32_t p, uint32_t c, Next next) {
  return match_child_lists(pattern_->tree.first_child(p), code_.first_child(c), next);
}

/// `for (...)`: whatever the loop is over, also the elements of something.
bool Matcher::any_header(uint32_t p) const {
  const FlatTree& tree = pattern_->tree;
  const uint32_t first = tree.first_child(p);
  if (first == kNoNode || pattern_->notes[first].op != Op::kEllipsis) return false;
  return tree.child(p, FieldRole::kBody) != kNoNode &&
         tree.source().substr(tree[first].end).starts_with(";;)");
}

// The pattern's attributes in any order, others may be there; what the element holds in order, where white
// space says nothing.
bool Matcher::match_element(uint32_t p, uint32_t c, Next next) {
  if (code_.role(c) != Role::kElement) return false;
  const auto split = [](const FlatTree& tree, uint32_t node, Items& attributes, Items& rest) {
    for (const uint32_t part : children(tree, node)) {
      const bool blank = tree.is_leaf(part) && trim(tree.text(part)).empty();
      if (!blank) (tree.field_role(part) == FieldRole::kOptional ? attributes : rest).push_back(part);
    }
  };
  Items p_attributes, p_rest, c_attributes, c_rest;
  split(pattern_->tree, p, p_attributes, p_rest);
  split(code_, c, c_attributes, c_rest);
  std::erase_if(p_attributes, [&](uint32_t item) { return is_open(item); });
  return match_ordered(p_rest, 0, c_rest, 0, &Matcher::match,
                       [&] { return match_unordered(p_attributes, 0, c_attributes, 0, true, next); });
}

// The pattern's sections in any order, others may be there.
bool Matcher::match_switch(uint32_t p, uint32_t c, Next next) {
  if (pattern_->tree[p].kind != code_[c].kind) return false;
  const auto split = [](const FlatTree& tree, uint32_t node, Items& head, Items& sections) {
    for (const uint32_t part : children(tree, node)) {
      const uint32_t inner = tree.first_child(part);
      if (tree.role(part) == Role::kBlock && inner != kNoNode && is_section(tree, inner)) {
        for (const uint32_t section : children(tree, part)) sections.push_back(section);
      } else {
        (is_section(tree, part) ? sections : head).push_back(part);
      }
    }
  };
  Items p_head, p_sections, c_head, c_sections;
  split(pattern_->tree, p, p_head, p_sections);
  split(code_, c, c_head, c_sections);
  std::erase_if(p_sections, [&](uint32_t item) { return is_open(item); });
  return match_ordered(p_head, 0, c_head, 0, &Matcher::match,
                       [&] { return match_unordered(p_sections, 0, c_sections, 0, true, next); });
}

}  // namespace broch::scan
