// Identifiers and member chains, also under the names they were imported by.
#include "core/text.h"
#include "scan/match/matcher.h"

namespace broch::scan {
namespace {

constexpr uint64_t kCanonicalCost = 3;

}  // namespace

/// Where case does not count in names, it still does in variables and in fields that are not called.
bool Matcher::same_name(std::string_view wanted, uint32_t c) const {
  const std::string_view found = code_.text(c);
  if (found == wanted) return true;
  const LanguageSpec& spec = code_.grammar().spec();
  if (!spec.caseless_names || found.starts_with(spec.sigil.text) || !iequals(found, wanted)) return false;
  const uint32_t parent = code_[c].parent;
  if (parent == kNoNode || code_.role(parent) != Role::kMember || code_.last_child(parent) != c) return true;
  return code_.field_role(parent) == FieldRole::kFunction;
}

bool Matcher::match_name(uint32_t p, uint32_t c, Next next) {
  const std::string_view wanted = pattern_->tree.text(p);
  const Role role = code_.role(c);
  if (role == Role::kName && same_name(wanted, c)) return next();
  // { "key": v } is the entry { key: v }.
  if (role == Role::kString && code_.field_role(c) == FieldRole::kTarget && !has_interpolation(code_, c)) {
    return string_content(code_.text(c)) == wanted && next();
  }
  return match_canonical(p, c, next);
}

bool Matcher::match_member(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const uint32_t object = tree.first_child(p);
  const uint32_t property = tree.last_child(p);
  if (pattern_->notes[property].op == Op::kEllipsis) {
    // `$O. ... .f()`: any number of accesses and calls between the object and what follows.
    for (uint32_t d = c; d != kNoNode;) {
      if (match(object, d, next)) return true;
      const Role role = code_.role(d);
      if (role != Role::kMember && role != Role::kCall) return false;
      d = role == Role::kMember ? code_.first_child(d) : code_.child(d, FieldRole::kFunction);
    }
    return false;
  }
  if (code_.role(c) == Role::kMember && match_generic(p, c, next)) return true;
  return match_canonical(p, c, next);
}

bool Matcher::pattern_chain(uint32_t p, Chain& out, uint16_t* variables) const {
  const FlatTree& tree = pattern_->tree;
  uint32_t reversed[Chain::kMax];
  size_t count = 0;
  while (tree.role(p) == Role::kMember) {
    const uint32_t name = tree.last_child(p);
    if (tree.role(name) != Role::kName || count == Chain::kMax) return false;
    reversed[count++] = name;
    p = tree.first_child(p);
  }
  if (tree.role(p) != Role::kName || count == Chain::kMax) return false;
  reversed[count++] = p;
  while (count > 0) {
    const uint32_t node = reversed[--count];
    const Note& note = pattern_->notes[node];
    if (note.op != Op::kNode && note.op != Op::kMetavariable) return false;
    variables[out.size] = note.op == Op::kMetavariable ? note.variable : Metavariables::kNone;
    out.push(tree.text(node));
  }
  return true;
}

/// False for identifiers that only look like a use of a name: properties, keywords, names being defined.
bool Matcher::is_reference(uint32_t c) const {
  if (code_.role(c) != Role::kName) return true;
  uint32_t parent = code_[c].parent;
  if (parent == kNoNode) return true;
  const Role role = code_.role(parent);
  if (role == Role::kMember) return code_.first_child(parent) == c;
  if (code_.field_role(c) == FieldRole::kTarget) return false;
  for (int level = 0; level < 4 && parent != kNoNode; ++level, parent = code_[parent].parent) {
    if (code_.role(parent) == Role::kImport || code_.role(parent) == Role::kParameters) return false;
  }
  return true;
}

bool Matcher::match_canonical(uint32_t p, uint32_t c, Next next) {
  const Role role = code_.role(c);
  if (role != Role::kName && role != Role::kMember) return false;
  work_.step(kCanonicalCost);
  const Chain* canonical = names_.canonical(c);
  if (canonical == nullptr && names_.wildcards().empty()) return false;
  Chain wanted;
  uint16_t variables[Chain::kMax];
  if (canonical != nullptr) {
    return pattern_chain(p, wanted, variables) && wanted.size == canonical->size && is_reference(c) &&
           match_chain(wanted, variables, *canonical, 0, c, next);
  }
  if (!pattern_chain(p, wanted, variables) || !is_reference(c)) return false;
  for (size_t i = 0; i < wanted.size; ++i) {
    if (variables[i] != Metavariables::kNone) return false;
  }
  Chain written;
  if (!names_.written(c, written)) return false;
  uint32_t head = c;
  while (code_.role(head) == Role::kMember) head = code_.first_child(head);
  if (names_.scopes().definition_of(head) != Scopes::kUnresolved) return false;
  for (const Chain& module : names_.wildcards()) {
    Chain whole = module;
    if (!whole.append(written) || whole.size != wanted.size) continue;
    if (std::equal(whole.parts.begin(), whole.parts.begin() + whole.size, wanted.parts.begin()))
      return next();
  }
  return false;
}

bool Matcher::match_chain(const Chain& pattern, const uint16_t* variables, const Chain& code, size_t at,
                          uint32_t c, Next next) {
  if (at == pattern.size) return next();
  const auto rest = [&] { return match_chain(pattern, variables, code, at + 1, c, next); };
  if (variables[at] != Metavariables::kNone) return bind_text(variables[at], c, code.parts[at], rest);
  return pattern.parts[at] == code.parts[at] && rest();
}

}  // namespace broch::scan
