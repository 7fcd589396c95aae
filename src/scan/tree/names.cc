#include "scan/tree/names.h"

#include <algorithm>

#include "scan/tree/types.h"

namespace broch::scan {

bool Chain::push(std::string_view part) {
  if (size == kMax) return false;
  parts[size++] = part;
  return true;
}

bool Chain::append(const Chain& other) {
  for (size_t i = 0; i < other.size; ++i) {
    if (!push(other.parts[i])) return false;
  }
  return true;
}

Chain dotted(std::string_view text, std::string_view separator) {
  Chain chain;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0 && !chain.push(text.substr(0, end))) break;
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return chain;
}

void Imports::bind(std::string_view local, const Chain& canonical) {
  if (canonical.size == 0) return;
  names_.insert_or_assign(local, canonical);
  entries_.push_back({local, canonical, canonical, false});
}

void Imports::bind_module(const Chain& head, const Chain& whole) {
  if (head.size == 0) return;
  names_.insert_or_assign(head.parts[0], head);
  entries_.push_back({head.parts[0], head, whole, true});
}

const Chain* Imports::find(std::string_view local) const {
  const auto found = names_.find(local);
  return found == names_.end() ? nullptr : &found->second;
}

Names::Names(const FlatTree& tree) : tree_(tree) { collect_imports(); }
Names::~Names() = default;

void Names::collect_imports() {
  const Grammar& grammar = tree_.grammar();
  for (uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
    const Role role = grammar.role(kind);
    if (role == Role::kImport && grammar.spec().collect_imports != nullptr) {
      for (const uint32_t node : tree_.of_kind(kind)) grammar.spec().collect_imports(tree_, node, imports_);
    } else if (role == Role::kDeclarator && grammar.spec().module_of_call != nullptr) {
      for (const uint32_t node : tree_.of_kind(kind)) collect_loaded_module(node);
    }
  }
}

bool Names::module_of_call(uint32_t node, Chain& out) const {
  const auto module_of = tree_.grammar().spec().module_of_call;
  return module_of != nullptr && tree_.role(node) == Role::kCall && module_of(tree_, node, out);
}

// const cp = require("m") | const { e, f: g } = require("m") | const e = require("m").e
void Names::collect_loaded_module(uint32_t declarator) {
  Imports found;
  for (const uint32_t local : read_loaded_module(declarator, found)) loaded_.insert(local);
  for (const Imports::Entry& entry : found.entries()) imports_.bind(entry.local, entry.canonical);
}

std::vector<uint32_t> Names::read_loaded_module(uint32_t declarator, Imports& out) const {
  std::vector<uint32_t> locals;
  const uint32_t target = tree_.child(declarator, FieldRole::kTarget);
  const uint32_t value = tree_.child(declarator, FieldRole::kValue);
  if (target == kNoNode || value == kNoNode) return locals;
  Chain module;
  if (!module_of_call(value, module)) {
    Chain member;
    if (tree_.role(value) != Role::kMember || !canonical(value, member)) return locals;
    module = member;
  }
  const auto bind = [&](uint32_t local, const Chain& canonical) {
    out.bind(tree_.text(local), canonical);
    locals.push_back(local);
  };
  if (tree_.role(target) == Role::kName) bind(target, module);
  if (tree_.role(target) != Role::kMapping) return locals;
  for (uint32_t c = tree_.first_child(target); c != kNoNode; c = tree_.next_sibling(c)) {
    const bool pair = tree_.role(c) == Role::kPair;
    const uint32_t key = pair ? tree_.first_child(c) : c;
    const uint32_t local = pair ? tree_.last_child(c) : c;
    Chain canonical = module;
    if (key == kNoNode || !canonical.push(tree_.text(key))) continue;
    bind(local, canonical);
  }
  return locals;
}

bool Names::members(uint32_t& node, Chain& reversed) const {
  while (tree_.role(node) == Role::kMember) {
    const uint32_t name = tree_.last_child(node);
    if (name == kNoNode || tree_.role(name) != Role::kName || !reversed.push(tree_.text(name))) return false;
    node = tree_.first_child(node);
  }
  return true;
}

bool Names::written(uint32_t node, Chain& out) const {
  Chain reversed;
  if (!members(node, reversed)) return false;
  if (tree_.role(node) != Role::kName || !reversed.push(tree_.text(node))) return false;
  out = {};
  while (reversed.size > 0) out.push(reversed.parts[--reversed.size]);
  return true;
}

bool Names::canonical(uint32_t node, Chain& out) const {
  Chain reversed;
  if (!members(node, reversed)) return false;
  out = {};
  if (tree_.role(node) == Role::kName) {
    const Chain* imported = imports_.find(tree_.text(node));
    if (imported == nullptr || shadowed(node)) return false;
    out = *imported;
  } else if (!module_of_call(node, out)) {
    return false;
  }
  while (reversed.size > 0) {
    if (!out.push(reversed.parts[--reversed.size])) return false;
  }
  return true;
}

const Chain* Names::canonical(uint32_t node) const {
  constexpr uint32_t kUnknown = 0, kNone = ~uint32_t{0};
  if (known_.empty()) known_.resize(tree_.size(), kUnknown);
  uint32_t& known = known_[node];
  if (known == kUnknown) {
    known = kNone;
    if (Chain chain; canonical(node, chain)) {
      chains_.push_back(chain);
      known = static_cast<uint32_t>(chains_.size());
    }
  }
  return known == kNone ? nullptr : &chains_[known - 1];
}

// Lookup goes from the innermost block to the file's own definitions, then to imports. A variable of the file
// may be what stands in where an import fails, so only functions and classes hide imports there.
bool Names::shadowed(uint32_t name) const {
  const uint32_t index = scopes().definition_of(name);
  if (index == Scopes::kUnresolved) return false;
  const Definition& definition = scopes().definition(index);
  if (definition.kind == DefinitionKind::kFunction || definition.kind == DefinitionKind::kClass) return true;
  if (definition.global) return false;
  // Where assigning declares, a name that is imported and assigned to is taken as the import.
  const bool declared = !tree_.grammar().spec().scoping.assignments_declare;
  if (definition.kind == DefinitionKind::kVariable && !declared) return false;
  if (definition.writes == 0) return true;
  const uint32_t last = scopes().writes()[definition.last_write].name;
  return !loaded_.contains(last);
}

const Scopes& Names::scopes() const {
  if (!scopes_) scopes_ = std::make_unique<const Scopes>(tree_);
  return *scopes_;
}

const Types& Names::types() const {
  if (!types_) types_ = std::make_unique<const Types>(tree_, *this);
  return *types_;
}

const Constants& Names::constants() const {
  if (!constants_) constants_ = std::make_unique<const Constants>(tree_, scopes());
  return *constants_;
}

}  // namespace broch::scan
