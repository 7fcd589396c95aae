#include "scan/lang/ecmascript.h"

#include "scan/tree/names.h"

namespace broch::scan::ecmascript {
namespace {

/// "node:fs/promises" names fs/promises; a path names its last component.
std::string_view module_name(std::string_view path) {
  if (path.starts_with("node:")) path.remove_prefix(5);
  if (const size_t slash = path.rfind('/'); slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path;
}

}  // namespace

void collect_imports(const FlatTree& tree, uint32_t node, Imports& imports) {
  const uint32_t source = tree.child(node, Role::kString);
  if (source == kNoNode) return;
  const std::string_view module = module_name(string_content(tree.text(source)));
  for (uint32_t n = node + 1; n < tree[node].next; ++n) {
    const std::string_view kind = tree.grammar().kind_name(tree[n].kind);
    Chain canonical;
    if (!canonical.push(module)) continue;
    const uint32_t first = tree.first_child(n);
    if (kind == "import_specifier" && first != kNoNode) {
      if (canonical.push(tree.text(first))) imports.bind(tree.text(tree.last_child(n)), canonical);
    } else if (kind == "namespace_import" && first != kNoNode) {
      imports.bind(tree.text(first), canonical);
    } else if (kind == "import_clause" && first != kNoNode && tree.role(first) == Role::kName) {
      imports.bind(tree.text(first), canonical);
    }
  }
}

bool module_of_call(const FlatTree& tree, uint32_t call, Chain& module) {
  const uint32_t callee = tree.child(call, FieldRole::kFunction);
  const uint32_t arguments = tree.child(call, FieldRole::kArguments);
  if (callee == kNoNode || arguments == kNoNode || tree.text(callee) != "require") return false;
  const uint32_t argument = tree.first_child(arguments);
  if (argument == kNoNode || tree.role(argument) != Role::kString) return false;
  module = {};
  return module.push(module_name(string_content(tree.text(argument))));
}

}  // namespace broch::scan::ecmascript
