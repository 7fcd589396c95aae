#include "scan/oracle/random_rule.h"

#include <algorithm>

#include "core/json.h"

namespace broch::scan::oracle {
namespace {

/// Replaces `span` of the program by `text`.
struct Edit {
  Span span;
  std::string text;
};

class RuleWriter {
 public:
  RuleWriter(const FlatTree& tree, Random& random) : tree_(tree), random_(random) {}

  Term rule() {
    if (random_.once_in(3)) return pattern("pattern");
    Term all{.key = "patterns"};
    all.children.push_back(positive());
    if (random_.once_in(3)) all.children.push_back(positive());
    if (random_.once_in(2)) all.children.push_back(inside());
    if (random_.once_in(2)) all.children.push_back(negative());
    if (random_.once_in(4)) all.children.push_back(negative());
    if (!used_.empty() && random_.once_in(4)) {
      static const std::vector<std::string> expressions = {"[abc]$", "x", "f\\(", ".*\\d", "(?!a)"};
      all.children.push_back(
          {.key = "metavariable-regex", .text = random_.of(expressions), .variable = random_.of(used_)});
    }
    if (!used_.empty() && random_.once_in(4)) {
      Term focus{.key = "focus-metavariable", .focus = {random_.of(used_)}};
      if (random_.once_in(3)) focus.focus.push_back(random_.of(used_));
      all.children.push_back(focus);
    }
    for (size_t i = all.children.size() - 1; i > 0; --i)
      std::swap(all.children[i], all.children[random_.below(i + 1)]);
    return all;
  }

 private:
  Term positive() {
    switch (random_.below(6)) {
      case 0: {
        Term either{.key = "pattern-either"};
        either.children = {pattern("pattern"), pattern("pattern")};
        return either;
      }
      case 1: {
        Term nested{.key = "patterns"};
        nested.children = {pattern("pattern"), random_.once_in(2) ? negative() : inside()};
        return nested;
      }
      case 2: {
        static const std::vector<std::string> expressions = {"[fgh]\\(\\w+\\)", "\\bx\\d", "\\ba\\b",
                                                             "(?m)^.*=.*$"};
        return {.key = "pattern-regex", .text = random_.of(expressions)};
      }
      default:
        return pattern("pattern");
    }
  }

  Term negative() {
    switch (random_.below(5)) {
      case 0:
        return {.key = "pattern-not-regex", .text = random_.once_in(2) ? "\\bb\\b" : "\"s\""};
      case 1:
      case 2:
        return inside("pattern-not-inside");
      default:
        return pattern("pattern-not");
    }
  }

  Term inside(const std::string& key = "pattern-inside") {
    // A function or another compound statement with any body, or a statement and what follows.
    std::vector<uint32_t> blocks;
    for (uint32_t n = 1; n < tree_.size(); ++n) {
      if (tree_.role(n) == Role::kBlock && !tree_.is_leaf(n)) blocks.push_back(n);
    }
    if (blocks.empty() || random_.once_in(4)) return pattern(key);
    const uint32_t block = random_.of(blocks);
    if (random_.once_in(3)) {
      const uint32_t statement = random_.of(children_of(tree_, block));
      std::vector<Edit> edits;
      edit(statement, edits);
      return {.key = key, .text = apply(tree_.span(statement), edits) + "\n..."};
    }
    const uint32_t owner = tree_[block].parent;
    std::vector<Edit> edits{{body_of(block), "..."}};
    for (const uint32_t part : children_of(tree_, owner)) {
      if (part != block) edit(part, edits);
    }
    return {.key = key, .text = apply(tree_.span(owner), edits)};
  }

  /// A bare metavariable is a selector, which is not for the naive matcher.
  Term pattern(const std::string& key) {
    while (true) {
      Term out = any_pattern(key);
      const bool bare = out.text.starts_with('$') && out.text.find_first_of(" (.[=\n") == std::string::npos;
      if (!bare && out.text != "...") return out;
    }
  }

  Term any_pattern(const std::string& key) {
    std::vector<uint32_t> expressions, statements;
    for (uint32_t n = 1; n < tree_.size(); ++n) {
      const Role role = tree_.role(n);
      if (role == Role::kCall || role == Role::kMember || role == Role::kSubscript ||
          role == Role::kAssignment || role == Role::kReturn || role == Role::kConditional ||
          role == Role::kBinary) {
        expressions.push_back(n);
      }
      if (tree_.role(tree_[n].parent) == Role::kBlock && role != Role::kFunction && role != Role::kClass) {
        statements.push_back(n);
      }
    }
    if (expressions.empty()) return {.key = key, .text = "f(...)"};
    if (statements.empty() || random_.below(3) > 0) {
      const uint32_t n = random_.of(expressions);
      std::vector<Edit> edits;
      for (const uint32_t part : children_of(tree_, n)) edit(part, edits);
      return {.key = key, .text = apply(tree_.span(n), edits)};
    }
    return sequence(key, random_.of(statements));
  }

  /// One to three neighbouring statements, perhaps with `...` between.
  Term sequence(const std::string& key, uint32_t first) {
    std::vector<Edit> edits;
    uint32_t last = first;
    edit(first, edits);
    for (size_t more = random_.below(3); more > 0; --more) {
      const uint32_t next = tree_.next_sibling(last);
      if (next == kNoNode) break;
      const uint32_t after = tree_.next_sibling(next);
      if (after != kNoNode && random_.once_in(2)) {
        edits.push_back({tree_.span(next), "..."});
        edit(after, edits);
        last = after;
      } else {
        edit(next, edits);
        last = next;
      }
    }
    std::string text = apply({tree_[first].begin, tree_[last].end}, edits);
    // `f(x);` on its own is a statement pattern, without the semicolon an expression.
    return {.key = key, .text = std::move(text)};
  }

  bool braces() const { return !tree_.grammar().spec().lex.indentation; }

  /// An operator that matches in any grouping.
  bool is_logical(uint32_t n) const {
    for (const uint32_t part : children_of(tree_, n)) {
      const std::string_view text = tree_.text(part);
      for (const char* op : {"&&", "||", "and", "or", "|", "&"}) {
        if (tree_.is_leaf(part) && text == op) return tree_.role(n) == Role::kBinary;
      }
    }
    return false;
  }

  Span body_of(uint32_t block) const {
    return {tree_[tree_.first_child(block)].begin, tree_[tree_.last_child(block)].end};
  }

  bool replaceable(uint32_t n) const {
    const Role parent = tree_.role(tree_[n].parent);
    // `$X;` would be any statement, and a metavariable may stand for several operands of `&&`.
    if (parent == Role::kExpressionStatement || is_logical(n) || is_logical(tree_[n].parent)) return false;
    switch (tree_.role(n)) {
      case Role::kName:
        return parent != Role::kKeywordArgument || tree_.field_role(n) == FieldRole::kValue;
      case Role::kCall:
      case Role::kMember:
      case Role::kNumber:
      case Role::kSubscript:
      case Role::kBinary:
      case Role::kString:
        return parent != Role::kPair || tree_.field_role(n) == FieldRole::kValue;
      default:
        return false;
    }
  }

  /// A variable for the code at n: mostly the same for the same code.
  std::string variable(uint32_t n) {
    const std::string code(tree_.text(n));
    for (const auto& [known, name] : given_) {
      if (known == code && !random_.once_in(5)) return name;
    }
    const auto& names = rule_variables();
    const std::string name = names[random_.below(names.size() - 1)];
    given_.emplace_back(code, name);
    used_.push_back(name);
    return name;
  }

  void edit(uint32_t n, std::vector<Edit>& edits) {
    const Role role = tree_.role(n);
    if (role == Role::kBlock && !tree_.is_leaf(n) && random_.once_in(3)) {
      edits.push_back({body_of(n), "..."});
      return;
    }
    if ((role == Role::kArguments || role == Role::kParameters) && !tree_.is_leaf(n) && random_.once_in(3)) {
      const auto items = children_of(tree_, n);
      const size_t from = random_.below(items.size()), to = from + random_.below(items.size() - from);
      edits.push_back({{tree_[items[from]].begin, tree_[items[to]].end},
                       role == Role::kArguments && braces() && random_.once_in(6) ? "$...ARGS" : "..."});
      for (size_t i = 0; i < items.size(); ++i) {
        if (i < from || i > to) edit(items[i], edits);
      }
      return;
    }
    const bool keyword = role == Role::kName && tree_.role(tree_[n].parent) == Role::kKeywordArgument &&
                         tree_.field_role(n) == FieldRole::kTarget;
    if (keyword) {
      if (random_.once_in(4)) edits.push_back({tree_.span(n), variable(n)});
      return;
    }
    if (replaceable(n) && random_.once_in(3)) {
      const bool expression = role != Role::kName || tree_.role(tree_[n].parent) == Role::kArguments;
      if (role == Role::kString && random_.once_in(2)) {
        edits.push_back({tree_.span(n), random_.once_in(2) ? "\"...\"" : "\"$S\""});
      } else if (expression && tree_.role(tree_[n].parent) == Role::kArguments && random_.once_in(4)) {
        edits.push_back({tree_.span(n), "<... " + variable(n) + " ...>"});
      } else {
        edits.push_back({tree_.span(n), variable(n)});
      }
      return;
    }
    if (role == Role::kName && tree_.is_leaf(n) && tree_.text(n).size() == 1 && random_.once_in(12)) {
      edits.push_back({tree_.span(n), "b"});
      return;
    }
    for (const uint32_t part : children_of(tree_, n)) edit(part, edits);
  }

  /// The text of `span` after the edits, without the indentation of its first line.
  std::string apply(Span span, std::vector<Edit>& edits) const {
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
    std::string out;
    size_t at = span.begin;
    for (const Edit& one : edits) {
      if (one.span.begin < at) continue;
      out += tree_.source().substr(at, one.span.begin - at);
      out += one.text;
      at = one.span.end;
    }
    out += tree_.source().substr(at, span.end - at);
    const size_t line = tree_.source().rfind('\n', span.begin);
    const size_t column = span.begin - (line == std::string_view::npos ? 0 : line + 1);
    const std::string margin = "\n" + std::string(column, ' ');
    for (size_t found = out.find(margin); found != std::string::npos; found = out.find(margin, found + 1)) {
      out.erase(found + 1, column);
    }
    return out;
  }

  const FlatTree& tree_;
  Random& random_;
  std::vector<std::pair<std::string, std::string>> given_;
  std::vector<std::string> used_;
};

void write(const Term& term, const std::string& indent, std::string& out) {
  out += term.key + ":";
  if (term.key == "metavariable-regex") {
    out += " {metavariable: " + term.variable + ", regex: " + json::dump(json::Value(term.text)) + "}\n";
  } else if (term.key == "focus-metavariable") {
    out += " [";
    for (size_t i = 0; i < term.focus.size(); ++i) out += (i > 0 ? ", " : "") + term.focus[i];
    out += "]\n";
  } else if (term.children.empty()) {
    out += " " + json::dump(json::Value(term.text)) + "\n";
  } else {
    out += "\n";
    for (const Term& child : term.children) {
      out += indent + "  - ";
      write(child, indent + "    ", out);
    }
  }
}

}  // namespace

const std::vector<std::string>& rule_variables() {
  static const std::vector<std::string> names = {"$X", "$Y", "$Z", "$S"};
  return names;
}

Term random_rule(const FlatTree& tree, Random& random) { return RuleWriter(tree, random).rule(); }

std::string rule_text(const Term& rule, const std::string& id, const std::string& language) {
  std::string message;
  for (const std::string& variable : rule_variables()) message += variable + "|";
  std::string out = "  - id: " + id + "\n    message: \"" + message +
                    "\"\n    severity: INFO\n    languages: [" + language + "]\n    ";
  write(rule, "    ", out);
  return out;
}

}  // namespace broch::scan::oracle
