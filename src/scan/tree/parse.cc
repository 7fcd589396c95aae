#include "scan/tree/parse.h"

#include <tree_sitter/api.h>

#include <memory>

namespace broch::scan {
namespace {

template <auto Delete>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    Delete(pointer);
  }
};
using Parser = std::unique_ptr<TSParser, Deleter<ts_parser_delete>>;
using Tree = std::unique_ptr<TSTree, Deleter<ts_tree_delete>>;

const char* read_chunk(void* payload, uint32_t byte, TSPoint, uint32_t* size) {
  const auto& text = *static_cast<const std::string_view*>(payload);
  *size = byte < text.size() ? static_cast<uint32_t>(text.size() - byte) : 0;
  return *size > 0 ? text.data() + byte : "";
}

bool past_deadline(TSParseState* state) {
  return std::chrono::steady_clock::now() >
         *static_cast<std::chrono::steady_clock::time_point*>(state->payload);
}

/// What to do with one tree-sitter node.
enum class Visit { kSkip, kDescend, kEmit, kEmitAndDescend };

Visit visit(const Grammar& grammar, TSNode node, uint16_t kind, uint16_t field, bool is_root) {
  if (is_root) return Visit::kEmitAndDescend;
  if (ts_node_start_byte(node) == ts_node_end_byte(node)) return Visit::kSkip;  // MISSING, or nothing in it
  if (!grammar.named(kind)) {
    return field != 0 && grammar.field_role(field) != FieldRole::kIgnored ? Visit::kEmit : Visit::kSkip;
  }
  switch (grammar.role(kind)) {
    case Role::kSkip:
      return Visit::kSkip;
    case Role::kTransparent:
      return Visit::kDescend;
    case Role::kLeaf:
    case Role::kStringContent:
      return Visit::kEmit;
    default:
      return Visit::kEmitAndDescend;
  }
}

/// One pass of a cursor. The stack holds, for each tree-sitter level, the array index of the node that
/// children belong to, and the field that a transparent node hands down.
std::vector<Node> flatten(TSNode root, const Grammar& grammar) {
  struct Level {
    uint32_t parent;
    uint32_t own;  // the emitted node of this level, or kNoNode
    uint16_t field;
  };
  std::vector<Node> nodes;
  std::vector<Level> levels;
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  uint32_t parent = kNoNode;
  uint16_t inherited = 0;
  for (bool done = false; !done;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const uint16_t kind = grammar.canonical(ts_node_symbol(node));
    uint16_t field = ts_tree_cursor_current_field_id(&cursor);
    if (field == 0 && grammar.named(kind)) field = inherited;
    const Visit what = visit(grammar, node, kind, field, levels.empty());
    uint32_t own = kNoNode;
    if (what == Visit::kEmit || what == Visit::kEmitAndDescend) {
      own = static_cast<uint32_t>(nodes.size());
      nodes.push_back({ts_node_start_byte(node), ts_node_end_byte(node), parent, own + 1, kind, field});
    }
    if ((what == Visit::kDescend || what == Visit::kEmitAndDescend) &&
        ts_tree_cursor_goto_first_child(&cursor)) {
      levels.push_back({parent, own, inherited});
      if (own != kNoNode) parent = own;
      inherited = own != kNoNode ? uint16_t{0} : field;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (levels.empty()) {
        done = true;
        break;
      }
      ts_tree_cursor_goto_parent(&cursor);
      const Level level = levels.back();
      levels.pop_back();
      if (level.own != kNoNode) nodes[level.own].next = static_cast<uint32_t>(nodes.size());
      parent = level.parent;
      inherited = level.field;
      if (levels.empty()) {
        done = true;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
  return nodes;
}

}  // namespace

std::optional<Parsed> parse(std::string_view text, const Grammar& grammar, std::chrono::microseconds budget) {
  Parser parser(ts_parser_new());
  ts_parser_set_language(parser.get(), grammar.language());
  auto deadline = std::chrono::steady_clock::now() + budget;
  const TSInput input{&text, read_chunk, TSInputEncodingUTF8, nullptr};
  const TSParseOptions options{&deadline, past_deadline};
  Tree tree(ts_parser_parse_with_options(parser.get(), nullptr, input, options));
  if (!tree) return std::nullopt;
  const TSNode root = ts_tree_root_node(tree.get());
  return Parsed{FlatTree(text, grammar, flatten(root, grammar)), ts_node_has_error(root)};
}

}  // namespace broch::scan
