// Conditions on the ranges of `patterns`.
#include <memory>

#include "scan/lang/grammar.h"
#include "scan/rule/entropy.h"
#include "scan/rule/evaluator.h"
#include "scan/rule/redos.h"
#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

/// Where `text`, which is a part of the file or of something outside of it, begins in the file.
size_t offset_of(std::string_view text, std::string_view source, size_t otherwise) {
  const std::less_equal<const char*> before;
  const bool within =
      before(source.data(), text.data()) && before(text.data() + text.size(), source.data() + source.size());
  return within ? static_cast<size_t>(text.data() - source.data()) : otherwise;
}

/// What a binding is known to be; unknown for what is no single expression.
Constant constant_of(const FileContext& file, const MatchOptions& options, const Binding& binding) {
  if (binding.first == kNoNode || binding.first != binding.last) return {};
  return options.constant_propagation ? file.names.constants().of(binding.first)
                                      : literal_constant(file.tree, binding.first);
}

/// The string that a binding is, or is known to hold.
std::optional<std::string_view> string_of(const FileContext& file, const MatchOptions& options,
                                          const Binding& binding) {
  if (binding.first == kNoNode) return binding.text;
  const Constant constant = constant_of(file, options, binding);
  if (constant.kind != Constant::Kind::kString) return std::nullopt;
  return constant.text;
}

}  // namespace

std::vector<Range> Evaluator::filter(const Condition& condition, const std::vector<Range>& ranges) {
  std::vector<Range> out;
  for (const Range& range : ranges) {
    if (!file_.work.step()) return out;
    std::visit([&](const auto& one) { check(one, range, out); }, condition);
  }
  algebra_.normalise(out);
  return out;
}

void Evaluator::check(const RegexCondition& condition, const Range& range, std::vector<Range>& out) {
  const Binding* binding = find_binding(range.bindings, condition.variable);
  if (binding == nullptr) return;
  std::string_view text = binding->text;
  if (condition.by_value) text = string_of(file_, options_, *binding).value_or(text);
  RegexMatch match;
  if (!condition.regex.search(text, file_.work, match)) return;
  Bindings captured;
  bind_captures(condition.captures, match, text, offset_of(text, file_.tree.source(), binding->span.begin),
                captured);
  if (!unifiable(algebra_.equality(), captured, range.bindings)) return;
  out.push_back(range);
  extend(out.back().bindings, captured);
}

void Evaluator::check(const PatternCondition& condition, const Range& range, std::vector<Range>& out) {
  const Binding* binding = find_binding(range.bindings, condition.variable);
  // A list of arguments is no expression.
  if (binding == nullptr || condition.of_list || binding->first != binding->last) return;
  std::vector<Range> found;
  if (condition.as == PatternCondition::As::kCode) {
    found = run_within(*condition.formula, {binding->span, range.bindings, RangeKind::kPlain});
  } else {
    found = run_as(condition, *binding, range);
  }
  for (Range& inner : found) {
    out.push_back(range);
    extend(out.back().bindings, inner.bindings);
  }
}

// The text is parsed where it lies in the file, so that bindings keep their text and place; only their nodes
// belong to another tree and are dropped.
std::vector<Range> Evaluator::run_as(const PatternCondition& condition, const Binding& binding,
                                     const Range& range) {
  std::string_view text = string_of(file_, options_, binding).value_or(binding.text);
  if (binding.first != kNoNode && file_.tree.role(binding.first) == Role::kString) {
    text = string_content(file_.tree, binding.first);
  }
  const size_t offset = offset_of(text, file_.tree.source(), binding.span.begin);
  const bool is_text = condition.as == PatternCondition::As::kText;
  const Grammar& grammar = is_text ? file_.tree.grammar() : Grammar::of(condition.language);
  file_.work.step(text.size());
  FlatTree tree(text, grammar, {});
  if (!is_text && condition.formula->needs_tree()) {
    auto parsed = parse(text, grammar, file_.work, code_of(text, grammar));
    if (!parsed) return {};
    tree = std::move(parsed->tree);
  }
  const Names names(tree);
  FileContext file{.tree = tree, .names = names, .code = {0, text.size()}, .work = file_.work};
  Range whole{{0, text.size()}, range.bindings, RangeKind::kPlain};
  for (Binding& outer : whole.bindings) outer.first = outer.last = kNoNode;
  std::vector<Range> found = Evaluator(file, options_).run_within(*condition.formula, whole);
  for (Range& one : found) {
    for (Binding& inner : one.bindings) {
      inner.first = inner.last = kNoNode;
      // What was put together from constants lives as long as the names it was found with.
      if (offset_of(inner.text, file_.tree.source(), std::string_view::npos) == std::string_view::npos) {
        inner.text = file_.kept.emplace_back(inner.text);
      }
      inner.span = {inner.span.begin + offset, inner.span.end + offset};
    }
  }
  return found;
}

Value Evaluator::value_of(const Range& range, uint16_t variable, const ComparisonCondition& condition) const {
  const Binding* binding = find_binding(range.bindings, variable);
  if (binding == nullptr || binding->first != binding->last) return {};
  const Constant constant = constant_of(file_, options_, *binding);
  const std::optional<std::string_view> string = string_of(file_, options_, *binding);
  if (condition.converted == variable && (condition.strip || condition.base != 0)) {
    const std::string_view text = condition.strip && string ? *string : binding->text;
    const Value number = condition.base != 0 ? integer_value(text, condition.base) : number_value(text);
    if (!number.opaque()) return number;
  }
  switch (constant.kind) {
    case Constant::Kind::kInteger:
      return {constant.integer};
    case Constant::Kind::kFloat:
      return {constant.real};
    case Constant::Kind::kBoolean:
      return {constant.integer != 0};
    case Constant::Kind::kString:
      return {std::string(constant.text)};
    default:
      break;
  }
  // What a group or a part of a string says may be a number; nothing but its text tells.
  if (binding->first != kNoNode) return {};
  const Value number = number_value(binding->text);
  return number.opaque() ? Value{std::string(binding->text)} : number;
}

void Evaluator::check(const ComparisonCondition& condition, const Range& range, std::vector<Range>& out) {
  const auto lookup = [&](std::string_view name) -> Value {
    const std::vector<std::string>& names = condition.comparison.variables();
    const auto at = std::find(names.begin(), names.end(), name) - names.begin();
    return value_of(range, condition.variables[static_cast<size_t>(at)], condition);
  };
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  if (condition.comparison.holds(lookup, today)) out.push_back(range);
}

void Evaluator::check(const AnalysisCondition& condition, const Range& range, std::vector<Range>& out) {
  const Binding* binding = find_binding(range.bindings, condition.variable);
  if (binding == nullptr) return;
  const std::string_view text = string_of(file_, options_, *binding).value_or(binding->text);
  const bool holds = condition.analyzer == AnalysisCondition::Analyzer::kEntropy ? has_high_entropy(text)
                                                                                 : may_backtrack(text);
  if (holds) out.push_back(range);
}

void Evaluator::check(const TypeCondition& condition, const Range& range, std::vector<Range>& out) {
  const Binding* binding = find_binding(range.bindings, condition.variable);
  if (binding == nullptr || binding->first == kNoNode || binding->first != binding->last) return;
  const Type found = file_.names.types().of(binding->first);
  const bool holds = std::any_of(condition.types.begin(), condition.types.end(),
                                 [&](const Type& wanted) { return is_of_type(wanted, found); });
  if (holds) out.push_back(range);
}

}  // namespace broch::scan
