#include <algorithm>
#include <cctype>

#include "scan/flow/taint_interpreter.h"

namespace broch::scan {
namespace {

/// Methods that hand what the receiver holds to a function.
constexpr std::string_view kCallbackMethods[] = {
    "map",      "forEach",  "filter",   "flatMap",   "some",   "every",  "find",
    "reduce",   "then",     "each",     "collect",   "select", "reject", "each_with_index",
    "anyMatch", "allMatch", "mapToObj", "ifPresent", "let",    "also",   "and_then"};

bool upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

}  // namespace

TaintInterpreter::Value TaintInterpreter::eval_call(uint32_t node) {
  const Callee callee = functions_.callee(node);
  const TaintSetId before = eval_callee(node, callee);

  std::vector<uint32_t> arguments;
  std::vector<TaintSetId> taints;
  TaintSetId all = before;
  TaintSetId from_callbacks = TaintSets::kEmpty;
  const TaintSetId outer_input = callback_input_;
  const bool hands_over = std::ranges::find(kCallbackMethods, callee.name) != std::end(kCallbackMethods);
  callback_input_ = hands_over ? before : TaintSets::kEmpty;
  const auto add = [&](uint32_t argument) {
    const TaintSetId own = eval(argument);
    arguments.push_back(argument);
    taints.push_back(own);
    (is_function(role(argument)) ? from_callbacks : all) =
        sets_.unite(is_function(role(argument)) ? from_callbacks : all, own);
  };
  if (callee.arguments != kNoNode) {
    if (role(callee.arguments) == Role::kArguments) {
      for (uint32_t c = tree().first_child(callee.arguments); c != kNoNode; c = tree().next_sibling(c))
        add(c);
      if (spec_.marked(callee.arguments)) {
        all = sets_.unite(all, apply_marks(callee.arguments, both(all)).result);
      }
    } else {
      add(callee.arguments);
    }
  }
  callback_input_ = outer_input;

  const uint32_t function = functions_.resolve(node, callee, arguments.size());
  if (function != kNoNode) {
    const Summary& known = summary(function);
    if (known.state == Summary::State::kDone) {
      const TaintSetId receiver = callee.receiver != kNoNode ? before : TaintSets::kEmpty;
      const TaintSetId returned = apply_summary(node, function, arguments, taints, receiver);
      return {returned, all};
    }
  } else if (const auto field = accessor(callee, arguments, taints.empty() ? TaintSets::kEmpty : taints[0])) {
    return {*field, all};
  }
  const bool clean =
      options_.taint.assume_safe_functions || options_.taint.only_propagate_through_assignments;
  return {clean ? TaintSets::kEmpty : sets_.unite(all, from_callbacks), all};
}

/// Everything but the arguments: the receiver or the called expression, type arguments, blocks.
TaintSetId TaintInterpreter::eval_callee(uint32_t node, const Callee& callee) {
  TaintSetId taints = TaintSets::kEmpty;
  for (uint32_t c = tree().first_child(node); c != kNoNode; c = tree().next_sibling(c)) {
    if (c == callee.arguments || !tree().grammar().named(tree()[c].kind)) continue;
    // In `receiver.name(...)` as one node the name is no variable.
    if (c == callee.function && callee.receiver != kNoNode && role(c) == Role::kName) {
      if (spec_.marked(c)) taints = apply_marks(c, both(taints)).result;
      continue;
    }
    const TaintSetId outer_input = callback_input_;
    callback_input_ = is_function(role(c)) && c != callee.function ? taints : TaintSets::kEmpty;
    taints = sets_.unite(taints, eval(c));
    callback_input_ = outer_input;
  }
  return taints;
}

TaintSetId TaintInterpreter::apply_summary(uint32_t call, uint32_t function,
                                           const std::vector<uint32_t>& arguments,
                                           const std::vector<TaintSetId>& taints, TaintSetId receiver) {
  const std::vector<Parameter> parameters = functions_.parameters(function);
  std::vector<TaintSetId> received(parameters.size(), TaintSets::kEmpty);
  if (!file_.work.step(1 + parameters.size() + arguments.size())) return TaintSets::kEmpty;
  // `def f(self, a)` called as `self.f(a)`.
  const auto named = [&](size_t i) {
    return parameters[i].names.empty() ? std::string_view() : tree().text(parameters[i].names.front());
  };
  size_t next = 0;
  if (!parameters.empty() && (named(0) == "self" || named(0) == "cls" || named(0) == "&self")) {
    received[0] = receiver;
    next = 1;
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    const uint32_t key = tree().first_child(arguments[i]);
    // Without a child it has no name: C#'s `this` is a word of the grammar, no node.
    if (role(arguments[i]) == Role::kKeywordArgument && key != kNoNode) {
      for (size_t p = 0; p < parameters.size(); ++p) {
        if (named(p) == tree().text(key)) received[p] = sets_.unite(received[p], taints[i]);
      }
    } else if (role(arguments[i]) == Role::kUnaryWrapper) {
      // Spread: any of what remains.
      for (size_t p = next; p < parameters.size(); ++p) received[p] = sets_.unite(received[p], taints[i]);
    } else {
      // What is over goes to the last one, which may take the rest.
      const size_t p = std::min(next++, parameters.empty() ? size_t{0} : parameters.size() - 1);
      if (p < parameters.size()) received[p] = sets_.unite(received[p], taints[i]);
    }
  }
  const Span span = tree().span(call);
  // Instantiating may add reaches to the function that is being summarised, not to this one: it is done.
  for (const Reach& reach : summaries_.at(function).reaches) {
    reach_sink(reach.sink, instantiate(reach.taints, received, span));
  }
  return sets_.passed(instantiate(summaries_.at(function).returned, received, span), span,
                      FlowStep::Kind::kReturned);
}

/// Puts what a call passes in place of the parameters' own taint.
TaintSetId TaintInterpreter::instantiate(TaintSetId taints, const std::vector<TaintSetId>& parameters,
                                         Span call) {
  std::vector<Taint> out;
  for (const Taint taint : std::vector<Taint>(sets_.of(taints).begin(), sets_.of(taints).end())) {
    if (!taint.of_parameter()) {
      out.push_back(taint);
      continue;
    }
    if (taint.parameter() >= parameters.size()) continue;
    for (Taint passed : std::vector<Taint>(sets_.of(parameters[taint.parameter()]).begin(),
                                           sets_.of(parameters[taint.parameter()]).end())) {
      if (!file_.work.step(TaintSets::kMaxSteps)) return TaintSets::kEmpty;
      // A label that a propagator of the function gave stays.
      if (taint.label != Labels::kDefault) passed.label = taint.label;
      passed.step = sets_.graft(passed.step, call, taint.step);
      out.push_back(passed);
    }
  }
  return sets_.make(std::move(out));
}

/// Java's getX() and setX(v) without a definition read and write the field x.
std::optional<TaintSetId> TaintInterpreter::accessor(const Callee& callee,
                                                     const std::vector<uint32_t>& arguments,
                                                     TaintSetId argument) {
  if (language().name != "java" || callee.receiver == kNoNode || callee.name.size() < 4 ||
      !upper(callee.name[3])) {
    return std::nullopt;
  }
  const bool get = callee.name.starts_with("get") && arguments.empty();
  const bool set = callee.name.starts_with("set") && arguments.size() == 1;
  const LvalueId object = get || set ? lvalue(callee.receiver) : kNoLvalue;
  if (object == kNoLvalue) return std::nullopt;
  const LvalueId field = lvalues_.field(object, callee.name.substr(3));
  if (set) {
    env().set(lvalues_, field, argument);
    return std::nullopt;
  }
  if (!env().has(field)) return std::nullopt;
  return env().get(lvalues_, field);
}

}  // namespace broch::scan
