#include "scan/match/matcher.h"

#include <cctype>

namespace broch::scan {
namespace {

/// Keeping a match, and sorting it later, takes as long as this many steps.
constexpr uint64_t kEmitCost = 60;

/// The name in `name=value` of a call: part of the argument, no expression of its own.
bool is_keyword_name(const FlatTree& code, uint32_t c) {
  const uint32_t parent = code[c].parent;
  return parent != kNoNode && code.role(parent) == Role::kKeywordArgument &&
         code.field_role(c) == FieldRole::kTarget;
}

}  // namespace

void Matcher::find(const Pattern& pattern, std::vector<Match>& out, const HeldSpans* held) {
  held_ = held;
  for (const Reading& reading : pattern.readings) {
    pattern_ = &reading;
    if (reading.shape == Shape::kNode) {
      find_reading(reading, out);
    } else {
      find_statements(reading, out);
    }
  }
}

void Matcher::find_reading(const Reading& reading, std::vector<Match>& out) {
  const uint32_t root = reading.roots.front();
  // A declared variable is no expression, and so nothing for a pattern that is a typed metavariable alone.
  const bool typed = reading.notes[root].typed != 0;
  const auto try_at = [&](uint32_t c) {
    if (held_ != nullptr && !held_->any_in(code_.span(c))) return;
    if (typed && names_.types().declares(c)) return;
    if (is_keyword_name(code_, c)) return;
    bound_.clear();
    match(root, c, [&] {
      emit(code_.span(c), out);
      return false;
    });
  };
  if (reading.root_kinds.empty()) {
    for (uint32_t c = 0; c < code_.size() && !work_.exhausted(); ++c) {
      if (code_.grammar().named(code_[c].kind)) try_at(c);
    }
    return;
  }
  for (const uint16_t kind : reading.root_kinds) {
    for (const uint32_t c : code_.of_kind(kind)) {
      if (work_.exhausted()) return;
      try_at(c);
    }
  }
}

void Matcher::emit(Span span, std::vector<Match>& out) {
  work_.step(kEmitCost);
  out.push_back({span, bound_});
}

void Matcher::find_expressions(uint16_t variable, Span within, std::vector<Match>& out) {
  for (uint32_t c = 0; c < code_.size() && work_.step(); ++c) {
    if (!within.contains(code_.span(c)) || !code_.grammar().named(code_[c].kind)) continue;
    if (is_keyword_name(code_, c)) continue;
    switch (code_.role(c)) {
      case Role::kBlock:
      case Role::kArguments:
      case Role::kParameters:
      case Role::kClassBody:
      case Role::kStringContent:
      case Role::kExpressionStatement:
      case Role::kDeclaration:
      case Role::kReturn:
        continue;
      default:
        break;
    }
    bound_.clear();
    bind(variable, c, c, [&] {
      emit(code_.span(c), out);
      return false;
    });
  }
}

bool Matcher::match(uint32_t p, uint32_t c, Next next) {
  if (!work_.step()) return true;
  const Note& note = pattern_->notes[p];
  if (note.pointed) c = pointed_name(c);
  switch (note.op) {
    case Op::kNode:
      return match_node(p, c, next) || (options_.symbolic_propagation && match_assigned(p, c, next));
    case Op::kMetavariable:
      if (note.of_kind && pattern_->tree[p].kind != code_[c].kind) return false;
      if (note.typed != 0) return match_typed(note, c, next);
      return bind(note.variable, c, c, next);
    case Op::kEllipsis:
      return next();
    case Op::kEllipsisVariable:
      return bind(note.variable, c, c, next);
    case Op::kDeep:
      return match_deep(note.inner, c, next);
    case Op::kAnyString:
    case Op::kAnyTemplate:
    case Op::kStringVariable:
    case Op::kStringRegex:
      return match_string_op(note, c, next);
  }
  return false;
}

/// `p` of the declarator `**p`.
uint32_t Matcher::pointed_name(uint32_t c) const {
  while (is_pointer(code_, c)) {
    const uint32_t inner = code_.child(c, FieldRole::kTarget);
    if (inner == kNoNode) break;
    c = inner;
  }
  return c;
}

bool Matcher::match_typed(const Note& note, uint32_t c, Next next) {
  const WantedType& wanted = pattern_->types[note.typed - 1];
  const Type found = names_.types().of(c);
  const auto bind_value = [&] { return bind(note.variable, c, c, next); };
  if (wanted.binds == Metavariables::kNone) return is_of_type(wanted.type, found) && bind_value();
  return found.node != kNoNode && bind(wanted.binds, found.node, found.node, bind_value);
}

bool Matcher::match_deep(uint32_t p, uint32_t c, Next next) {
  for (uint32_t d = c; d < code_[c].next; ++d) {
    if (match(p, d, next)) return true;
  }
  return false;
}

// Symbolic propagation: a variable stands for the expression that it was assigned on every path.
bool Matcher::match_assigned(uint32_t p, uint32_t c, Next next) {
  constexpr int kMaxDepth = 50;
  if (code_.role(c) != Role::kName || assigned_depth_ >= kMaxDepth || !is_reference(c)) return false;
  const uint32_t value = names_.constants().assigned(c);
  if (value == kNoNode) return false;
  switch (code_.role(value)) {
    case Role::kFunction:
    case Role::kLambda:
    case Role::kClass:
    case Role::kAssignment:
      return false;
    default:
      break;
  }
  ++assigned_depth_;
  const bool stop = match(p, value, next);
  --assigned_depth_;
  return stop;
}

// `{a}` is `{a: a}`.
bool Matcher::match_shorthand(uint32_t p, uint32_t c, Next next) {
  const uint32_t key = pattern_->tree.first_child(p);
  const uint32_t value = pattern_->tree.last_child(p);
  if (key == value || !code_.grammar().kind_name(code_[c].kind).starts_with("shorthand")) return false;
  return match(key, c, [&] { return match(value, c, next); });
}

bool Matcher::match_node(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const Role role = tree.role(p);
  const Role code_role = code_.role(c);
  if (code_role == Role::kCast && role != Role::kCast) {
    const uint32_t value = cast_value(code_, c);
    return value != kNoNode && match(p, value, next);
  }
  if (code_role == Role::kCall) {
    const uint32_t value = named_cast_value(code_, c);
    if (value != kNoNode && match(p, value, next)) return true;
  }
  if (code_role == Role::kDecorated && role != Role::kDecorated) {
    const uint32_t definition = code_.last_child(c);
    return definition != kNoNode && match(p, definition, next);
  }
  if (pattern_->notes[p].is_async && !code_.text(c).starts_with("async")) return false;
  if (pattern_->notes[p].literal.known() && role != Role::kString) return match_literal(p, c) && next();
  if (code_role == Role::kGeneric && role != Role::kGeneric) {
    const uint32_t type = code_.first_child(c);
    return type != kNoNode && match(p, type, next);
  }
  if (role == Role::kPair && code_role == Role::kName) return match_shorthand(p, c, next);
  switch (role) {
    case Role::kName:
      return match_name(p, c, next);
    case Role::kMember:
      return match_member(p, c, next);
    case Role::kString:
      return match_string(p, c, next);
    case Role::kConcatenatedString:
      return match_concatenated(p, c, next);
    case Role::kArguments:
      return match_arguments(p, c, next);
    case Role::kParameters:
      return code_role == Role::kParameters && match_piece_of(p, c, next);
    case Role::kBlock:
      return match_block(p, c, next);
    case Role::kAssignment:
      return match_assignment(p, c, next);
    case Role::kFunction:
      return match_function(p, c, next);
    case Role::kImport:
      return match_import(p, c, next);
    case Role::kClass:
      return match_class(p, c, next);
    case Role::kDecorated:
      return match_decorated(p, c, next);
    case Role::kTry:
      return match_try(p, c, next);
    case Role::kSwitch:
      return match_switch(p, c, next);
    case Role::kElement:
      return match_element(p, c, next);
    case Role::kLoop:
      if (any_header(p)) {
        const uint32_t body = code_.child(c, FieldRole::kBody);
        return body != kNoNode && code_.text(c).starts_with("for") &&
               match(tree.child(p, FieldRole::kBody), body, next);
      }
      break;
    case Role::kBinary:
      return match_operands(p, c, next);
    case Role::kExpressionStatement:
    case Role::kDeclaration:
      return match_statement(p, c, next);
    default:
      break;
  }
  // A single statement where the code has a block around it: `if (x) f();` and `if (x) { f(); }`.
  if (code_role == Role::kBlock) {
    const uint32_t only = code_.first_child(c);
    return only != kNoNode && code_.next_sibling(only) == kNoNode && match(p, only, next);
  }
  if (role == Role::kOther && tree.text(p).starts_with('/') && tree[p].kind == code_[c].kind) {
    if (has_interpolation(tree, p)) {
      return match_string_parts(tree.first_child(p), code_.first_child(c), next);
    }
    if (match_regex_literal(p, c, next)) return true;
  }
  if (options_.symmetric_eq && is_equality(tree, p) && tree[p].kind == code_[c].kind &&
      is_equality(code_, c) && match_swapped(p, c, next)) {
    return true;
  }
  return match_generic(p, c, next);
}

namespace {

/// Leaves may end with a `;` or hold blanks that say nothing.
bool same_leaf(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto skip = [](std::string_view text, size_t& at) {
    while (at < text.size() && (text[at] == ';' || std::isspace(static_cast<unsigned char>(text[at])))) ++at;
  };
  size_t i = 0, j = 0;
  while (true) {
    skip(a, i);
    skip(b, j);
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

}  // namespace

/// `{...}` is met by a comprehension too.
bool Matcher::is_any_mapping(uint32_t p, uint32_t c) const {
  const uint32_t only = pattern_->tree.first_child(p);
  return only != kNoNode && pattern_->notes[only].op == Op::kEllipsis &&
         pattern_->tree.next_sibling(only) == kNoNode && code_.role(c) == Role::kComprehension &&
         code_.text(c).starts_with('{');
}

bool Matcher::match_generic(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const Role role = tree.role(p);
  if (tree[p].kind != code_[c].kind) return role == Role::kMapping && is_any_mapping(p, c) && next();
  const bool has_children = !tree.is_leaf(p);
  if (!has_children && code_.is_leaf(c)) return same_leaf(tree.text(p), code_.text(c)) && next();
  if (role == Role::kMapping || role == Role::kArray || role == Role::kClassBody || role == Role::kList ||
      role == Role::kParents) {
    return match_children(p, c, next);
  }
  // `return ...` is met with and without a value, `return` only without.
  return match_child_lists(tree.first_child(p), code_.first_child(c), next);
}

bool Matcher::bind(uint16_t variable, uint32_t first, uint32_t last, Next next) {
  if (variable == Metavariables::kAnonymous) return next();
  Binding binding{.variable = variable, .first = first, .last = last};
  if (first != kNoNode) {
    binding.span = {code_[first].begin, code_[last].end};
    binding.text = code_.source().substr(binding.span.begin, binding.span.size());
  }
  return with_binding(binding, next);
}

bool Matcher::bind_text(uint16_t variable, uint32_t node, std::string_view text, Next next) {
  if (variable == Metavariables::kAnonymous) return next();
  Span span = code_.span(node);
  const std::string_view source = code_.source();
  if (text.data() >= source.data() && text.data() + text.size() <= source.data() + source.size()) {
    span.begin = static_cast<size_t>(text.data() - source.data());
    span.end = span.begin + text.size();
  }
  return with_binding({.variable = variable, .span = span, .text = text}, next);
}

bool Matcher::with_binding(const Binding& binding, Next next) {
  if (const Binding* known = find_binding(bound_, binding.variable)) {
    if (known->first != kNoNode) work_.step(1 + code_[known->last].next - known->first);
    return same_value(equality_, *known, binding) && next();
  }
  bound_.push_back(binding);
  const bool stop = next();
  bound_.pop_back();
  return stop;
}

}  // namespace broch::scan
