// A rule file, read and compiled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scan/rule/formula.h"
#include "scan/scan.h"

namespace broch::scan {

/// A rule compiled for one language. `info` is an index into the pack's rules.
struct CompiledRule {
  size_t info = 0;
  Language language = Language::kPython;
  Metavariables variables;
  Formula formula;
  bool needs_tree = true;
};

/// What the rules of a file share over languages.
struct Rule {
  RuleInfo info;
  std::string category;
  std::optional<std::string> fix;
};

struct RuleFile {
  std::vector<Rule> rules;
  std::vector<CompiledRule> compiled;  ///< `info` counts from the start of `rules`
};

/// The first thing that is wrong or not supported is an error with its place.
Result<RuleFile> compile_rule_file(const RuleSource& source);

/// Replaces `$X` in a message or fix by what the variable is bound to, at most `max_bytes` of it each.
std::string interpolate(std::string_view text, const Metavariables& variables, const Bindings& bindings,
                        size_t max_bytes);

}  // namespace broch::scan
