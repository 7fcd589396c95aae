#include "scan/tree/parse.h"

#include <algorithm>
#include <cctype>

#include "scan/lex/blade.h"
#include "scan/lex/jsx.h"
#include "scan/lex/plain.h"
#include "scan/tree/tree_sitter.h"

namespace broch::scan {
namespace {

/// What to do with one tree-sitter node.
enum class Visit { kSkip, kDescend, kEmit, kEmitAndDescend };

Visit visit(const Grammar& grammar, TSNode node, uint16_t kind, uint16_t field, Role parent,
            bool in_modifiers, bool is_root) {
  if (is_root) return Visit::kEmitAndDescend;
  if (ts_node_start_byte(node) == ts_node_end_byte(node)) return Visit::kSkip;  // MISSING, or nothing in it
  if (!grammar.named(kind)) {
    const bool says_nothing = field == 0 || grammar.field_role(field) == FieldRole::kIgnored;
    if (grammar.role(kind) == Role::kModifier) return in_modifiers ? Visit::kEmit : Visit::kSkip;
    const bool plain = parent == Role::kAssignment && grammar.role(kind) == Role::kAssignment;
    return says_nothing || plain ? Visit::kSkip : Visit::kEmit;
  }
  if (grammar.collapsed(kind) && ts_node_named_child_count(node) == 1) return Visit::kDescend;
  switch (grammar.role(kind)) {
    case Role::kSkip:
      return Visit::kSkip;
    case Role::kTransparent:
    case Role::kGroup:
    case Role::kModifiers:
      return Visit::kDescend;
    case Role::kLeaf:
    case Role::kName:
    case Role::kStringContent:
      return Visit::kEmit;
    default:
      return Visit::kEmitAndDescend;
  }
}

bool is_mark(char c) { return c == ':' || c == '\\'; }

/// One pass of a cursor, iterative because code nests as deep as its author likes.
class Flattener {
 public:
  /// `kept`: which children of the root are wanted; all without.
  Flattener(TSNode root, std::string_view text, const Grammar& grammar,
            const std::vector<bool>* kept = nullptr)
      : text_(text), grammar_(grammar), cursor_(ts_tree_cursor_new(root)), kept_(kept) {}
  ~Flattener() { ts_tree_cursor_delete(&cursor_); }
  Flattener(const Flattener&) = delete;
  Flattener& operator=(const Flattener&) = delete;

  std::vector<Node> run() {
    while (true) {
      if (enter()) continue;
      while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
        if (!leave()) return std::move(nodes_);
      }
    }
  }

 private:
  /// One level of the tree-sitter tree. `parent`: the array index of the node that the children belong to.
  /// `field`: what a transparent node hands down. `wrapper`: the node of a Reshape that is being filled, and
  /// whether its last child has been seen. `own`: whether the level has a node of its own. `modifiers`: words
  /// without a name of their own are kept. `begin`: that of the kGroup which the nodes of this level begin
  /// with.
  struct Level {
    uint32_t parent = kNoNode;
    uint16_t field = 0;
    bool own = false;
    uint32_t begin = kNoNode;
    const Grammar::Wrap* wrap = nullptr;
    uint32_t wrapper = kNoNode;
    bool wrapped_last = false;
    bool modifiers = false;
  };

  /// Handles the current node; true when the cursor has moved to its first child.
  bool enter() {
    if (kept_ != nullptr && levels_.size() == 1 && !(*kept_)[child_++]) return false;
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    const uint16_t kind = kind_of(node);
    const uint16_t raw_field = ts_tree_cursor_current_field_id(&cursor_);
    uint16_t field = raw_field;
    if (level_.parent != kNoNode && (field != 0 || grammar_.named(kind))) {
      field = grammar_.renamed(nodes_[level_.parent].kind, field);
    }
    if (field == 0 && grammar_.named(kind)) field = level_.field;
    const Role outer = level_.parent != kNoNode ? grammar_.role(nodes_[level_.parent].kind) : Role::kOther;
    const Visit what = visit(grammar_, node, kind, field, outer, level_.modifiers, nodes_.empty());
    if (what == Visit::kSkip) return false;
    field = fill_wrapper(node, raw_field, field);
    const uint32_t parent = level_.wrapper != kNoNode ? level_.wrapper : level_.parent;
    uint32_t own = kNoNode;
    if (what != Visit::kDescend) {
      own = static_cast<uint32_t>(nodes_.size());
      const uint32_t start = ts_node_start_byte(node);
      const bool mark = grammar_.marked(ts_node_symbol(node)) && is_mark(text_[start]);
      const uint32_t begin = std::min(level_.begin, start + (mark ? 1 : 0));
      nodes_.push_back({begin, end_of(node, kind), parent, own + 1, kind, field});
    }
    if (what == Visit::kEmit || !ts_tree_cursor_goto_first_child(&cursor_)) return false;
    const bool group = own == kNoNode && grammar_.role(kind) == Role::kGroup;
    const uint32_t begin = group ? ts_node_start_byte(node) : level_.begin;
    levels_.push_back(level_);
    level_ = {.parent = own != kNoNode ? own : parent,
              .field = own != kNoNode ? uint16_t{0} : field,
              .own = own != kNoNode,
              .begin = own != kNoNode ? kNoNode : begin,
              .modifiers = grammar_.role(kind) == Role::kModifiers};
    return true;
  }

  /// A directive of C ends its line, and the end of the line is no part of it.
  uint32_t end_of(TSNode node, uint16_t kind) const {
    uint32_t end = ts_node_end_byte(node);
    const Role role = grammar_.role(kind);
    if (role != Role::kImport && role != Role::kConstant) return end;
    while (end > ts_node_start_byte(node) && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return end;
  }

  uint16_t kind_of(TSNode node) const {
    const uint16_t kind = grammar_.canonical(ts_node_symbol(node));
    const Grammar::Wrap* alone = grammar_.wrap_alone(kind);
    if (alone == nullptr || ts_node_named_child_count(node) != 2 ||
        ts_node_is_null(ts_node_child_by_field_id(node, alone->first)) ||
        ts_node_is_null(ts_node_child_by_field_id(node, alone->last))) {
      return kind;
    }
    return alone->kind;
  }

  /// Opens, fills and closes the wrapper of this level as its children pass; returns the child's field.
  uint16_t fill_wrapper(TSNode node, uint16_t raw_field, uint16_t field) {
    if (level_.wrapper != kNoNode) {
      const bool is_last = raw_field == level_.wrap->last;
      if (level_.wrapped_last && !is_last) {
        close_wrapper();
        return field;
      }
      level_.wrapped_last = is_last;
      nodes_[level_.wrapper].end = ts_node_end_byte(node);
      return is_last ? level_.wrap->last_as : raw_field;
    }
    if (raw_field == 0 || level_.parent == kNoNode || !level_.own) return field;
    level_.wrap = grammar_.wrap(nodes_[level_.parent].kind, raw_field);
    if (level_.wrap == nullptr) return field;
    level_.wrapper = static_cast<uint32_t>(nodes_.size());
    level_.wrapped_last = raw_field == level_.wrap->last;
    nodes_.push_back({ts_node_start_byte(node), ts_node_end_byte(node), level_.parent, level_.wrapper + 1,
                      level_.wrap->kind, level_.wrap->field});
    return level_.wrapped_last ? level_.wrap->last_as : raw_field;
  }

  void close_wrapper() {
    if (level_.wrapper == kNoNode) return;
    nodes_[level_.wrapper].next = static_cast<uint32_t>(nodes_.size());
    level_.wrapper = kNoNode;
  }

  /// Back to the level above; false at the top.
  bool leave() {
    close_wrapper();
    if (levels_.empty()) return false;
    if (level_.own) nodes_[level_.parent].next = static_cast<uint32_t>(nodes_.size());
    ts_tree_cursor_goto_parent(&cursor_);
    level_ = levels_.back();
    levels_.pop_back();
    return true;
  }

  std::string_view text_;
  const Grammar& grammar_;
  TSTreeCursor cursor_;
  const std::vector<bool>* kept_;
  size_t child_ = 0;  ///< of the root, the one that comes next
  std::vector<Node> nodes_;
  std::vector<Level> levels_;
  Level level_;
};

/// `<?= e ?>` is `echo e;`, from its tag to its end, and so is `{!! e !!}`.
void restore_tags(std::vector<Node>& nodes, std::string_view text, const CodeInMarkup& code,
                  const Grammar& grammar) {
  constexpr std::string_view kEcho = "echo_statement";
  const uint16_t echo = grammar.canonical(
      ts_language_symbol_for_name(grammar.language(), kEcho.data(), kEcho.size(), /*is_named=*/true));
  for (const size_t tag : code.echoes) {
    const size_t first = code.code.find_first_not_of(" \t\r\n", tag);
    auto node = std::ranges::upper_bound(nodes, tag, {}, &Node::begin);
    for (; node != nodes.end() && node->begin == first; ++node) {
      node->begin = static_cast<uint32_t>(tag);
      if (grammar.role(node->kind) != Role::kExpressionStatement) continue;
      node->kind = echo;
      break;
    }
  }
  // A `;` that is not in the text stands where a tag closes, or, in a template, behind the statement.
  for (Node& node : nodes) {
    if (node.end == 0 || code.code[node.end - 1] != ';' || text[node.end - 1] == ';') continue;
    const std::string_view rest = text.substr(node.end - 1);
    if (rest.starts_with("?>")) {
      node.end += 1;
    } else if (rest.starts_with("!!}")) {
      node.end += 2;
    } else {
      do {
        --node.end;
      } while (node.end > node.begin &&
               std::isspace(static_cast<unsigned char>(code.code[node.end - 1])) != 0);
    }
  }
}

}  // namespace

std::optional<CodeInMarkup> code_of(std::string_view text, const Grammar& grammar) {
  const Language language = grammar.spec().language;
  std::optional<std::string> plain = plain_text(text, grammar.spec().lex);
  const std::string_view readable = plain ? std::string_view(*plain) : text;
  if (language == Language::kPhp) {
    if (auto code = code_in_markup(readable)) return code;
    if (auto code = code_in_blade(readable)) return code;
  }
  if (language == Language::kJavaScript) {
    if (auto code = without_reserved_attributes(readable)) return CodeInMarkup{*std::move(code), {}};
  }
  if (!plain) return std::nullopt;
  return CodeInMarkup{*std::move(plain), {}};
}

std::optional<Parsed> parse(std::string_view text, const Grammar& grammar, Work& work,
                            const std::optional<CodeInMarkup>& code) {
  // Making a parser costs as much as a short parse. To set the language forgets what was before.
  thread_local const TreeSitterParser parser(ts_parser_new());
  ts_parser_set_language(parser.get(), grammar.language());
  const std::string_view parsed = code ? std::string_view(code->code) : text;
  const TreeSitterTree tree = parse_text(parser.get(), nullptr, parsed, work);
  if (!tree) return std::nullopt;
  const TSNode root = ts_tree_root_node(tree.get());
  std::vector<Node> nodes = Flattener(root, parsed, grammar).run();
  if (code) restore_tags(nodes, text, *code, grammar);
  return Parsed{FlatTree(text, grammar, std::move(nodes)), ts_node_has_error(root)};
}

std::vector<Node> flatten_parts(const TSTree* tree, std::string_view text, const Grammar& grammar,
                                const std::vector<bool>& kept) {
  return Flattener(ts_tree_root_node(tree), text, grammar, &kept).run();
}

}  // namespace broch::scan
