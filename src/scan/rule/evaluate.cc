#include "scan/rule/evaluate.h"

namespace broch::scan {
namespace {

class Evaluator {
 public:
  Evaluator(FileContext& file, const MatchOptions& options)
      : file_(file), options_(options), algebra_(Equality(file.names, options), file.work) {}

  std::vector<Range> run(const Formula& formula) {
    std::vector<Range> ranges;
    switch (formula.kind) {
      case Formula::Kind::kPattern:
        ranges = pattern(formula.pattern);
        break;
      case Formula::Kind::kRegex:
        ranges = regex(formula);
        break;
      case Formula::Kind::kAny:
        for (const Formula& child : formula.children) {
          std::vector<Range> more = run(child);
          ranges.insert(ranges.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
        }
        break;
      case Formula::Kind::kAll:
        ranges = all(formula);
        break;
    }
    if (formula.inside) {
      for (Range& range : ranges) range.kind = RangeKind::kInside;
    }
    return ranges;
  }

  void normalise(std::vector<Range>& ranges) const { algebra_.normalise(ranges); }

 private:
  std::vector<Range> pattern(const Pattern& pattern) {
    std::vector<Match> matches;
    Matcher(file_.tree, file_.names, options_, file_.work).find(pattern, matches);
    return to_ranges(std::move(matches));
  }

  std::vector<Range> to_ranges(std::vector<Match> matches) const {
    std::vector<Range> ranges;
    ranges.reserve(matches.size());
    for (Match& match : matches) ranges.push_back({match.span, std::move(match.bindings), RangeKind::kPlain});
    algebra_.normalise(ranges);
    return ranges;
  }

  std::vector<Range> regex(const Formula& formula) {
    std::vector<Range> ranges;
    const std::string_view code = file_.tree.source().substr(file_.code.begin, file_.code.size());
    const bool complete = formula.regex->for_each(code, [&](const RegexMatch& match) {
      const auto shifted = [&](Span span) {
        return Span{span.begin + file_.code.begin, span.end + file_.code.begin};
      };
      Range range{shifted(match.groups[0]), {}, RangeKind::kRegexp};
      for (const Formula::Capture& capture : formula.captures) {
        if (capture.group >= match.groups.size() ||
            match.groups[capture.group].begin == std::string_view::npos)
          continue;
        const Span group = match.groups[capture.group];
        range.bindings.push_back({.variable = capture.variable,
                                  .span = shifted(group),
                                  .text = code.substr(group.begin, group.size()),
                                  .numbered = capture.numbered});
      }
      ranges.push_back(std::move(range));
      return file_.work.step(10);
    });
    if (!complete) file_.regex_exhausted = true;
    return ranges;
  }

  // The order is fixed whatever the order in the file: positives that are no pattern-inside, pattern-inside,
  // a bare metavariable as selector, negatives, conditions, focus.
  std::vector<Range> all(const Formula& formula) {
    const Formula* selector = formula.children.size() > 1 ? find_selector(formula) : nullptr;
    std::vector<Range> ranges;
    bool first = true;
    for (const bool inside : {false, true}) {
      for (const Formula& child : formula.children) {
        if (child.inside != inside || &child == selector) continue;
        std::vector<Range> found = run(child);
        ranges = first ? std::move(found) : algebra_.intersect(ranges, found);
        first = false;
        if (ranges.empty()) return ranges;
      }
    }
    if (selector != nullptr) ranges = select(selector->pattern.bare_variable, ranges);
    for (const Formula::Negative& negative : formula.negatives) {
      if (ranges.empty()) return ranges;
      algebra_.subtract(ranges, run(negative.formula), negative.how);
    }
    for (const Condition& condition : formula.conditions) filter(condition, ranges);
    for (const std::vector<uint16_t>& variables : formula.focus) ranges = focus(variables, ranges);
    return ranges;
  }

  static const Formula* find_selector(const Formula& formula) {
    for (const Formula& child : formula.children) {
      if (child.kind == Formula::Kind::kPattern && !child.inside &&
          child.pattern.bare_variable != Metavariables::kNone) {
        return &child;
      }
    }
    return nullptr;
  }

  std::vector<Range> select(uint16_t variable, const std::vector<Range>& ranges) {
    std::vector<Range> out;
    for (const Range& range : ranges) {
      std::vector<Match> matches;
      Matcher(file_.tree, file_.names, options_, file_.work).find_expressions(variable, range.span, matches);
      for (Match& match : matches) {
        if (!unifiable(algebra_.equality(), match.bindings, range.bindings)) continue;
        extend(match.bindings, range.bindings);
        out.push_back({match.span, std::move(match.bindings), RangeKind::kPlain});
      }
    }
    algebra_.normalise(out);
    return out;
  }

  void filter(const Condition& condition, std::vector<Range>& ranges) {
    std::erase_if(ranges, [&](const Range& range) {
      const Binding* binding = find_binding(range.bindings, condition.variable);
      if (binding == nullptr) return true;
      RegexMatch ignored;
      bool exhausted = false;
      const bool matches = condition.regex.search(binding->text, ignored, exhausted);
      if (exhausted) file_.regex_exhausted = true;
      return !matches;
    });
  }

  std::vector<Range> focus(const std::vector<uint16_t>& variables, const std::vector<Range>& ranges) const {
    std::vector<Range> out;
    for (const Range& range : ranges) {
      for (const uint16_t variable : variables) {
        const Binding* binding = find_binding(range.bindings, variable);
        if (binding == nullptr) continue;
        Span span = binding->span;
        if (!range.span.contains(span)) {
          if (!span.contains(range.span)) continue;
          span = range.span;
        }
        out.push_back({span, range.bindings, RangeKind::kPlain});
      }
    }
    return out;
  }

  FileContext& file_;
  const MatchOptions& options_;
  RangeAlgebra algebra_;
};

}  // namespace

std::vector<Range> evaluate(const Formula& formula, const MatchOptions& options, FileContext& file) {
  Evaluator evaluator(file, options);
  std::vector<Range> ranges = evaluator.run(formula);
  evaluator.normalise(ranges);
  return ranges;
}

}  // namespace broch::scan
