#include "scan/prefilter/requirement.h"

#include <optional>

#include "scan/prefilter/regex_assertions.h"
#include "scan/prefilter/regex_beginning.h"
#include "scan/prefilter/regex_literals.h"

namespace broch::scan {

Requirement combine(Requirement::Kind kind, std::vector<Requirement> parts) {
  const auto never = [](const Requirement& r) { return r.kind == Requirement::Kind::kNever; };
  if (kind == Requirement::Kind::kAnd && std::any_of(parts.begin(), parts.end(), never)) {
    return {.kind = Requirement::Kind::kNever};
  }
  if (kind == Requirement::Kind::kOr && !parts.empty()) {
    std::erase_if(parts, never);
    if (parts.empty()) return {.kind = Requirement::Kind::kNever};
  }
  const bool any_true = std::any_of(parts.begin(), parts.end(),
                                    [](const Requirement& r) { return r.kind == Requirement::Kind::kTrue; });
  if (kind == Requirement::Kind::kOr && any_true) return {};
  std::erase_if(parts, [](const Requirement& r) { return r.kind == Requirement::Kind::kTrue; });
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  return {.kind = kind, .parts = std::move(parts)};
}

namespace {

/// What a metavariable-regex says about the whole text: the value of the variable occurs in it, so the
/// expression without what looks at the value's borders does. Nothing where it cannot be told.
std::optional<std::string> unanchored(std::string_view whole) {
  const std::string plain = without_assertions(whole);
  std::string_view expression = plain;
  std::string out = "(?s)";
  bool in_class = false;
  for (size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\') {
      if (++i == expression.size()) return std::nullopt;
      const char escaped = expression[i];
      if (!in_class && std::string_view("QER").find(escaped) != std::string_view::npos) return std::nullopt;
      if (!in_class && std::string_view("AzZGbBK").find(escaped) != std::string_view::npos) {
        out += "(?:)";
        continue;
      }
      out += c;
      out += escaped;
      continue;
    }
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '^' || c == '$') {
      out += "(?:)";
      continue;
    } else if (expression.substr(i).starts_with("(?")) {
      // Groups and flags may stay; recursion and conditions are not understood here.
      const std::string_view kind = expression.substr(i + 2);
      const bool understood = kind.starts_with(':') || kind.starts_with("P<") || kind.starts_with('<') ||
                              kind.starts_with('i') || kind.starts_with('s') || kind.starts_with('m');
      if (!understood) return std::nullopt;
    }
    out += c;
  }
  return out;
}

/// An expression is tried only where its literals occur.
Requirement matches(std::string expression) {
  expression = without_optional_beginning(expression);
  std::vector<Requirement> parts;
  parts.push_back(literals_of(expression));
  parts.push_back({.kind = Requirement::Kind::kRegex, .atom = std::move(expression)});
  return combine(Requirement::Kind::kAnd, std::move(parts));
}

/// `whole_text`: the formula looks at the whole file, not at the value of a metavariable.
Requirement requirement_of(const Formula& formula, bool whole_text) {
  std::vector<Requirement> parts;
  switch (formula.kind) {
    case Formula::Kind::kPattern:
      if (formula.pattern.impossible) return {.kind = Requirement::Kind::kNever};
      for (const std::string& word : formula.pattern.words) {
        parts.push_back({.kind = Requirement::Kind::kWord, .atom = word});
      }
      return combine(Requirement::Kind::kAnd, std::move(parts));
    case Formula::Kind::kGeneric:
      for (const std::string& word : formula.generic.words) {
        parts.push_back({.kind = Requirement::Kind::kWord, .atom = word});
      }
      return combine(Requirement::Kind::kAnd, std::move(parts));
    case Formula::Kind::kRegex: {
      const std::string& expression = formula.regex->expression();
      std::optional<std::string> atom = whole_text ? expression : unanchored(expression);
      if (!atom) return {};
      return matches(*std::move(atom));
    }
    case Formula::Kind::kAll:
    case Formula::Kind::kAny:
      break;
  }
  for (const Formula& child : formula.children) parts.push_back(requirement_of(child, whole_text));
  for (const Condition& condition : formula.conditions) {
    if (const auto* regex = std::get_if<RegexCondition>(&condition)) {
      // A value need not stand in the text as it is: "a" + "b".
      if (regex->by_value) continue;
      if (auto expression = unanchored(regex->regex.expression())) {
        parts.push_back(matches(*std::move(expression)));
      }
    } else if (const auto* pattern = std::get_if<PatternCondition>(&condition)) {
      if (pattern->as == PatternCondition::As::kCode)
        parts.push_back(requirement_of(*pattern->formula, false));
    }
  }
  return combine(formula.kind == Formula::Kind::kAll ? Requirement::Kind::kAnd : Requirement::Kind::kOr,
                 std::move(parts));
}

}  // namespace

Requirement requirement(const Formula& formula) { return requirement_of(formula, true); }

Requirement requirement(const CompiledRule& rule) {
  const auto any = [](const auto& items) {
    std::vector<Requirement> parts;
    for (const auto& item : items) parts.push_back(requirement(item.formula));
    return combine(Requirement::Kind::kOr, std::move(parts));
  };
  std::vector<Requirement> all;
  if (rule.taint) {
    all.push_back(any(rule.taint->sources));
    all.push_back(any(rule.taint->sinks));
  } else {
    all.push_back(requirement(rule.formula));
  }
  if (!rule.occurs.empty()) all.push_back(matches(rule.occurs));
  return combine(Requirement::Kind::kAnd, std::move(all));
}

}  // namespace broch::scan
