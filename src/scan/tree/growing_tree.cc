#include "scan/tree/growing_tree.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "scan/tree/parse.h"
#include "scan/tree/tree_sitter.h"

namespace broch::scan {
namespace {

/// Row and column, both from 0 and the column in bytes, as tree-sitter counts them.
TSPoint point_at(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const size_t newline = before.rfind('\n');
  return {static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n')),
          static_cast<uint32_t>(newline == std::string_view::npos ? offset : offset - newline - 1)};
}

}  // namespace

struct GrowingTree::State {
  const Grammar& grammar;
  TreeSitterParser parser;
  TreeSitterTree tree;
  std::string text;
  std::vector<Part> parts;

  /// Tells the old tree where the new text differs; the first byte that does.
  size_t edit(const std::string& next) {
    const auto differs = std::mismatch(text.begin(), text.end(), next.begin(), next.end());
    const auto start = static_cast<size_t>(differs.first - text.begin());
    const TSInputEdit change{.start_byte = static_cast<uint32_t>(start),
                             .old_end_byte = static_cast<uint32_t>(text.size()),
                             .new_end_byte = static_cast<uint32_t>(next.size()),
                             .start_point = point_at(text, start),
                             .old_end_point = point_at(text, text.size()),
                             .new_end_point = point_at(next, next.size())};
    ts_tree_edit(tree.get(), &change);
    return start;
  }

  /// The first byte from which the trees differ in structure.
  static size_t first_difference(const TSTree* before, const TSTree* after) {
    uint32_t count = 0;
    TSRange* ranges = ts_tree_get_changed_ranges(before, after, &count);
    size_t first = SIZE_MAX;
    for (uint32_t i = 0; i < count; ++i) first = std::min<size_t>(first, ranges[i].start_byte);
    std::free(ranges);
    return first;
  }

  void list_parts(size_t first_changed) {
    parts.clear();
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
      const TSNode node = ts_tree_cursor_current_node(&cursor);
      const Span span{ts_node_start_byte(node), ts_node_end_byte(node)};
      // One that ends where the change begins may go on there.
      parts.push_back({grammar.canonical(ts_node_symbol(node)), span, span.end >= first_changed});
    }
    ts_tree_cursor_delete(&cursor);
  }
};

GrowingTree::GrowingTree(const Grammar& grammar)
    : state_(new State{.grammar = grammar, .parser = TreeSitterParser(ts_parser_new())}) {
  ts_parser_set_language(state_->parser.get(), grammar.language());
}
GrowingTree::~GrowingTree() = default;

const std::string& GrowingTree::text() const { return state_->text; }
const std::vector<GrowingTree::Part>& GrowingTree::parts() const { return state_->parts; }

bool GrowingTree::update(std::string text, Work& work) {
  State& state = *state_;
  size_t first_changed = state.tree ? state.edit(text) : 0;
  state.text = std::move(text);
  TreeSitterTree parsed = parse_text(state.parser.get(), state.tree.get(), state.text, work);
  if (!parsed) {
    // What was begun is not to be gone on with.
    ts_parser_reset(state.parser.get());
    state.tree.reset();
    state.parts.clear();
    return false;
  }
  if (state.tree)
    first_changed = std::min(first_changed, State::first_difference(state.tree.get(), parsed.get()));
  state.tree = std::move(parsed);
  state.list_parts(first_changed);
  return true;
}

FlatTree GrowingTree::flatten(const std::vector<bool>& kept) const {
  return FlatTree(state_->text, state_->grammar,
                  flatten_parts(state_->tree.get(), state_->text, state_->grammar, kept));
}

}  // namespace broch::scan
