#include "scan/tree/names.h"

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

namespace {

/// "node:fs/promises" names fs/promises; a path names its last component.
std::string_view module_name(std::string_view path) {
  if (path.starts_with("node:")) path.remove_prefix(5);
  if (const size_t slash = path.rfind('/'); slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path;
}

Chain dotted(std::string_view text) {
  Chain chain;
  while (!text.empty()) {
    const size_t dot = std::min(text.find('.'), text.size());
    if (dot > 0 && !chain.push(text.substr(0, dot))) break;
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return chain;
}

}  // namespace

Names::Names(const FlatTree& tree) : tree_(tree) { collect_imports(); }

void Names::bind(std::string_view local, const Chain& canonical) {
  if (canonical.size > 0) imports_.insert_or_assign(local, canonical);
}

void Names::collect_imports() {
  const Grammar& grammar = tree_.grammar();
  for (uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
    const Role role = grammar.role(kind);
    if (role != Role::kImport && role != Role::kDeclarator) continue;
    for (const uint32_t node : tree_.of_kind(kind)) {
      if (role == Role::kDeclarator) {
        collect_require(node);
      } else if (grammar.spec().language == Language::kPython) {
        collect_python_import(node);
      } else if (grammar.spec().language == Language::kJavaScript) {
        collect_javascript_import(node);
      }
    }
  }
}

// import a.b as c | import a.b | from a.b import c as d, e | from m import *
void Names::collect_python_import(uint32_t node) {
  const Grammar& grammar = tree_.grammar();
  uint32_t c = tree_.first_child(node);
  Chain module;
  if (c == kNoNode) return;
  const bool from = grammar.kind_name(tree_[node].kind) == "import_from_statement";
  if (from) {
    module = dotted(tree_.text(c));
    c = tree_.next_sibling(c);
  }
  for (; c != kNoNode; c = tree_.next_sibling(c)) {
    const std::string_view kind = grammar.kind_name(tree_[c].kind);
    if (kind == "wildcard_import") {
      wildcards_.push_back(module);
      continue;
    }
    const uint32_t original = kind == "aliased_import" ? tree_.first_child(c) : c;
    const uint32_t alias = kind == "aliased_import" ? tree_.last_child(c) : kNoNode;
    if (original == kNoNode) continue;
    Chain canonical = module;
    if (!canonical.append(dotted(tree_.text(original)))) continue;
    if (alias != kNoNode) {
      bind(tree_.text(alias), canonical);
    } else if (from) {
      bind(tree_.text(original), canonical);
    } else {
      Chain head;
      if (canonical.size > 0 && head.push(canonical.parts[0])) bind(canonical.parts[0], head);
    }
  }
}

// import d from "m" | import * as n from "m" | import { e as f } from "m"
void Names::collect_javascript_import(uint32_t node) {
  const uint32_t source = tree_.child(node, Role::kString);
  if (source == kNoNode) return;
  const std::string_view module = module_name(string_content(tree_.text(source)));
  for (uint32_t n = node + 1; n < tree_[node].next; ++n) {
    const std::string_view kind = tree_.grammar().kind_name(tree_[n].kind);
    Chain canonical;
    if (!canonical.push(module)) continue;
    const uint32_t first = tree_.first_child(n);
    if (kind == "import_specifier" && first != kNoNode) {
      if (canonical.push(tree_.text(first))) bind(tree_.text(tree_.last_child(n)), canonical);
    } else if (kind == "namespace_import" && first != kNoNode) {
      bind(tree_.text(first), canonical);
    } else if (kind == "import_clause" && first != kNoNode && tree_.role(first) == Role::kName) {
      bind(tree_.text(first), canonical);
    }
  }
}

bool Names::module_of_require(uint32_t call, Chain& out) const {
  if (tree_.role(call) != Role::kCall) return false;
  const uint32_t callee = tree_.child(call, FieldRole::kFunction);
  const uint32_t arguments = tree_.child(call, FieldRole::kArguments);
  if (callee == kNoNode || arguments == kNoNode) return false;
  const std::string_view name = tree_.text(callee);
  const bool python = name == "__import__" && tree_.grammar().spec().language == Language::kPython;
  if (!python && (name != "require" || tree_.grammar().spec().language != Language::kJavaScript))
    return false;
  const uint32_t argument = tree_.first_child(arguments);
  if (argument == kNoNode || tree_.role(argument) != Role::kString) return false;
  const std::string_view path = string_content(tree_.text(argument));
  out = {};
  return python ? out.append(dotted(path)) : out.push(module_name(path));
}

// const cp = require("m") | const { e, f: g } = require("m") | const e = require("m").e
void Names::collect_require(uint32_t declarator) {
  const uint32_t target = tree_.child(declarator, FieldRole::kTarget);
  const uint32_t value = tree_.child(declarator, FieldRole::kValue);
  if (target == kNoNode || value == kNoNode) return;
  Chain module;
  if (!module_of_require(value, module)) {
    Chain member;
    if (tree_.role(value) != Role::kMember || !canonical(value, member)) return;
    module = member;
  }
  if (tree_.role(target) == Role::kName) return bind(tree_.text(target), module);
  if (tree_.role(target) != Role::kMapping) return;
  for (uint32_t c = tree_.first_child(target); c != kNoNode; c = tree_.next_sibling(c)) {
    const bool pair = tree_.role(c) == Role::kPair;
    const uint32_t key = pair ? tree_.first_child(c) : c;
    const uint32_t local = pair ? tree_.last_child(c) : c;
    Chain canonical = module;
    if (key == kNoNode || !canonical.push(tree_.text(key))) continue;
    bind(tree_.text(local), canonical);
  }
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
    const auto found = imports_.find(tree_.text(node));
    if (found == imports_.end()) return false;
    out = found->second;
  } else if (!module_of_require(node, out)) {
    return false;
  }
  while (reversed.size > 0) {
    if (!out.push(reversed.parts[--reversed.size])) return false;
  }
  return true;
}

void Names::collect_writes() const {
  writes_known_ = true;
  uint32_t parameters_end = 0;
  for (uint32_t n = 0; n < tree_.size(); ++n) {
    const Role role = tree_.role(n);
    if (role == Role::kParameters) parameters_end = std::max(parameters_end, tree_[n].next);
    if (role != Role::kName) continue;
    const uint32_t parent = tree_[n].parent;
    if (parent == kNoNode) continue;
    // `char *p = ...`: the target is what the pointer declarator declares.
    uint32_t target = n;
    uint32_t owner = parent;
    while (owner != kNoNode && tree_.role(owner) != Role::kDeclarator &&
           tree_.field_role(target) == FieldRole::kTarget && tree_.field_role(owner) == FieldRole::kTarget &&
           tree_[owner].next == tree_[target].next) {
      target = owner;
      owner = tree_[owner].parent;
    }
    const Role owner_role = owner == kNoNode ? Role::kOther : tree_.role(owner);
    const bool named_target = tree_.field_role(target) == FieldRole::kTarget &&
                              owner_role != Role::kKeywordArgument && owner_role != Role::kPair &&
                              owner_role != Role::kMember;
    const bool in_list = tree_.role(parent) == Role::kList && tree_.field_role(parent) == FieldRole::kTarget;
    if (!named_target && !in_list && n >= parameters_end) continue;
    Write& write = writes_[tree_.text(n)];
    ++write.count;
    if (named_target && (owner_role == Role::kAssignment || owner_role == Role::kDeclarator)) {
      write.value = tree_.child(owner, FieldRole::kValue);
    }
  }
}

uint32_t Names::constant(std::string_view name) const {
  if (!writes_known_) collect_writes();
  const auto found = writes_.find(name);
  if (found == writes_.end() || found->second.count != 1) return kNoNode;
  return found->second.value;
}

}  // namespace broch::scan
