// The range algebra, sentence by sentence.
#include <algorithm>

#include "scan/oracle/naive.h"

namespace broch::scan::oracle {
namespace {

using Ranges = std::vector<NaiveRange>;

bool unifies(const FlatTree& tree, const Environment& a, const Environment& b) {
  for (const auto& [name, value] : a) {
    const auto other = b.find(name);
    if (other != b.end() && !equal_values(tree, value, other->second)) return false;
  }
  return true;
}

/// u's interval is within v's and every metavariable bound in both has equal values.
bool included(const FlatTree& tree, const NaiveRange& u, const NaiveRange& v) {
  return v.span.contains(u.span) && unifies(tree, u.bound, v.bound);
}

/// For each pair keep u if it is included in v, or v if it is included in u; never an Inside range because
/// it lies in one that is not.
Ranges intersect(const FlatTree& tree, const Ranges& us, const Ranges& vs) {
  Ranges out;
  const auto keep = [&](const NaiveRange& small, const NaiveRange& large) {
    if (!included(tree, small, large) || (small.inside && !large.inside)) return;
    NaiveRange survivor = small;
    for (const auto& entry : large.bound) survivor.bound.insert(entry);
    out.push_back(std::move(survivor));
  };
  for (const NaiveRange& u : us) {
    for (const NaiveRange& v : vs) {
      keep(u, v);
      keep(v, u);
    }
  }
  return out;
}

/// What `key` says of x when y is a match of the negative.
bool removes(const FlatTree& tree, const std::string& key, const NaiveRange& x, const NaiveRange& y) {
  if (key == "pattern-not") return included(tree, x, y) && included(tree, y, x);
  if (key == "pattern-not-inside") return included(tree, x, y);
  return included(tree, x, y) || included(tree, y, x);  // pattern-not-regex
}

bool is_negative(const std::string& key) { return key.starts_with("pattern-not"); }
bool is_positive(const std::string& key) {
  return key == "pattern" || key == "patterns" || key == "pattern-either" || key == "pattern-inside" ||
         key == "pattern-regex";
}

}  // namespace

Result<NaiveRule::Node> NaiveRule::compile_node(const Term& term, const Grammar& grammar,
                                                Metavariables& variables) {
  Node node;
  node.term = term;
  if (term.key.ends_with("-regex")) {
    const auto mode = term.key == "metavariable-regex" ? Regex::Mode::kAnchored : Regex::Mode::kSearch;
    BROCH_TRY(node.regex, Regex::compile(term.text, mode));
  } else if (!term.text.empty()) {
    BROCH_TRY(node.pattern, compile_pattern(term.text, grammar, variables));
  }
  for (const Term& child : term.children) {
    BROCH_TRY(Node compiled, compile_node(child, grammar, variables));
    node.children.push_back(std::move(compiled));
  }
  return node;
}

Result<NaiveRule> NaiveRule::compile(const Term& term, const Grammar& grammar) {
  NaiveRule rule;
  BROCH_TRY(rule.root_, compile_node(term, grammar, rule.variables_));
  return rule;
}

std::vector<NaiveRange> NaiveRule::evaluate(const FlatTree& tree) const { return evaluate(root_, tree); }

std::vector<NaiveRange> NaiveRule::evaluate(const Node& node, const FlatTree& tree) const {
  Ranges out;
  const std::string& key = node.term.key;
  if (node.regex) {
    Work work;
    node.regex->for_each(tree.source(), work, [&](const RegexMatch& match) {
      out.push_back({.span = match.groups[0], .regexp = true});
      return true;
    });
  } else if (key == "patterns") {
    out = evaluate_all(node, tree);
  } else if (!node.term.text.empty()) {
    for (const Reading& reading : node.pattern.readings) {
      for (NaiveRange& range : NaiveMatcher(tree, reading, variables_).find())
        out.push_back(std::move(range));
    }
  } else {
    // pattern-either, and the nested formula of pattern-inside and pattern-not.
    for (const Node& child : node.children) {
      for (NaiveRange& range : evaluate(child, tree)) out.push_back(std::move(range));
    }
  }
  if (key == "pattern-inside") {
    for (NaiveRange& range : out) range.inside = true;
  }
  return out;
}

std::vector<NaiveRange> NaiveRule::evaluate_all(const Node& node, const FlatTree& tree) const {
  Ranges ranges;
  bool first = true;
  for (const bool inside : {false, true}) {
    for (const Node& child : node.children) {
      if (!is_positive(child.term.key) || (child.term.key == "pattern-inside") != inside) continue;
      ranges = first ? evaluate(child, tree) : intersect(tree, ranges, evaluate(child, tree));
      first = false;
    }
  }
  for (const Node& child : node.children) {
    if (!is_negative(child.term.key)) continue;
    const Ranges negative = evaluate(child, tree);
    std::erase_if(ranges, [&](const NaiveRange& x) {
      return std::any_of(negative.begin(), negative.end(),
                         [&](const NaiveRange& y) { return removes(tree, child.term.key, x, y); });
    });
  }
  for (const Node& child : node.children) {
    if (child.term.key != "metavariable-regex") continue;
    std::erase_if(ranges, [&](const NaiveRange& range) {
      const auto value = range.bound.find(child.term.variable.substr(1));
      if (value == range.bound.end()) return true;
      RegexMatch ignored;
      Work work;
      const Span span = value->second.span;
      return !child.regex->search(tree.source().substr(span.begin, span.size()), work, ignored);
    });
  }
  for (const Node& child : node.children) {
    if (child.term.key != "focus-metavariable") continue;
    Ranges focused;
    for (const NaiveRange& range : ranges) {
      for (const std::string& variable : child.term.focus) {
        const auto value = range.bound.find(variable.substr(1));
        if (value == range.bound.end()) continue;
        NaiveRange narrow = range;
        narrow.span = value->second.span;
        narrow.inside = false;
        // Intersects the range with that of the variable: the smaller of the two.
        if (range.span.contains(narrow.span)) {
          focused.push_back(narrow);
        } else if (narrow.span.contains(range.span)) {
          focused.push_back(range);
        }
      }
    }
    ranges = std::move(focused);
  }
  return ranges;
}

}  // namespace broch::scan::oracle
