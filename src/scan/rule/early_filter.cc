// Conditions asked before their turn. A metavariable-regex that captures nothing keeps or drops a range by
// one of its bindings, whatever else there is: asked at once of the operator that binds the variable, it
// leaves the others, pattern-inside above all, a handful of ranges instead of every call of a file. It is
// asked again in its turn.
#include <algorithm>

#include "scan/rule/evaluator.h"

namespace broch::scan {
namespace {

/// An expression may take long on a long text, and most ranges that it would be asked of would have gone
/// otherwise.
constexpr size_t kLongestText = 256;

bool binds(const Pattern& pattern, uint16_t variable) {
  return std::ranges::any_of(pattern.readings, [&](const Reading& reading) {
    return std::ranges::find(reading.notes, variable, &Note::variable) != reading.notes.end() ||
           std::ranges::find(reading.types, variable, &WantedType::binds) != reading.types.end();
  });
}

/// Whether a match of the formula may bind the variable.
bool binds(const Formula& formula, uint16_t variable) {
  switch (formula.kind) {
    case Formula::Kind::kPattern:
      return binds(formula.pattern, variable);
    case Formula::Kind::kGeneric:
      return std::ranges::find(formula.generic.items, variable, &GenericItem::variable) !=
             formula.generic.items.end();
    case Formula::Kind::kRegex:
      return std::ranges::find(formula.captures, variable, &Capture::variable) != formula.captures.end();
    case Formula::Kind::kAll:
    case Formula::Kind::kAny:
      return std::ranges::any_of(formula.children,
                                 [&](const Formula& child) { return binds(child, variable); });
  }
  return true;
}

const RegexCondition* as_filter(const Condition& condition) {
  const auto* regex = std::get_if<RegexCondition>(&condition);
  return regex != nullptr && regex->captures.empty() ? regex : nullptr;
}

}  // namespace

/// Of two operators that bind one variable the result has the text of the smaller match, which is not known
/// yet: a condition is asked early only where `child` alone binds its variable.
Evaluator::Early Evaluator::early_for(const Formula& child, const Formula& parent,
                                      const Early& of_parent) const {
  Early early;
  const auto add = [&](const RegexCondition* condition) {
    if (condition == nullptr || !binds(child, condition->variable)) return;
    const bool alone = std::ranges::none_of(parent.children, [&](const Formula& other) {
      return &other != &child && binds(other, condition->variable);
    });
    if (alone) early.push_back(condition);
  };
  for (const RegexCondition* condition : of_parent) add(condition);
  for (const Condition& condition : parent.conditions) add(as_filter(condition));
  return early;
}

void Evaluator::filter_by(const Early& conditions, std::vector<Range>& ranges) {
  for (const RegexCondition* condition : conditions) {
    std::vector<Range> out;
    for (const Range& range : ranges) {
      if (!file_.work.step()) break;
      const Binding* binding = find_binding(range.bindings, condition->variable);
      if (binding != nullptr && binding->text.size() > kLongestText) {
        out.push_back(range);
      } else {
        check(*condition, range, out);
      }
    }
    ranges = std::move(out);
  }
}

void Evaluator::filter_early(const Formula& formula, std::vector<Range>& ranges) {
  Early early;
  for (const Condition& condition : formula.conditions) {
    const RegexCondition* filter = as_filter(condition);
    if (filter != nullptr && binds(formula, filter->variable)) early.push_back(filter);
  }
  filter_by(early, ranges);
}

}  // namespace broch::scan
