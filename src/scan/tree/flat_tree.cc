#include "scan/tree/flat_tree.h"

#include <algorithm>
#include <cctype>

namespace broch::scan {

FlatTree::FlatTree(std::string_view text, const Grammar& grammar, std::vector<Node> nodes)
    : source_(text), grammar_(&grammar), nodes_(std::move(nodes)) {
  build_index();
}

void FlatTree::build_index() {
  const size_t kinds = grammar_->kind_count();
  kind_offsets_.assign(kinds + 1, 0);
  for (const Node& node : nodes_) {
    if (node.kind < kinds) ++kind_offsets_[node.kind + 1];
  }
  for (size_t kind = 0; kind < kinds; ++kind) kind_offsets_[kind + 1] += kind_offsets_[kind];
  by_kind_.resize(kind_offsets_[kinds]);
  std::vector<uint32_t> fill(kind_offsets_.begin(), kind_offsets_.end() - 1);
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].kind < kinds) by_kind_[fill[nodes_[i].kind]++] = i;
  }
}

std::span<const uint32_t> FlatTree::of_kind(uint16_t kind) const {
  if (kind + size_t{1} >= kind_offsets_.size()) return {};
  return std::span(by_kind_).subspan(kind_offsets_[kind], kind_offsets_[kind + 1] - kind_offsets_[kind]);
}

uint32_t FlatTree::next_sibling(uint32_t node) const {
  const uint32_t parent = nodes_[node].parent;
  const uint32_t next = nodes_[node].next;
  return parent != kNoNode && next < nodes_[parent].next ? next : kNoNode;
}

uint32_t FlatTree::last_child(uint32_t node) const {
  uint32_t last = kNoNode;
  for (uint32_t c = first_child(node); c != kNoNode; c = next_sibling(c)) last = c;
  return last;
}

uint32_t FlatTree::child(uint32_t node, FieldRole wanted) const {
  for (uint32_t c = first_child(node); c != kNoNode; c = next_sibling(c)) {
    if (field_role(c) == wanted) return c;
  }
  return kNoNode;
}

uint32_t FlatTree::child(uint32_t node, Role wanted) const {
  for (uint32_t c = first_child(node); c != kNoNode; c = next_sibling(c)) {
    if (role(c) == wanted) return c;
  }
  return kNoNode;
}

uint32_t assigned_value(const FlatTree& tree, uint32_t node) {
  const uint32_t value = tree.child(node, FieldRole::kValue);
  if (value != kNoNode || tree.role(node) != Role::kDeclarator) return value;
  // Some grammars give the value no field.
  const uint32_t last = tree.last_child(node);
  const bool is_value = last != kNoNode && last != tree.first_child(node) && tree[last].field == 0;
  return is_value ? last : kNoNode;
}

uint32_t cast_value(const FlatTree& tree, uint32_t cast) {
  const uint32_t value = tree.child(cast, FieldRole::kValue);
  if (value != kNoNode) return value;
  // TypeScript gives it no field: `x as T`, `<T>x`.
  return tree.text(cast).starts_with('<') ? tree.last_child(cast) : tree.first_child(cast);
}

uint32_t named_cast_value(const FlatTree& tree, uint32_t call) {
  if (tree.grammar().spec().language != Language::kCpp) return kNoNode;
  const uint32_t callee = tree.child(call, FieldRole::kFunction);
  const uint32_t arguments = tree.child(call, FieldRole::kArguments);
  if (callee == kNoNode || arguments == kNoNode) return kNoNode;
  const std::string_view text = tree.text(callee);
  for (const std::string_view word : {"static_cast<", "dynamic_cast<", "const_cast<", "reinterpret_cast<"}) {
    if (text.starts_with(word)) return tree.first_child(arguments);
  }
  return kNoNode;
}

uint32_t declared_name(const FlatTree& tree, uint32_t declarator) {
  while (tree.role(declarator) != Role::kName) {
    const uint32_t inner = tree.child(declarator, FieldRole::kTarget);
    if (inner == kNoNode) break;
    declarator = inner;
  }
  return declarator;
}

bool is_pointer(const FlatTree& tree, uint32_t node) {
  const auto kinds = tree.grammar().spec().scoping.pointer_declarators;
  return !kinds.empty() && std::ranges::find(kinds, tree.grammar().kind_name(tree[node].kind)) != kinds.end();
}

bool is_augmented(const FlatTree& tree, uint32_t assignment) {
  for (uint32_t c = tree.first_child(assignment); c != kNoNode; c = tree.next_sibling(c)) {
    if (tree.grammar().named(tree[c].kind)) continue;
    const std::string_view op = tree.text(c);
    if (op != "=" && op != ":=" && op.ends_with('=')) return true;
  }
  return false;
}

bool is_format_string(std::string_view literal) {
  for (const char c : literal.substr(0, 3)) {
    if (c == 'f' || c == 'F' || c == '$') return true;
    if (c == '"' || c == '\'' || c == '`') break;
  }
  return false;
}

bool has_interpolation(const FlatTree& tree, uint32_t string) {
  for (uint32_t part = tree.first_child(string); part != kNoNode; part = tree.next_sibling(part)) {
    switch (tree.role(part)) {
      case Role::kInterpolation:
      case Role::kName:
      case Role::kMember:
      case Role::kSubscript:
      case Role::kCall:
        return true;
      default:
        break;
    }
  }
  return false;
}

std::string_view string_content(std::string_view literal) {
  const auto is_prefix = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '@' || c == '$';
  };
  while (!literal.empty() && is_prefix(literal.front())) literal.remove_prefix(1);
  if (literal.size() < 2) return {};
  const char quote = literal.front();
  const size_t width = literal.size() >= 6 && literal[1] == quote && literal[2] == quote ? 3 : 1;
  if (literal.back() != quote || literal.size() < 2 * width) return literal.substr(1);
  return literal.substr(width, literal.size() - 2 * width);
}

std::string_view string_content(const FlatTree& tree, uint32_t string) {
  const std::string_view literal = tree.text(string);
  const size_t quote = literal.find('"');
  if (quote == std::string_view::npos || quote == 0) return string_content(literal);
  const LanguageSpec& spec = tree.grammar().spec();
  if (spec.language == Language::kCpp && literal[quote - 1] == 'R') {
    const size_t open = literal.find('(', quote);
    const size_t around = open == std::string_view::npos ? 0 : open - quote + 1;  // ( or ), delimiter, quote
    if (around == 0 || literal.size() < open + 1 + around) return {};
    return literal.substr(open + 1, literal.size() - open - 1 - around);
  }
  if (spec.lex.hash_strings && literal[quote - 1] == '#' && literal.size() >= 2 * quote) {
    const size_t hashes = quote - literal.find('#');
    return literal.substr(quote + 1, literal.size() - quote - 2 - hashes);
  }
  return string_content(literal);
}

}  // namespace broch::scan
