// A second, slow reading of the rule language, to compare the engine with.
//
// Written from the reference of the language and nothing else: every pattern is tried at every node, every
// list in every way, and what comes out are plain sets of bindings. No filter, no index, no order of search.
// It shares with the engine the syntax trees and the compiled patterns (what `...` or `$X` is), no matching.
// Left out, since the random code and rules have none: names of imports, constants, metavariables as operands
// of
// `&&` and the like, conditions but metavariable-regex, and taint. The operator tables hold those.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scan/match/pattern.h"

namespace broch::scan::oracle {

/// One operator of a rule. `key` is the word of the rule format; which of the others count depends on it.
struct Term {
  std::string key;       ///< "pattern", "patterns", "pattern-not", "metavariable-regex", ...
  std::string text;      ///< pattern or regular expression
  std::string variable;  ///< of metavariable-regex, with its "$"
  std::vector<std::string> focus;
  std::vector<Term> children;
};

/// What a metavariable stands for: neighbouring nodes, or text that is no node.
struct Value {
  uint32_t first = kNoNode;
  uint32_t last = kNoNode;
  Span span;
};

/// By the variable's name without its "$".
using Environment = std::map<std::string, Value>;

struct NaiveRange {
  Span span;
  Environment bound;
  bool inside = false;
  bool regexp = false;
};

/// A rule ready to be evaluated on trees of one language.
class NaiveRule {
 public:
  /// The error is that a pattern does not compile.
  static Result<NaiveRule> compile(const Term& term, const Grammar& grammar);
  std::vector<NaiveRange> evaluate(const FlatTree& tree) const;

 private:
  struct Node {
    Term term;
    Pattern pattern;
    std::optional<Regex> regex;
    std::vector<Node> children;
  };
  static Result<Node> compile_node(const Term& term, const Grammar& grammar, Metavariables& variables);
  std::vector<NaiveRange> evaluate(const Node& node, const FlatTree& tree) const;
  std::vector<NaiveRange> evaluate_all(const Node& node, const FlatTree& tree) const;

  Node root_;
  Metavariables variables_;
};

/// Matches one reading of a pattern. `names` are those of its metavariables.
class NaiveMatcher {
 public:
  NaiveMatcher(const FlatTree& code, const Reading& reading, const Metavariables& names)
      : c_(code), p_(reading.tree), reading_(reading), names_(names) {}

  std::vector<NaiveRange> find() const;

 private:
  using Environments = std::vector<Environment>;
  using Nodes = std::vector<uint32_t>;
  /// Where a sequence of statements ended, and with which bindings.
  struct Ended {
    Environment bound;
    size_t end;
  };

  // naive_match.cc: nodes.
  Environments match(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_itself(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_leaf(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_assignment(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_operands(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_children(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_each(const Nodes& ps, const Nodes& cs, const Environment& e) const;
  Environments match_some(const Nodes& ps, const Nodes& cs, const Environment& e) const;
  Environments bind(const Note& note, uint32_t first, uint32_t last, Span span, const Environment& e) const;

  // naive_lists.cc: arguments, elements, entries.
  Environments match_list(Role role, const Nodes& ps, const Nodes& cs, const Environment& e) const;
  Environments match_arguments(const Nodes& ps, const Nodes& cs, const Environment& e) const;
  Environments match_ordered(const Nodes& ps, const Nodes& cs, const Environment& e) const;
  Environments match_unordered(const Nodes& ps, const Nodes& cs, bool open, const Environment& e) const;
  Environments match_parameter(uint32_t p, uint32_t c, const Environment& e) const;

  // naive_statements.cc: statements and blocks.
  Environments match_statement(uint32_t p, uint32_t c, const Environment& e) const;
  Environments match_deep_statement(uint32_t p, uint32_t c, bool fully, const Environment& e) const;
  Environments match_block(uint32_t p, uint32_t c, const Environment& e) const;
  std::vector<Ended> match_sequence(const Nodes& ps, const Nodes& cs, size_t end, bool open,
                                    const Environment& e) const;
  Nodes rest_of_block(uint32_t c) const;
  bool is_statement(uint32_t c) const;

  const Note& note(uint32_t p) const { return reading_.notes[p]; }

  const FlatTree& c_;
  const FlatTree& p_;
  const Reading& reading_;
  const Metavariables& names_;
};

/// The word of an operator that is associative, or nothing.
std::string_view associative_operator(const FlatTree& tree, uint32_t node);
std::vector<uint32_t> children_of(const FlatTree& tree, uint32_t node);
/// Structural equality ignoring white space, comments, parentheses and quotes.
bool equal_code(const FlatTree& tree, uint32_t a, uint32_t b);
bool equal_values(const FlatTree& tree, const Value& a, const Value& b);

}  // namespace broch::scan::oracle
