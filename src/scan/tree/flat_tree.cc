#include "scan/tree/flat_tree.h"

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

bool same_code(const FlatTree& tree, uint32_t a, uint32_t b) {
  if (a == b) return true;
  const uint32_t size = tree[a].next - a;
  if (size != tree[b].next - b) return false;
  for (uint32_t i = 0; i < size; ++i) {
    const Node& x = tree[a + i];
    const Node& y = tree[b + i];
    if (x.next - (a + i) != y.next - (b + i)) return false;
    const Role role = tree.role(a + i);
    if (x.kind != y.kind && !(role == Role::kName && tree.role(b + i) == Role::kName)) return false;
    if (!tree.is_leaf(a + i)) continue;
    if (role == Role::kString) {
      if (string_content(tree.text(a + i)) != string_content(tree.text(b + i))) return false;
    } else if (tree.text(a + i) != tree.text(b + i)) {
      return false;
    }
  }
  return true;
}

std::string_view string_content(std::string_view literal) {
  while (!literal.empty() && std::isalnum(static_cast<unsigned char>(literal.front())))
    literal.remove_prefix(1);
  if (literal.size() < 2) return {};
  const char quote = literal.front();
  const size_t width = literal.size() >= 6 && literal[1] == quote && literal[2] == quote ? 3 : 1;
  if (literal.back() != quote || literal.size() < 2 * width) return literal.substr(1);
  return literal.substr(width, literal.size() - 2 * width);
}

}  // namespace broch::scan
