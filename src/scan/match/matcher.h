// Finds the places of one file where a pattern matches.
//
// Matching is backtracking search in continuation-passing form: each step is told what remains to be matched
// (`Next`) and calls it for every way in which it succeeds itself; a true answer means stop looking. So
// `f(..., $X, ...)` yields every binding of $X, as Semgrep does. Ellipses iterate over siblings, they do not
// recurse: the depth of the stack is bounded by the size of the pattern, whatever the code is. Time is
// bounded by Work.
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "scan/match/bindings.h"
#include "scan/match/function_ref.h"
#include "scan/match/held_spans.h"
#include "scan/match/options.h"
#include "scan/match/pattern.h"
#include "scan/tree/names.h"
#include "scan/work.h"

namespace broch::scan {

struct Match {
  Span span;
  Bindings bindings;
};

class Matcher {
 public:
  Matcher(const FlatTree& code, const Names& names, const MatchOptions& options, Work& work)
      : code_(code), names_(names), options_(options), equality_(names, options), work_(work) {}

  /// Appends every match of every reading; of `held`, those that hold one of its spans. Duplicates are
  /// possible.
  void find(const Pattern& pattern, std::vector<Match>& out, const HeldSpans* held = nullptr);
  /// Matches of a bare metavariable within a span: each expression there.
  void find_expressions(uint16_t variable, Span within, std::vector<Match>& out);

 private:
  using Next = FunctionRef<bool()>;

  // matcher.cc: nodes.
  void find_reading(const Reading& reading, std::vector<Match>& out);
  void emit(Span span, std::vector<Match>& out);
  bool match(uint32_t p, uint32_t c, Next next);
  bool match_node(uint32_t p, uint32_t c, Next next);
  bool is_any_mapping(uint32_t p, uint32_t c) const;
  bool match_generic(uint32_t p, uint32_t c, Next next);
  bool match_deep(uint32_t p, uint32_t c, Next next);
  bool match_shorthand(uint32_t p, uint32_t c, Next next);
  bool match_assigned(uint32_t p, uint32_t c, Next next);
  bool match_typed(const Note& note, uint32_t c, Next next);
  uint32_t pointed_name(uint32_t c) const;
  bool bind(uint16_t variable, uint32_t first, uint32_t last, Next next);
  bool bind_text(uint16_t variable, uint32_t node, std::string_view text, Next next);
  bool with_binding(const Binding& binding, Next next);

  // matcher_names.cc: identifiers, member chains.
  bool same_name(std::string_view wanted, uint32_t c) const;
  bool match_name(uint32_t p, uint32_t c, Next next);
  bool match_member(uint32_t p, uint32_t c, Next next);
  bool match_canonical(uint32_t p, uint32_t c, Next next);
  bool match_chain(const Chain& pattern, const uint16_t* variables, const Chain& code, size_t at, uint32_t c,
                   Next next);
  bool pattern_chain(uint32_t p, Chain& out, uint16_t* variables) const;
  bool is_reference(uint32_t c) const;

  // matcher_literals.cc: strings, numbers, constants.
  bool match_string(uint32_t p, uint32_t c, Next next);
  bool match_string_op(const Note& note, uint32_t c, Next next);
  bool match_string_parts(uint32_t p, uint32_t c, Next next);
  bool match_concatenated(uint32_t p, uint32_t c, Next next);
  bool match_piece(uint32_t p, uint32_t c, Next next);
  bool match_regex_literal(uint32_t p, uint32_t c, Next next);
  bool match_literal(uint32_t p, uint32_t c);
  /// What a node of the code is known to be.
  Constant constant(uint32_t c) const;

  // matcher_lists.cc: arguments, parameters, elements, entries, operands.
  using Items = std::vector<uint32_t>;
  using ItemMatch = bool (Matcher::*)(uint32_t, uint32_t, Next);
  static Items children(const FlatTree& tree, uint32_t node);
  bool match_children(uint32_t p, uint32_t c, Next next);
  bool match_child_lists(uint32_t pi, uint32_t ci, Next next);
  bool may_be_left_out(uint32_t c) const;
  bool is_open(uint32_t p) const;
  bool may_be_nothing(uint32_t p) const;
  bool match_piece_of(uint32_t p, uint32_t c, Next next);
  bool match_arguments(uint32_t p, uint32_t c, Next next);
  bool match_keywords(const Items& p, size_t at, Items& c, Next next);
  bool match_ordered(const Items& p, size_t pi, const Items& c, size_t ci, ItemMatch item, Next next);
  bool match_unordered(const Items& p, size_t at, const Items& c, uint64_t used, bool open, Next next);
  bool match_parameter(uint32_t p, uint32_t c, Next next);

  // matcher_definitions.cc: functions, classes, decorators, try, switch, loops, JSX.
  bool same_words(uint32_t p, uint32_t c) const;
  bool match_function(uint32_t p, uint32_t c, Next next);
  bool match_class(uint32_t p, uint32_t c, Next next);
  bool match_definition_parts(uint32_t part, uint32_t p, uint32_t definition, Next next);
  bool match_parents(uint32_t p, uint32_t c, Next next);
  bool match_argument(uint32_t p, uint32_t c, Next next);
  bool match_decorated(uint32_t p, uint32_t c, Next next);
  bool match_try(uint32_t p, uint32_t c, Next next);
  bool match_part(uint32_t p, uint32_t c, Next next);
  bool match_switch(uint32_t p, uint32_t c, Next next);
  bool match_element(uint32_t p, uint32_t c, Next next);
  bool any_header(uint32_t p) const;

  // matcher_assignments.cc, matcher_imports.cc.
  bool match_assignment(uint32_t p, uint32_t c, Next next);
  bool match_unpacked(uint32_t target, uint32_t value, uint32_t declared, uint32_t initial, Next next);
  bool match_import(uint32_t p, uint32_t c, Next next);
  bool match_import_prefix(uint32_t p, uint32_t c, Next next);
  bool match_import_path(uint32_t p, uint32_t c) const;
  bool match_entries(uint32_t p, const std::vector<Imports::Entry>& wanted, size_t at,
                     const std::vector<Imports::Entry>& found, uint32_t c, Next next);
  bool match_import_parts(uint32_t p, const Chain& wanted, const Chain& found, size_t at, uint32_t c,
                          Next next);
  bool match_import_part(uint32_t p, std::string_view wanted, std::string_view found, uint32_t c, Next next);

  // matcher_operators.cc: binary operators.
  bool match_operands(uint32_t p, uint32_t c, Next next);
  bool match_open_operands(uint32_t p, uint32_t c, Next next);
  bool match_swapped(uint32_t p, uint32_t c, Next next);
  bool match_some_in_order(const Items& p, size_t pi, const Items& c, size_t ci, Next next);
  static void operands(const FlatTree& tree, uint32_t node, std::string_view op, Items& out);
  static bool is_equality(const FlatTree& tree, uint32_t node);

  // matcher_statements.cc: statements and blocks.
  void find_statements(const Reading& reading, std::vector<Match>& out);
  bool match_statement(uint32_t p, uint32_t c, Next next);
  bool declares_alike(uint32_t p, uint32_t c) const;
  bool match_implicitly_deep(uint32_t p, uint32_t c, bool fully, Next next);
  bool match_block(uint32_t p, uint32_t c, Next next);
  /// `p` counts in `items`; `c` is a statement of the block that ends at node `end`, or `end` itself.
  bool match_sequence(const Items& items, size_t p, uint32_t c, uint32_t end, bool open, bool flat,
                      Next next);
  size_t last_statement_end(uint32_t c, uint32_t end, bool flat) const;
  bool is_statement(uint32_t c) const;

  const Reading* pattern_ = nullptr;
  const HeldSpans* held_ = nullptr;
  const FlatTree& code_;
  const Names& names_;
  const MatchOptions& options_;
  const Equality equality_;
  Work& work_;
  Bindings bound_;
  int assigned_depth_ = 0;   ///< assignments looked through by the match in progress
  size_t sequence_end_ = 0;  ///< where the last statement of the sequence just matched ends
};

}  // namespace broch::scan
