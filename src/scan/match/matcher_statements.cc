// Statements: sequences with `...` between them, blocks, and expression statements that look inside others.
#include "scan/match/matcher.h"

namespace broch::scan {

bool Matcher::is_statement(uint32_t c) const {
  const uint32_t parent = code_[c].parent;
  if (parent != kNoNode && code_.role(parent) == Role::kBlock) return true;
  const Role role = code_.role(c);
  return role == Role::kExpressionStatement || role == Role::kDeclaration || role == Role::kReturn;
}

void Matcher::find_statements(const Reading& reading, std::vector<Match>& out) {
  for (uint32_t c = 1; c < code_.size() && !work_.exhausted(); ++c) {
    work_.step();
    if (!is_statement(c)) continue;
    const uint32_t parent = code_[c].parent;
    // A sequence ends no later than what it stands in.
    if (held_ != nullptr && !held_->any_in({code_[c].begin, code_[parent].end})) continue;
    const uint32_t end = code_.role(parent) == Role::kBlock ? code_[parent].next : code_[c].next;
    bound_.clear();
    match_sequence(reading.roots, 0, c, end, true, false, [&] {
      emit({code_[c].begin, std::max<size_t>(sequence_end_, code_[c].begin)}, out);
      return false;
    });
  }
}

// The remaining statements of a block; where no way through them is found, an ellipsis descends: the
// remaining statements with all that are nested in them, as one list (`flat`). The search never climbs out of
// the block in which it began.
bool Matcher::match_sequence(const Items& items, size_t p, uint32_t c, uint32_t end, bool open, bool flat,
                             Next next) {
  if (!work_.step()) return true;
  while (flat && c < end && !is_statement(c)) ++c;
  if (p == items.size()) {
    if (!open && c < end) return false;
    return next();
  }
  bool reached = false;
  const auto noted = [&] {
    reached = true;
    return next();
  };
  const auto go = [&](size_t item, uint32_t from, bool flattened) {
    return match_sequence(items, item, from, end, open, flattened, noted);
  };
  if (pattern_->notes[items[p]].op == Op::kEllipsis) {
    if (p + 1 == items.size()) {
      // A trailing ellipsis takes all that is left.
      if (c < end) sequence_end_ = last_statement_end(c, end, flat);
      return next();
    }
    for (uint32_t s = c; !flat && s < end; s = code_[s].next) {
      if (go(p + 1, s, false)) return true;
    }
    if (!flat && go(p + 1, end, false)) return true;
    if (reached) return false;
    for (uint32_t s = c; s < end; ++s) {
      if (!work_.step()) return true;
      if (!is_statement(s) || (!flat && code_[s].parent == code_[c].parent)) continue;
      if (go(p + 1, s, true)) return true;
    }
    return false;
  }
  if (c >= end) return false;
  return match_statement(items[p], c, [&] {
    const size_t before = sequence_end_;
    sequence_end_ = code_[c].end;
    const bool stop = go(p + 1, code_[c].next, flat);
    sequence_end_ = before;
    return stop;
  });
}

/// Where what is left from statement `c` on ends: with its block, or with the outermost block of a flat list.
size_t Matcher::last_statement_end(uint32_t c, uint32_t end, bool flat) const {
  if (!flat) return code_[is_statement(c) ? code_[c].parent : c].end;
  uint32_t last = end - 1;
  while (code_[last].parent != kNoNode && code_[code_[last].parent].next <= end) last = code_[last].parent;
  return code_[last].end;
}

bool Matcher::match_block(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  Items items;
  for (uint32_t s = tree.first_child(p); s != kNoNode; s = tree.next_sibling(s)) items.push_back(s);
  if (tree.role(tree[p].parent) == Role::kClass && code_.role(c) == Role::kBlock) {
    // The body of a class is unordered, here too where it is a block like others.
    std::erase_if(items, [&](uint32_t item) { return pattern_->notes[item].op == Op::kEllipsis; });
    return match_unordered(items, 0, children(code_, c), 0, options_.implicit_ellipsis, next);
  }
  const size_t before = sequence_end_;
  const bool block = code_.role(c) == Role::kBlock;
  // A statement without braces is a block of one.
  const bool stop = match_sequence(items, 0, block ? c + 1 : c, code_[c].next, false, false, next);
  sequence_end_ = before;
  return stop;
}

// `var` is met by every declaration, `let` and `const` by their own.
bool Matcher::declares_alike(uint32_t p, uint32_t c) const {
  const FlatTree& tree = pattern_->tree;
  const Grammar& grammar = tree.grammar();
  const std::string_view any = grammar.spec().scoping.hoisted;
  if (any.empty() || grammar.kind_name(tree[p].kind) == any) return true;
  const auto word = [](std::string_view text) { return text.substr(0, text.find_first_of(" \t\r\n{[")); };
  return tree[p].kind == code_[c].kind && word(tree.text(p)) == word(code_.text(c));
}

bool Matcher::match_statement(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  if (pattern_->notes[p].op != Op::kNode) return match(p, c, next);
  const Role role = tree.role(p);
  const Role code_role = code_.role(c);
  if (code_role == Role::kBlock && role != Role::kBlock) {
    const uint32_t only = code_.first_child(c);
    return only != kNoNode && code_.next_sibling(only) == kNoNode && match_statement(p, only, next);
  }
  if (role == Role::kDeclaration) {
    if (code_role != Role::kDeclaration || !declares_alike(p, c)) return false;
    return match_child_lists(tree.first_child(p), code_.first_child(c), next);
  }
  // Where an assignment is a statement of its own, there is no expression statement around it.
  const bool bare = role == Role::kAssignment || (tree.grammar().spec().bare_expressions &&
                                                  (role == Role::kCall || role == Role::kMember));
  if (role != Role::kExpressionStatement && !bare) return match(p, c, next);
  const uint32_t expression = bare ? p : tree.first_child(p);
  if (expression == kNoNode) return false;
  if (tree.role(expression) == Role::kAssignment) {
    if (code_role == Role::kExpressionStatement) {
      const uint32_t inner = code_.first_child(c);
      return inner != kNoNode && match(expression, inner, next);
    }
    if (code_role == Role::kDeclaration) {
      for (uint32_t d = code_.first_child(c); d != kNoNode; d = code_.next_sibling(d)) {
        if (code_.role(d) == Role::kDeclarator && match(expression, d, next)) return true;
      }
      return false;
    }
    return match(expression, c, next);
  }
  const bool fully =
      code_role == Role::kDeclaration || code_role == Role::kDeclarator || code_role == Role::kReturn;
  return match_implicitly_deep(expression, c, fully, next);
}

// An expression statement also matches where its value is used: assigned, passed on, awaited, the object of a
// method chain, an element. Initialisers and returned values are searched at any depth.
bool Matcher::match_implicitly_deep(uint32_t p, uint32_t c, bool fully, Next next) {
  if (!options_.implicit_deep_exprstmt) {
    const uint32_t only = code_.role(c) == Role::kExpressionStatement ? code_.first_child(c) : c;
    return only != kNoNode && match(p, only, next);
  }
  if (fully) {
    for (uint32_t d = c + 1; d < code_[c].next; ++d) {
      if (code_.grammar().named(code_[d].kind) && match(p, d, next)) return true;
    }
    return false;
  }
  Items todo{c};
  while (!todo.empty()) {
    if (!work_.step()) return true;
    const uint32_t d = todo.back();
    todo.pop_back();
    const Role role = code_.role(d);
    if (role != Role::kExpressionStatement && match(p, d, next)) return true;
    const auto push_children = [&](uint32_t of) {
      const size_t first = todo.size();
      for (uint32_t x = code_.first_child(of); x != kNoNode; x = code_.next_sibling(x)) todo.push_back(x);
      std::reverse(todo.begin() + static_cast<ptrdiff_t>(first), todo.end());
    };
    switch (role) {
      case Role::kExpressionStatement:
      case Role::kUnaryWrapper:
      case Role::kArguments:
      case Role::kList:
      case Role::kMapping:
      case Role::kArray:
        push_children(d);
        break;
      case Role::kAssignment:
      case Role::kKeywordArgument:
      case Role::kPair:
        if (const uint32_t value = code_.child(d, FieldRole::kValue); value != kNoNode) todo.push_back(value);
        break;
      case Role::kCast:
        if (const uint32_t value = cast_value(code_, d); value != kNoNode) todo.push_back(value);
        break;
      case Role::kCall: {
        const uint32_t callee = code_.child(d, FieldRole::kFunction);
        const uint32_t arguments = code_.child(d, FieldRole::kArguments);
        if (arguments != kNoNode) todo.push_back(arguments);
        if (callee != kNoNode && code_.role(callee) == Role::kMember)
          todo.push_back(code_.first_child(callee));
        break;
      }
      default:
        break;
    }
  }
  return false;
}

}  // namespace broch::scan
