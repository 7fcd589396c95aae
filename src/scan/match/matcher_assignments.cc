// Assignments, and the declarations and unpackings that are assignments too.
#include "scan/match/matcher.h"

namespace broch::scan {
namespace {

/// The operator between target and value: "=", ":=", "+=".
std::string_view operator_text(const FlatTree& tree, uint32_t target, uint32_t value) {
  if (tree[value].begin < tree[target].end) return {};
  std::string_view between = tree.source().substr(tree[target].end, tree[value].begin - tree[target].end);
  const size_t equals = between.find('=');
  if (equals == std::string_view::npos) return {};
  const size_t first = between.substr(0, equals).find_last_of(" \t\n)*");
  return between.substr(first == std::string_view::npos ? 0 : first + 1,
                        equals + 1 - (first == std::string_view::npos ? 0 : first + 1));
}

}  // namespace

bool Matcher::match_assignment(uint32_t p, uint32_t c, Next next) {
  const FlatTree& tree = pattern_->tree;
  const Role role = code_.role(c);
  const uint32_t target = tree.child(p, FieldRole::kTarget);
  const uint32_t value = tree.child(p, FieldRole::kValue);
  if (role == Role::kAssignment) {
    if (match_generic(p, c, next)) return true;
  } else if (role != Role::kDeclarator || !options_.vardef_assign) {
    return false;
  }
  uint32_t declared = code_.child(c, FieldRole::kTarget);
  const uint32_t initial = assigned_value(code_, c);
  if (target == kNoNode || value == kNoNode || declared == kNoNode || initial == kNoNode) return false;
  const std::string_view op = operator_text(tree, target, value);
  const std::string_view code_op = operator_text(code_, declared, initial);
  // += declares nothing; := does, and = is met by it.
  if (op == "=" ? code_op != "=" && code_op != ":=" : op != code_op || role == Role::kDeclarator)
    return false;
  if (role == Role::kDeclarator) {
    // `char *p = f()` declares p.
    if (tree.is_leaf(target)) declared = declared_name(code_, declared);
    if (match(target, declared, [&] { return match(value, initial, next); })) return true;
  } else if (tree[p].kind != code_[c].kind &&
             match(target, declared, [&] { return match(value, initial, next); })) {
    return true;
  }
  return match_unpacked(target, value, declared, initial, next);
}

// a, b = f(), g() assigns a and b, each its own value.
bool Matcher::match_unpacked(uint32_t target, uint32_t value, uint32_t declared, uint32_t initial,
                             Next next) {
  if (code_.role(declared) != Role::kList || code_.role(initial) != Role::kList) return false;
  if (pattern_->tree.role(target) == Role::kList) return false;
  const Items targets = children(code_, declared), values = children(code_, initial);
  if (targets.size() != values.size()) return false;
  for (size_t i = 0; i < targets.size(); ++i) {
    if (!work_.step()) return true;
    if (match(target, targets[i], [&] { return match(value, values[i], next); })) return true;
  }
  return false;
}

}  // namespace broch::scan
