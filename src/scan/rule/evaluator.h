// Evaluates the operators of a formula; for evaluate.cc, evaluate_conditions.cc and early_filter.cc alone.
#pragma once

#include <unordered_map>

#include "scan/rule/evaluate.h"

namespace broch::scan {

class Evaluator {
 public:
  Evaluator(FileContext& file, const MatchOptions& options)
      : file_(file), options_(options), algebra_(Equality(file.names, options), file.work) {}

  std::vector<Range> run(const Formula& formula);
  /// The ranges of a formula that lie in `context`, extended with its bindings. Regular expressions see only
  /// the text of the context.
  std::vector<Range> run_within(const Formula& formula, const Range& context);
  void normalise(std::vector<Range>& ranges) const { algebra_.normalise(ranges); }

 private:
  /// Conditions that may be asked at once of what an operator matches.
  using Early = std::vector<const RegexCondition*>;

  // evaluate.cc
  std::vector<Range> find(const Pattern& pattern, const HeldSpans* held);
  const std::vector<Range>& matches_of(const Pattern& pattern);
  std::vector<Range> run_around(const Formula& formula, const std::vector<Range>& ranges);
  std::vector<Range> pattern(const Pattern& pattern);
  std::vector<Range> generic(const GenericPattern& pattern);
  std::vector<Range> regex(const Formula& formula);
  std::vector<Range> all(const Formula& formula);
  std::vector<Range> positives(const Formula& formula, const Early& early);
  std::vector<Range> select(uint16_t variable, const std::vector<Range>& ranges);
  std::vector<Range> to_ranges(std::vector<Match> matches) const;
  std::vector<Range> focus(const std::vector<uint16_t>& variables, const std::vector<Range>& ranges) const;
  bool in_comment(size_t offset);
  void keep_in_context(const Range& range, std::vector<Range>& out);

  // evaluate_conditions.cc
  std::vector<Range> filter(const Condition& condition, const std::vector<Range>& ranges);
  void check(const RegexCondition& condition, const Range& range, std::vector<Range>& out);
  void check(const PatternCondition& condition, const Range& range, std::vector<Range>& out);
  void check(const ComparisonCondition& condition, const Range& range, std::vector<Range>& out);
  void check(const AnalysisCondition& condition, const Range& range, std::vector<Range>& out);
  void check(const TypeCondition& condition, const Range& range, std::vector<Range>& out);
  std::vector<Range> run_as(const PatternCondition& condition, const Binding& binding, const Range& range);
  Value value_of(const Range& range, uint16_t variable, const ComparisonCondition& condition) const;

  // early_filter.cc
  Early early_for(const Formula& child, const Formula& parent, const Early& of_parent) const;
  void filter_by(const Early& conditions, std::vector<Range>& ranges);
  void filter_early(const Formula& formula, std::vector<Range>& ranges);

  FileContext& file_;
  const MatchOptions& options_;
  RangeAlgebra algebra_;
  const Range* context_ = nullptr;
  /// What a range must hold to be of use, while a pattern-inside is evaluated: of those in a minified file
  /// most do not.
  const HeldSpans* held_ = nullptr;
  Early early_;  ///< what is asked of the formula that is being evaluated
  /// A pattern's matches in the whole file: contexts ask for the same pattern again and again.
  std::unordered_map<const Pattern*, std::vector<Range>> matches_;
};

}  // namespace broch::scan
