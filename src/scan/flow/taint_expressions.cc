#include <algorithm>
#include <ranges>

#include "scan/flow/taint_interpreter.h"

namespace broch::scan {

TaintInterpreter::Value TaintInterpreter::eval_kind(uint32_t node) {
  switch (role(node)) {
    case Role::kName:
    case Role::kThis:
      return both(env().get(lvalues_, lvalues_.variable(tree().text(node))));
    case Role::kMember:
      return eval_member(node);
    case Role::kSubscript:
      return eval_subscript(node);
    case Role::kCall:
    case Role::kNew:
      return eval_call(node);
    case Role::kBinary:
      return eval_binary(node);
    case Role::kAssignment:
    case Role::kAugmentedAssignment:
    case Role::kDeclarator:
    case Role::kBinding:
    case Role::kDefault:
      return eval_assignment(node);
    case Role::kPair:
    case Role::kKeywordArgument:
      return eval_pair(node);
    case Role::kComprehension:
      return eval_comprehension(node);
    case Role::kFunction:
    case Role::kLambda:
      return eval_function(node);
    case Role::kBlock:
    case Role::kCase:
    case Role::kCatch:
      return eval_block(node);
    case Role::kConditional:
      return eval_conditional(node);
    case Role::kLoop:
      return eval_loop(node);
    case Role::kForEach:
      return eval_for_each(node);
    case Role::kSwitch:
      return eval_switch(node);
    case Role::kTry:
      return eval_try(node);
    case Role::kReturn:
      return eval_return(node);
    case Role::kThrow: {
      const Value value = eval_children(node);
      eval_jump(Role::kThrow);
      return value;
    }
    case Role::kBreak:
    case Role::kContinue:
    case Role::kGoto:
      eval_jump(role(node));
      return {};
    case Role::kLabelled:
      join(env(), frame_->gotos);
      return eval_children(node);
    case Role::kStringContent:
    case Role::kNumber:
    case Role::kLeaf:
    case Role::kSkip:
    case Role::kImport:
    case Role::kParameters:
      return {};
    case Role::kDeclaration:
      return eval_declaration(node);
    case Role::kExpressionStatement:
    case Role::kDecorated:
    case Role::kDecorator:
    case Role::kArguments:
    case Role::kInterpolation:
    case Role::kUnaryWrapper:
    case Role::kReference:
    case Role::kCast:
    case Role::kElse:
    case Role::kFinally:
      return eval_children(node);
    default:
      return eval_operator(node);
  }
}

/// C has variables without a value beside those with one; `while (T* x = f())` has the value here.
TaintInterpreter::Value TaintInterpreter::eval_declaration(uint32_t node) {
  if (tree().child(node, FieldRole::kValue) != kNoNode) return eval_assignment(node);
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (tree().field_role(c) == FieldRole::kTarget && role(c) != Role::kDeclarator) declare(c);
  }
  return eval_children(node);
}

TaintInterpreter::Value TaintInterpreter::eval_children(uint32_t node) {
  TaintSetId all = TaintSets::kEmpty;
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    all = sets_.unite(all, eval(c));
  }
  return both(all);
}

/// Operators, containers, interpolated strings, and all that has no rule of its own: what goes in comes out.
TaintInterpreter::Value TaintInterpreter::eval_operator(uint32_t node) {
  Value value = eval_children(node);
  if (options_.taint.only_propagate_through_assignments ||
      (options_.taint.assume_safe_comparisons && is_comparison(node)) ||
      (options_.taint.assume_safe_booleans && (is_comparison(node) || is_negation(node)))) {
    value = {};
  }
  return value;
}

bool TaintInterpreter::is_comparison(uint32_t node) const {
  static constexpr std::string_view kComparisons[] = {"==", "!=", "===",        "!==",    "<",
                                                      ">",  "<=", ">=",         "<>",     "in",
                                                      "is", "=~", "instanceof", "not in", "is not"};
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (!tree().grammar().named(tree()[c].kind) &&
        std::ranges::find(kComparisons, tree().text(c)) != std::end(kComparisons)) {
      return true;
    }
  }
  return false;
}

bool TaintInterpreter::is_negation(uint32_t node) const {
  const std::string_view text = tree().text(node);
  return text.starts_with('!') || text.starts_with("not ");
}

/// Sums lean to the left and can be thousands of operands long, so they are no recursion.
TaintInterpreter::Value TaintInterpreter::eval_binary(uint32_t node) {
  std::vector<uint32_t> spine{node};
  for (uint32_t left = tree().first_child(node); left != kNoNode && role(left) == Role::kBinary;
       left = tree().first_child(left)) {
    spine.push_back(left);
  }
  TaintSetId taints = eval(tree().first_child(spine.back()));
  for (size_t i = spine.size(); i-- > 0 && file_.work.step();) {
    taints = eval_operands(spine[i], taints);
    if (i > 0 && spec_.marked(spine[i])) taints = apply_marks(spine[i], both(taints)).result;
  }
  return both(taints);
}

/// The operands after the first one; what `&&` and `||` may skip need not happen.
TaintSetId TaintInterpreter::eval_operands(uint32_t node, TaintSetId left) {
  const uint32_t first = tree().first_child(node);
  if (first == kNoNode) return left;
  TaintSetId taints = left;
  for (uint32_t c = tree().next_sibling(first); c != kNoNode; c = tree().next_sibling(c)) {
    if (!tree().grammar().named(tree()[c].kind)) continue;
    const uint32_t size = tree()[c].next - c;
    const bool writes = file_.work.step(1 + size / 8) &&
                        std::ranges::any_of(std::views::iota(c, tree()[c].next), [&](uint32_t n) {
                          return role(n) == Role::kAssignment || role(n) == Role::kBinding;
                        });
    if (!writes) {
      taints = sets_.unite(taints, eval(c));
      continue;
    }
    const Environment skipped = env();
    taints = sets_.unite(taints, eval(c));
    join(env(), skipped);
  }
  const TaintOptions& options = options_.taint;
  const bool clean =
      options.only_propagate_through_assignments ||
      ((options.assume_safe_comparisons || options.assume_safe_booleans) && is_comparison(node));
  return clean ? TaintSets::kEmpty : taints;
}

TaintInterpreter::Value TaintInterpreter::eval_member(uint32_t node) {
  const uint32_t object = tree().first_child(node);
  const uint32_t member = tree().last_child(node);
  TaintSetId taints = eval(object);
  // What was written to the field says more than what is known of the object.
  if (const LvalueId place = lvalue(node); place != kNoLvalue && env().has(place)) {
    taints = env().get(lvalues_, place);
  }
  if (member != kNoNode && member != object && spec_.marked(member)) {
    taints = apply_marks(member, both(taints)).result;
  }
  return both(taints);
}

TaintInterpreter::Value TaintInterpreter::eval_subscript(uint32_t node) {
  const uint32_t container = tree().first_child(node);
  TaintSetId taints = eval(container);
  TaintSetId index = TaintSets::kEmpty;
  if (container != kNoNode) {
    for (uint32_t c = tree().next_sibling(container); c != kNoNode; c = tree().next_sibling(c)) {
      index = sets_.unite(index, eval(c));
    }
  }
  if (const LvalueId place = lvalue(node); place != kNoLvalue && env().has(place)) {
    taints = env().get(lvalues_, place);
  }
  if (!options_.taint.assume_safe_indexes && !options_.taint.only_propagate_through_assignments)
    taints = sets_.unite(taints, index);
  return both(taints);
}

/// The name of an argument and the key of an entry are no variables, unless they are computed.
TaintInterpreter::Value TaintInterpreter::eval_pair(uint32_t node) {
  TaintSetId taints = TaintSets::kEmpty;
  const uint32_t value = tree().last_child(node);
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (c != value && role(c) == Role::kName && !spec_.marked(c)) continue;
    taints = sets_.unite(taints, eval(c));
  }
  return both(taints);
}

TaintInterpreter::Value TaintInterpreter::eval_comprehension(uint32_t node) {
  const uint32_t body = tree().child(node, FieldRole::kBody);
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (c != body) eval(c);
  }
  return both(eval(body));
}

TaintInterpreter::Value TaintInterpreter::eval_function(uint32_t node) {
  if (!functions_.runs_in_place(node)) {
    // Those of the top level have had their turn.
    if (frame_->function != kNoNode) {
      if (std::ranges::find(frame_->nested, node) == frame_->nested.end()) frame_->nested.push_back(node);
      join(frame_->exits, env());
    }
    return {};
  }
  Frame inner{.function = node, .env = env()};
  if (!inner.env.reachable()) return {};
  const TaintSetId input = callback_input_;
  callback_input_ = TaintSets::kEmpty;
  run_body(inner, node, false, input);
  callback_input_ = input;
  // Its parameters hide variables of the same name, they do not write them.
  for (const Parameter& parameter : functions_.parameters(node)) {
    for (const uint32_t name : parameter.names) {
      const LvalueId variable = lvalues_.variable(tree().text(name));
      inner.exits.set(lvalues_, variable, TaintSets::kEmpty);
    }
  }
  join(env(), inner.exits);
  return {inner.returned, TaintSets::kEmpty};
}

}  // namespace broch::scan
