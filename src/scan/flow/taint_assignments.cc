#include <algorithm>
#include <array>

#include "scan/flow/taint_interpreter.h"

namespace broch::scan {
namespace {

constexpr size_t kMaxPath = 8;
constexpr size_t kMaxEntries = 32;

constexpr std::array<std::string_view, 30> kHarmless = {
    "bool",  "boolean", "Boolean", "int",    "Integer", "long",   "Long", "short", "Short",   "byte",
    "Byte",  "float",   "Float",   "double", "Double",  "number", "i8",   "i16",   "i32",     "i64",
    "int32", "int64",   "uint",    "uint32", "uint64",  "u32",    "u64",  "usize", "float64", "float32"};

}  // namespace

std::optional<std::string_view> TaintInterpreter::constant_key(uint32_t index) const {
  if (role(index) == Role::kNumber || role(index) == Role::kLeaf) return tree().text(index);
  if (role(index) != Role::kString) return std::nullopt;
  if (tree().child(index, Role::kInterpolation) != kNoNode) return std::nullopt;
  return string_content(tree().text(index));
}

/// A variable or a constant path below one; kNoLvalue for everything else.
LvalueId TaintInterpreter::lvalue(uint32_t node) {
  std::array<std::string_view, kMaxPath> path;
  size_t length = 0;
  for (int steps = 0; node != kNoNode && steps < 32; ++steps) {
    switch (role(node)) {
      case Role::kName:
      case Role::kThis: {
        LvalueId place = lvalues_.variable(tree().text(node));
        while (length > 0) place = lvalues_.field(place, path[--length]);
        return place;
      }
      case Role::kMember: {
        const uint32_t member = tree().last_child(node);
        if (member == kNoNode || length == kMaxPath) return kNoLvalue;
        path[length++] = tree().text(member);
        node = tree().first_child(node);
        break;
      }
      case Role::kSubscript: {
        const uint32_t container = tree().first_child(node);
        const uint32_t index = container == kNoNode ? kNoNode : tree().next_sibling(container);
        if (index == kNoNode || tree().next_sibling(index) != kNoNode || length == kMaxPath) return kNoLvalue;
        const std::optional<std::string_view> key = constant_key(index);
        if (!key) return kNoLvalue;
        path[length++] = *key;
        node = container;
        break;
      }
      case Role::kReference:
      case Role::kUnaryWrapper:
        node = tree().last_child(node);
        break;
      case Role::kCast:
        node = cast_value(tree(), node);
        break;
      // A node around an expression alone, such as the statement of it.
      case Role::kExpressionStatement:
      case Role::kOther: {
        const uint32_t child = tree().first_child(node);
        if (child == kNoNode || tree().next_sibling(child) != kNoNode) return kNoLvalue;
        node = child;
        break;
      }
      default:
        return kNoLvalue;
    }
  }
  return kNoLvalue;
}

void TaintInterpreter::add(LvalueId target, TaintSetId taints) {
  if (target == kNoLvalue || taints == TaintSets::kEmpty) return;
  env().set(lvalues_, target, sets_.unite(env().get(lvalues_, target), taints));
}

/// The file says that this variable or parameter holds numbers or truth values, and the rule trusts those.
bool TaintInterpreter::harmless_type(uint32_t node) const {
  if (!options_.taint.assume_safe_numbers && !options_.taint.assume_safe_booleans) return false;
  const uint32_t parent = tree()[node].parent;
  const uint32_t declaration = role(node) == Role::kDeclarator && parent != kNoNode ? parent : node;
  for (uint32_t c = tree().first_child(declaration); c != kNoNode; c = tree().next_sibling(c)) {
    if (tree().field_role(c) == FieldRole::kTarget || role(c) == Role::kDeclarator) continue;
    const auto type = std::ranges::find(kHarmless, tree().text(c));
    if (type == kHarmless.end()) continue;
    return type - kHarmless.begin() < 3 ? options_.taint.assume_safe_booleans
                                        : options_.taint.assume_safe_numbers;
  }
  return false;
}

TaintInterpreter::Value TaintInterpreter::eval_assignment(uint32_t node) {
  uint32_t target = tree().child(node, FieldRole::kTarget);
  uint32_t value = tree().child(node, FieldRole::kValue);
  if (role(node) == Role::kBinding) {
    if (value == kNoNode) value = tree().first_child(node);
    if (target == kNoNode) target = tree().last_child(node);
  }
  // Some grammars give the value no field.
  if (role(node) == Role::kDeclarator && value == kNoNode && target != kNoNode) {
    const uint32_t last = tree().last_child(node);
    if (last != target && tree().field_role(last) == FieldRole::kOther) value = last;
  }
  if (target == value) return {};
  if (value == kNoNode) {
    if (role(node) == Role::kDeclarator && target != kNoNode) declare(target);
    return {};
  }
  Assigned assigned{.taints = TaintSets::kEmpty, .value = value, .parts = {}};
  eval_parts(assigned);
  TaintSetId& taints = assigned.taints;
  bool augmented = role(node) == Role::kAugmentedAssignment;
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    // Types, attributes and the like may hold expressions.
    if (c == target || c == value) continue;
    if (tree().grammar().named(tree()[c].kind)) {
      if (tree().field_role(c) != FieldRole::kOptional) eval(c);
    } else if (tree().text(c) != "=" && tree().text(c) != ":=" && tree().text(c).ends_with('=')) {
      augmented = true;
    }
  }
  if (harmless_type(node)) taints = TaintSets::kEmpty;
  if (target == kNoNode) return both(taints);
  if (augmented) taints = sets_.unite(taints, eval(target));
  assign(target, assigned, false);
  return both(taints);
}

/// `T x;` makes a new variable, where blocks are scopes, each time that it runs.
void TaintInterpreter::declare(uint32_t target) {
  if (!language().scoping.blocks || hoisted(target)) return;
  for_each_name(tree(), target, [&](uint32_t name) {
    env().set(lvalues_, lvalues_.variable(tree().text(name)), TaintSets::kEmpty);
  });
}

/// Declared as JavaScript's `var`: the variable of the whole function.
bool TaintInterpreter::hoisted(uint32_t node) const {
  const std::string_view kind = language().scoping.hoisted;
  for (int level = 0; level < 3 && node != kNoNode && !kind.empty(); ++level, node = tree()[node].parent) {
    if (tree().grammar().kind_name(tree()[node].kind) == kind) return true;
  }
  return false;
}

/// Evaluates a value once, so that the elements of a literal are known one by one.
void TaintInterpreter::eval_parts(Assigned& assigned) {
  const Role kind = role(assigned.value);
  if ((kind != Role::kList && kind != Role::kMapping) || depth_ == kMaxDepth) {
    assigned.taints = eval(assigned.value);
    return;
  }
  ++depth_;
  for (uint32_t c = tree().first_child(assigned.value); c != kNoNode; c = tree().next_sibling(c)) {
    assigned.parts.push_back(eval(c));
    assigned.taints = sets_.unite(assigned.taints, assigned.parts.back());
  }
  --depth_;
  if (options_.taint.only_propagate_through_assignments) assigned.taints = TaintSets::kEmpty;
  if (spec_.marked(assigned.value)) {
    assigned.taints = apply_marks(assigned.value, both(assigned.taints)).result;
    assigned.parts.clear();
  }
}

void TaintInterpreter::assign(uint32_t target, const Assigned& assigned, bool weak) {
  const TaintSetId taints = assigned.taints;
  if (depth_ == kMaxDepth || !file_.work.step()) {
    shallow_ = true;
    return;
  }
  ++depth_;
  switch (role(target)) {
    case Role::kName:
    case Role::kThis:
    case Role::kMember:
    case Role::kSubscript:
      assign_place(target, taints, weak);
      if (!weak) assign_literal(lvalue(target), assigned);
      break;
    case Role::kReference:
      assign_through(target, taints);
      break;
    case Role::kDefault: {
      const TaintSetId other = eval(tree().child(target, FieldRole::kValue));
      const uint32_t inner = tree().child(target, FieldRole::kTarget);
      if (inner != kNoNode) assign(inner, {.taints = sets_.unite(taints, other)}, weak);
      break;
    }
    case Role::kList:
    case Role::kMapping:
      assign_elements(target, assigned);
      break;
    default: {
      // A declarator, a typed or rest pattern: the names in it.
      const uint32_t inner = tree().child(target, FieldRole::kTarget);
      if (inner != kNoNode) {
        assign(inner, assigned, weak);
        break;
      }
      for_each_name(tree(), target, [&](uint32_t name) { assign_place(name, taints, weak); });
    }
  }
  --depth_;
}

/// The innermost place that a member or an element belongs to.
LvalueId TaintInterpreter::place_around(uint32_t node) {
  LvalueId place = lvalue(node);
  while (place == kNoLvalue && (role(node) == Role::kMember || role(node) == Role::kSubscript)) {
    node = tree().first_child(node);
    if (node == kNoNode) break;
    place = lvalue(node);
  }
  return place;
}

/// `*p = x` reads the pointer. What it leads to is more than one place, so that p keeps what it had.
void TaintInterpreter::assign_through(uint32_t target, TaintSetId taints) {
  const uint32_t pointer = tree().last_child(target);
  if (pointer == kNoNode || !file_.work.step(1 + 8 * sets_.of(taints).size())) return;
  const TaintSetId held = eval(pointer);
  const TaintSetId passed = sets_.passed(taints, tree().span(target), FlowStep::Kind::kAssigned);
  // `*(p + i)` is a place of p.
  uint32_t base = pointer;
  while (role(base) == Role::kBinary && !tree().is_leaf(base)) base = tree().first_child(base);
  if (const LvalueId place = place_around(base); place != kNoLvalue) {
    add(place, passed);
  } else {
    for_each_name(tree(), base, [&](uint32_t name) { add(lvalue(name), passed); });
  }
  if (spec_.marked(target)) {
    add(place_around(base), apply_marks(target, {passed, sets_.unite(passed, held)}).result);
  }
}

void TaintInterpreter::assign_place(uint32_t target, TaintSetId taints, bool weak) {
  // Sub-expressions of the target are evaluated like any other.
  TaintSetId index = TaintSets::kEmpty;
  if (role(target) == Role::kMember) eval(tree().first_child(target));
  if (role(target) == Role::kSubscript) {
    const uint32_t container = tree().first_child(target);
    eval(container);
    for (uint32_t c = container == kNoNode ? kNoNode : tree().next_sibling(container); c != kNoNode;
         c = tree().next_sibling(c)) {
      index = sets_.unite(index, eval(c));
    }
  }
  LvalueId place = lvalue(target);
  if (place == kNoLvalue) {
    // `a[i] = x` and `f().y = x`: the nearest place around it, which keeps what it had.
    place = place_around(target);
    weak = true;
  }
  // Every step of a trace is kept: what it takes in memory is paid for.
  if (!file_.work.step(1 + 8 * sets_.of(taints).size())) return;
  const TaintSetId passed = sets_.passed(taints, tree().span(target), FlowStep::Kind::kAssigned);
  if (place != kNoLvalue) {
    if (weak) {
      add(place, passed);
    } else {
      env().set(lvalues_, place, passed);
    }
  }
  if (!spec_.marked(target)) return;
  // A sink that is a target receives what is written and what it is indexed by.
  const TaintSetId marked = apply_marks(target, {passed, sets_.unite(passed, index)}).result;
  if (place == kNoLvalue) return;
  if (marked != TaintSets::kEmpty) {
    add(place, marked);
  } else if (!weak && passed != TaintSets::kEmpty) {
    env().set(lvalues_, place, TaintSets::kEmpty);
  }
}

/// `a, b = x, y` goes element by element; `{a, b: c} = x` reads the fields of x.
void TaintInterpreter::assign_elements(uint32_t target, const Assigned& assigned) {
  size_t targets = 0;
  for (uint32_t c = tree().first_child(target); c != kNoNode; c = tree().next_sibling(c)) ++targets;
  const bool mapping = role(target) == Role::kMapping;
  const bool pairwise = !mapping && targets == assigned.parts.size() && role(assigned.value) == Role::kList;
  const LvalueId source = assigned.value == kNoNode ? kNoLvalue : lvalue(assigned.value);
  size_t index = 0;
  for (uint32_t c = tree().first_child(target); c != kNoNode; c = tree().next_sibling(c), ++index) {
    TaintSetId own = pairwise ? assigned.parts[index] : assigned.taints;
    const uint32_t key = role(c) == Role::kName ? c : tree().first_child(c);
    if (mapping && source != kNoLvalue && key != kNoNode) {
      const LvalueId field = lvalues_.field(source, tree().text(key));
      if (env().has(field)) own = env().get(lvalues_, field);
    }
    assign(role(c) == Role::kPair ? tree().last_child(c) : c, {.taints = own}, false);
  }
}

/// After `x = {a: e}` the field x.a is as tainted as e, whatever x is as a whole.
void TaintInterpreter::assign_literal(LvalueId target, const Assigned& assigned) {
  if (target == kNoLvalue || assigned.parts.empty() || assigned.parts.size() > kMaxEntries ||
      role(assigned.value) != Role::kMapping || assigned.taints == TaintSets::kEmpty) {
    return;
  }
  size_t index = 0;
  for (uint32_t c = tree().first_child(assigned.value); c != kNoNode; c = tree().next_sibling(c), ++index) {
    // Spread in: it could hold any key.
    if (role(c) != Role::kPair) return;
    const uint32_t key = tree().first_child(c);
    std::optional<std::string_view> name = constant_key(key);
    if (!name && role(key) == Role::kName && language().language != Language::kPython)
      name = tree().text(key);
    if (name && assigned.parts[index] == TaintSets::kEmpty) {
      env().put(lvalues_.field(target, *name), TaintSets::kEmpty);
    }
  }
}

}  // namespace broch::scan
