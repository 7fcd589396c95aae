#include "scan/rule/evaluate.h"

#include "scan/lex/balance.h"
#include "scan/lex/plain.h"
#include "scan/rule/evaluator.h"

namespace broch::scan {

std::vector<Range> Evaluator::run(const Formula& formula) {
  std::vector<Range> ranges;
  switch (formula.kind) {
    case Formula::Kind::kPattern:
      ranges = pattern(formula.pattern);
      filter_by(early_, ranges);
      break;
    case Formula::Kind::kGeneric:
      ranges = generic(formula.generic);
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

std::vector<Range> Evaluator::run_within(const Formula& formula, const Range& context) {
  const Range* outer = std::exchange(context_, &context);
  Early early = std::exchange(early_, {});
  std::vector<Range> ranges = run(formula);
  early_ = std::move(early);
  context_ = outer;
  return ranges;
}

std::vector<Range> Evaluator::find(const Pattern& pattern, const HeldSpans* held) {
  if (!file_.words) file_.words.emplace(file_.tree.source());
  if (!file_.words->may_hold(pattern.hashes)) return {};
  std::vector<Match> matches;
  Matcher(file_.tree, file_.names, options_, file_.work).find(pattern, matches, held);
  return to_ranges(std::move(matches));
}

const std::vector<Range>& Evaluator::matches_of(const Pattern& pattern) {
  const auto [entry, is_new] = matches_.try_emplace(&pattern);
  if (is_new) entry->second = find(pattern, nullptr);
  return entry->second;
}

std::vector<Range> Evaluator::pattern(const Pattern& pattern) {
  // Within a binding `$X` alone is any expression there, but no part of a literal and no list.
  if (context_ != nullptr && pattern.bare_variable != Metavariables::kNone) {
    return select(pattern.bare_variable, {*context_});
  }
  if (context_ == nullptr && held_ != nullptr) return find(pattern, held_);
  const std::vector<Range>& all = matches_of(pattern);
  if (context_ == nullptr) return all;
  std::vector<Range> ranges;
  const auto first = std::partition_point(
      all.begin(), all.end(), [&](const Range& range) { return range.span.begin < context_->span.begin; });
  for (auto range = first; range != all.end() && range->span.begin <= context_->span.end; ++range) {
    if (!file_.work.step()) break;
    keep_in_context(*range, ranges);
  }
  return ranges;
}

void Evaluator::keep_in_context(const Range& range, std::vector<Range>& out) {
  if (!algebra_.included(range, *context_)) return;
  out.push_back(range);
  extend(out.back().bindings, context_->bindings);
}

std::vector<Range> Evaluator::to_ranges(std::vector<Match> matches) const {
  std::vector<Range> ranges;
  ranges.reserve(matches.size());
  for (Match& match : matches) ranges.push_back({match.span, std::move(match.bindings), RangeKind::kPlain});
  algebra_.normalise(ranges);
  return ranges;
}

std::vector<Range> Evaluator::generic(const GenericPattern& pattern) {
  const Span within = context_ != nullptr ? context_->span : file_.code;
  const std::string_view text = file_.tree.source().substr(within.begin, within.size());
  const GenericOptions& options = options_.generic;
  std::vector<Token> own;
  const std::vector<Token>* tokens = &own;
  if (context_ == nullptr) {
    const auto [known, is_new] = file_.tokens.try_emplace(options.comments);
    if (is_new) known->second = tokenize(text, options.comments);
    tokens = &known->second;
  } else {
    file_.work.step(text.size());
    own = tokenize(text, options.comments);
  }
  std::vector<Match> matches;
  find_generic(pattern, text, *tokens, within.begin, options, file_.work, matches);
  std::vector<Range> all = to_ranges(std::move(matches));
  if (context_ == nullptr) return all;
  std::vector<Range> ranges;
  for (const Range& range : all) keep_in_context(range, ranges);
  return ranges;
}

std::vector<Range> Evaluator::regex(const Formula& formula) {
  std::vector<Range> ranges;
  const Span within = context_ != nullptr ? context_->span : file_.code;
  const std::string_view text = file_.tree.source().substr(within.begin, within.size());
  formula.regex->for_each(text, file_.work, [&](const RegexMatch& match) {
    const Span span = match.groups[0];
    if (formula.outside_comments && in_comment(span.begin + within.begin)) return file_.work.step(10);
    Range range{{span.begin + within.begin, span.end + within.begin}, {}, RangeKind::kRegexp};
    bind_captures(formula.captures, match, text, within.begin, range.bindings);
    if (context_ != nullptr) {
      keep_in_context(range, ranges);
    } else {
      ranges.push_back(std::move(range));
    }
    return file_.work.step(10);
  });
  return ranges;
}

bool Evaluator::in_comment(size_t offset) {
  if (!file_.comments) {
    const std::string_view code = file_.tree.source().substr(file_.code.begin, file_.code.size());
    const LexRules& rules = file_.tree.grammar().spec().lex;
    const std::optional<std::string> plain = plain_text(code, rules);
    file_.comments = comments(plain ? std::string_view(*plain) : code, rules);
  }
  const size_t at = offset - file_.code.begin;
  const auto after = std::partition_point(file_.comments->begin(), file_.comments->end(),
                                          [&](const Span& comment) { return comment.end <= at; });
  return after != file_.comments->end() && after->begin <= at;
}

// The order is fixed whatever the order in the file: positives that are no pattern-inside, pattern-inside,
// a bare metavariable as selector, negatives, conditions, focus.
std::vector<Range> Evaluator::all(const Formula& formula) {
  Early early = std::exchange(early_, {});
  std::vector<Range> ranges = positives(formula, early);
  if (!formula.negatives.empty()) filter_early(formula, ranges);
  for (const Formula::Negative& negative : formula.negatives) {
    if (ranges.empty()) break;
    const bool around = negative.how == Negation::kNotInside;
    algebra_.subtract(ranges, around ? run_around(negative.formula, ranges) : run(negative.formula),
                      negative.how);
  }
  for (const Condition& condition : formula.conditions) {
    if (ranges.empty()) break;
    ranges = filter(condition, ranges);
  }
  for (const std::vector<uint16_t>& variables : formula.focus) ranges = focus(variables, ranges);
  early_ = std::move(early);
  return ranges;
}

/// What all positive operators of `formula` match together.
std::vector<Range> Evaluator::positives(const Formula& formula, const Early& early) {
  const auto is_selector = [](const Formula& child) {
    return child.kind == Formula::Kind::kPattern && !child.inside &&
           child.pattern.bare_variable != Metavariables::kNone;
  };
  const Formula* selector = nullptr;
  if (formula.children.size() > 1) {
    const auto found = std::find_if(formula.children.begin(), formula.children.end(), is_selector);
    if (found != formula.children.end()) selector = &*found;
  }
  std::vector<Range> ranges;
  if (formula.children.empty() && context_ != nullptr) ranges.push_back(*context_);
  bool first = true;
  for (const bool inside : {false, true}) {
    for (const Formula& child : formula.children) {
      if (child.inside != inside || &child == selector) continue;
      early_ = early_for(child, formula, early);
      std::vector<Range> found = inside && !first ? run_around(child, ranges) : run(child);
      early_.clear();
      ranges = first ? std::move(found) : algebra_.intersect(ranges, found);
      first = false;
      if (ranges.empty()) return ranges;
    }
  }
  return selector != nullptr ? select(selector->pattern.bare_variable, ranges) : ranges;
}

/// The ranges of `formula` that hold one of `ranges`, and maybe others. Of two pattern-inside the smaller one
/// is the result, so that against these all count.
std::vector<Range> Evaluator::run_around(const Formula& formula, const std::vector<Range>& ranges) {
  std::vector<Span> spans;
  for (const Range& range : ranges) {
    if (range.kind == RangeKind::kInside) return run(formula);
    spans.push_back(range.span);
  }
  const HeldSpans held(std::move(spans));
  const HeldSpans* outer = std::exchange(held_, &held);
  std::vector<Range> found = run(formula);
  held_ = outer;
  return found;
}

std::vector<Range> Evaluator::select(uint16_t variable, const std::vector<Range>& ranges) {
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

// Several focus-metavariable narrow one another: what a later one names must lie in what an earlier one left.
std::vector<Range> Evaluator::focus(const std::vector<uint16_t>& variables,
                                    const std::vector<Range>& ranges) const {
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

void bind_captures(const std::vector<Capture>& captures, const RegexMatch& match, std::string_view text,
                   size_t offset, Bindings& bindings) {
  for (const Capture& capture : captures) {
    if (capture.group >= match.groups.size()) continue;
    const Span group = match.groups[capture.group];
    if (group.begin == std::string_view::npos) continue;
    bindings.push_back({.variable = capture.variable,
                        .span = {group.begin + offset, group.end + offset},
                        .text = text.substr(group.begin, group.size()),
                        .numbered = capture.numbered});
  }
}

std::vector<Range> evaluate(const Formula& formula, const MatchOptions& options, FileContext& file) {
  Evaluator evaluator(file, options);
  std::vector<Range> ranges = evaluator.run(formula);
  evaluator.normalise(ranges);
  return ranges;
}

}  // namespace broch::scan
