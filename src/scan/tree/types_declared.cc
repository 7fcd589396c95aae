// What declarations say of types: of variables, parameters and fields, with a type or with a value alone.
#include <algorithm>
#include <unordered_set>

#include "core/text.h"
#include "scan/tree/names.h"
#include "scan/tree/types.h"

namespace broch::scan {
namespace {

constexpr int kMaxDeclarators = 8;
constexpr int kMaxBetween = 3;  // nodes between a field, the body of its class, and what has the class's name

/// TypeScript: a parameter of a constructor that begins with one is a field too.
constexpr std::string_view kFieldWords[] = {"private ", "protected ", "public ", "readonly "};

}  // namespace

void Types::collect() {
  std::unordered_set<uint32_t> typed;  // what has a type: it stands before the declarators
  for (uint32_t node = 1; node < tree_.size(); ++node) {
    const uint32_t parent = tree_[node].parent;
    if (tree_.grammar().is_type_field(tree_[node].field)) {
      typed.insert(parent);
      collect_typed(node);
    } else if (tree_.role(node) == Role::kDeclarator || tree_.role(parent) == Role::kClassBody) {
      if (!typed.contains(parent)) collect_untyped(node);
    }
  }
}

void Types::collect_typed(uint32_t type) {
  const uint32_t owner = tree_[type].parent;
  switch (tree_.role(owner)) {
    case Role::kFunction:  // what a function returns
    case Role::kLambda:
    case Role::kCast:
    case Role::kNew:
    case Role::kCall:
    case Role::kClass:
      return;
    default:
      break;
  }
  for (uint32_t c = tree_.first_child(owner); c != kNoNode; c = tree_.next_sibling(c)) {
    const FieldRole role = tree_.field_role(c);
    if (c == type || role == FieldRole::kValue || role == FieldRole::kBody || role == FieldRole::kOptional ||
        tree_.grammar().is_type_field(tree_[c].field)) {
      continue;
    }
    declare(owner, c, {.type = type});
  }
}

// `const c = new T()`, `c := 3`, `var a, b = 1, "s"`.
void Types::collect_untyped(uint32_t owner) {
  uint32_t value = assigned_value(tree_, owner);
  if (value == kNoNode || type_child(owner) != kNoNode) return;
  std::vector<uint32_t> targets;
  for (uint32_t c = tree_.first_child(owner); c != kNoNode; c = tree_.next_sibling(c)) {
    if (c != value && (tree_.field_role(c) == FieldRole::kTarget || tree_.role(c) == Role::kName))
      targets.push_back(c);
  }
  if (targets.size() == 1 && tree_.role(targets[0]) == Role::kList) {
    const uint32_t list = targets[0];
    targets.clear();
    for (uint32_t c = tree_.first_child(list); c != kNoNode; c = tree_.next_sibling(c)) targets.push_back(c);
    if (targets.empty()) return;
    if (tree_.role(value) != Role::kList) return;
    value = tree_.first_child(value);
  } else if (targets.size() > 1) {
    value = tree_.role(value) == Role::kList ? tree_.first_child(value) : kNoNode;
  }
  for (const uint32_t target : targets) {
    if (value == kNoNode) return;
    if (tree_.role(target) == Role::kName) declare(owner, target, {.value = value});
    value = tree_.next_sibling(value);
  }
}

// A declarator: the name, perhaps with pointers or brackets around it and a value behind it.
void Types::declare(uint32_t owner, uint32_t declarator, Declaration declaration) {
  uint32_t name = declarator;
  for (int level = 0; level < kMaxDeclarators && tree_.role(name) != Role::kName; ++level) {
    if (const uint32_t value = tree_.child(name, FieldRole::kValue); value != kNoNode)
      declaration.value = value;
    uint32_t inner = tree_.child(name, FieldRole::kTarget);
    if (inner == kNoNode) inner = tree_.child(name, Role::kName);
    if (inner == kNoNode || tree_.role(name) == Role::kFunction) return;
    // C# has the value without a field, behind the name.
    const uint32_t last = tree_.last_child(name);
    if (tree_.role(name) == Role::kDeclarator && declaration.value == kNoNode && last != inner) {
      declaration.value = last;
    }
    name = inner;
  }
  if (tree_.role(name) != Role::kName) return;
  const Span whole = tree_.span(declarator);
  const Span own = tree_.span(name);
  const std::string_view before = tree_.source().substr(whole.begin, own.begin - whole.begin);
  declaration.pointers = static_cast<int>(std::count(before.begin(), before.end(), '*'));
  const std::string_view after = tree_.source().substr(own.end, whole.end - own.end);
  if (trim(after).starts_with('(')) return;  // declares a function
  if (trim(after).starts_with('[')) ++declaration.pointers;
  if (declaration.value == kNoNode) declaration.value = tree_.child(owner, FieldRole::kValue);
  declared_here_.emplace(name, true);
  if (is_field(owner)) declare_field(owner, name, declaration);
  const uint32_t definition = names_.scopes().definition_of(name);
  if (definition != Scopes::kUnresolved) {
    by_definition_.try_emplace(definition, declaration);
    if (!names_.scopes().definition(definition).global &&
        tree_.role(tree_[name].parent) != Role::kDeclarator) {
      return;
    }
  }
  if (!is_field(owner) || !fields_need_object()) note(by_name_, tree_.text(name), declaration);
}

void Types::declare_field(uint32_t owner, uint32_t name, const Declaration& declaration) {
  note(fields_, tree_.text(name), declaration);
  const std::string_view class_name = class_around(owner);
  if (class_name.empty()) return;
  note(by_class_, std::string(class_name) + "." + std::string(tree_.text(name)), declaration);
}

template <typename Map, typename Key>
void Types::note(Map& map, Key key, const Declaration& declaration) const {
  const auto [known, is_new] = map.try_emplace(std::move(key), declaration);
  if (!is_new && !same_type(known->second, declaration)) known->second = {};
}

bool Types::same_type(const Declaration& a, const Declaration& b) const {
  if ((a.type == kNoNode) != (b.type == kNoNode)) return false;
  if (a.type != kNoNode) return tree_.text(a.type) == tree_.text(b.type);
  return a.value != kNoNode && b.value != kNoNode && tree_.text(a.value) == tree_.text(b.value);
}

bool Types::is_field(uint32_t owner) const {
  if (tree_[owner].parent == kNoNode) return false;
  if (tree_.role(tree_[owner].parent) == Role::kClassBody) return true;
  const std::string_view text = tree_.text(owner);
  return tree_.role(owner) == Role::kDefault &&
         std::any_of(std::begin(kFieldWords), std::end(kFieldWords),
                     [&](std::string_view word) { return text.starts_with(word); });
}

std::string_view Types::class_around(uint32_t node) const {
  for (uint32_t at = tree_[node].parent; at != kNoNode; at = tree_[at].parent) {
    if (tree_.role(at) != Role::kClassBody) continue;
    for (int level = 0; level < kMaxBetween && tree_[at].parent != kNoNode; ++level) {
      at = tree_[at].parent;
      const uint32_t name = tree_.child(at, FieldRole::kTarget);
      if (name != kNoNode && tree_.is_leaf(name)) return tree_.text(name);
    }
    return {};
  }
  return {};
}

bool Types::fields_need_object() const { return tree_.grammar().spec().typed == TypedStyle::kNameFirst; }

}  // namespace broch::scan
