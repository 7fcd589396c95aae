// Follows tainted values through a file.
//
// Abstract interpretation over the flat tree, in program order: an Environment says what each variable is
// tainted with, statements change it, branches are run on copies that are united afterwards, loops until
// nothing is added. Every function is run once from nothing, its parameters tainted with themselves: what
// of them reaches a sink or the result is the function's summary, which calls in the same file apply.
// Functions that stand in an argument are run where they stand; other nested ones at the end of the function
// around them, with the variables they capture.
//
// One instance is one rule on one file. All recursion is over the tree and ends at kMaxDepth, below which an
// expression is only as tainted as the names in it; time is bounded by Work.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "scan/flow/environment.h"
#include "scan/flow/functions.h"
#include "scan/flow/taint_spec.h"
#include "scan/rule/options.h"

namespace broch::scan {

/// Taint that reached a sink: indexes into the matches of sinks and sources, and the way between.
struct TaintHit {
  uint32_t sink;
  uint32_t source;
  std::vector<FlowStep> trace;
};

class TaintInterpreter {
 public:
  TaintInterpreter(const TaintRule& rule, const RuleOptions& options, const TaintSpec& spec,
                   const Functions& functions, FileContext& file);

  /// In the order in which they were found; one per sink, or per source when findings stand there.
  std::vector<TaintHit> run();
  /// Nesting was too deep to follow.
  bool shallow() const { return shallow_; }

 private:
  static constexpr int kMaxDepth = 800;

  /// What evaluating a node gives: the taint of its value, and what a sink there would receive (for a call
  /// its arguments and receiver, whatever its result is).
  struct Value {
    TaintSetId result = TaintSets::kEmpty;
    TaintSetId received = TaintSets::kEmpty;
  };
  static Value both(TaintSetId taints) { return {taints, taints}; }

  /// What is written to a target. `parts`: the taint of each child of `value`, when that is a list or
  /// mapping.
  struct Assigned {
    TaintSetId taints = TaintSets::kEmpty;
    uint32_t value = kNoNode;
    std::vector<TaintSetId> parts = {};
  };

  /// Where jumps out of a loop or switch gather.
  struct Jumps {
    bool loop;
    Environment breaks = Environment::unreachable();
    Environment continues = Environment::unreachable();
  };

  /// A parameter's taint that reaches a sink.
  struct Reach {
    uint32_t sink;
    TaintSetId taints;
  };
  /// What callers need to know of a function.
  struct Summary {
    enum class State : uint8_t { kRunning, kDone };
    State state = State::kRunning;
    TaintSetId returned = TaintSets::kEmpty;
    std::vector<Reach> reaches;
  };

  /// One run of a function body, or of the file's top level.
  struct Frame {
    uint32_t function;
    Environment env;
    TaintSetId returned = TaintSets::kEmpty;
    Environment exits = Environment::unreachable();
    Environment gotos = Environment::unreachable();
    std::vector<Jumps> jumps;
    std::vector<Environment> handlers;  // what catch clauses begin with, innermost last
    std::vector<uint32_t> nested;       // definitions to run at the end
  };

  // taint_interpreter.cc: marks, sinks, functions.
  TaintSetId eval(uint32_t node);
  Value apply_marks(uint32_t node, Value value);
  Value apply_mark(const TaintMark& mark, Value value);
  bool sanitised(uint32_t node);
  TaintSetId source_taint(uint32_t match, TaintSetId incoming);
  TaintSetId eval_shallow(uint32_t node);
  void reach_sink(uint32_t sink, TaintSetId taints);
  bool reach_parts(uint32_t sink);
  void hit(uint32_t sink, const Taint& taint);
  bool agree(uint32_t sink, const Taint& taint) const;
  const Summary& summary(uint32_t function);
  void run_body(Frame& frame, uint32_t function, bool symbolic, TaintSetId input);
  void bind_parameters(uint32_t function, bool symbolic, TaintSetId input);

  // taint_expressions.cc
  Value eval_kind(uint32_t node);
  Value eval_children(uint32_t node);
  Value eval_declaration(uint32_t node);
  Value eval_operator(uint32_t node);
  Value eval_binary(uint32_t node);
  TaintSetId eval_operands(uint32_t node, TaintSetId left);
  Value eval_member(uint32_t node);
  Value eval_subscript(uint32_t node);
  Value eval_pair(uint32_t node);
  Value eval_function(uint32_t node);
  Value eval_comprehension(uint32_t node);
  bool is_comparison(uint32_t node) const;
  bool is_negation(uint32_t node) const;

  // taint_assignments.cc: l-values and what is written to them.
  LvalueId lvalue(uint32_t node);
  std::optional<std::string_view> constant_key(uint32_t index) const;
  Value eval_assignment(uint32_t node);
  void eval_parts(Assigned& assigned);
  void assign(uint32_t target, const Assigned& assigned, bool weak);
  void assign_place(uint32_t target, TaintSetId taints, bool weak);
  void assign_through(uint32_t target, TaintSetId taints);
  LvalueId place_around(uint32_t node);
  void declare(uint32_t target);
  bool hoisted(uint32_t node) const;
  void assign_elements(uint32_t target, const Assigned& assigned);
  void assign_literal(LvalueId target, const Assigned& assigned);
  void add(LvalueId target, TaintSetId taints);
  bool harmless_type(uint32_t node) const;

  // taint_calls.cc
  Value eval_call(uint32_t node);
  TaintSetId eval_callee(uint32_t node, const Callee& callee);
  TaintSetId apply_summary(uint32_t call, uint32_t function, const std::vector<uint32_t>& arguments,
                           const std::vector<TaintSetId>& taints, TaintSetId receiver);
  TaintSetId instantiate(TaintSetId taints, const std::vector<TaintSetId>& parameters, Span call);
  std::optional<TaintSetId> accessor(const Callee& callee, const std::vector<uint32_t>& arguments,
                                     TaintSetId argument);

  // taint_statements.cc
  Value eval_block(uint32_t node);
  Value eval_sequence(uint32_t first);
  Value eval_conditional(uint32_t node);
  Value eval_loop(uint32_t node);
  Value eval_for_each(uint32_t node);
  Value eval_switch(uint32_t node);
  Value eval_try(uint32_t node);
  Value eval_return(uint32_t node);
  void eval_jump(Role role);
  template <typename Body>
  void repeat(Body body);
  void join(Environment& into, const Environment& from);

  Environment& env() { return frame_->env; }
  const FlatTree& tree() const { return file_.tree; }
  Role role(uint32_t node) const { return file_.tree.role(node); }
  const LanguageSpec& language() const { return file_.tree.grammar().spec(); }

  const TaintRule& rule_;
  const RuleOptions& options_;
  const TaintSpec& spec_;
  const Functions& functions_;
  FileContext& file_;
  Lvalues lvalues_;
  TaintSets sets_;
  Frame* frame_ = nullptr;
  Summary* summarised_ = nullptr;  // of the function being run
  std::map<uint32_t, Summary> summaries_;
  std::vector<TaintHit> hits_;
  std::vector<bool> reported_;
  std::vector<TaintSetId> source_taints_;             // by source match, once it was met
  std::unordered_map<uint32_t, TaintSetId> carried_;  // by propagator match: what came from its `from`
  std::unordered_map<uint32_t, LvalueId> waiting_;    // by propagator match: where its `to` was seen
  std::map<Span, TaintSetId> watched_;                // parts of sinks
  TaintSetId callback_input_ = TaintSets::kEmpty;     // what the first parameter of a callback receives
  int depth_ = 0;
  int loop_depth_ = 0;
  bool shallow_ = false;
};

}  // namespace broch::scan
