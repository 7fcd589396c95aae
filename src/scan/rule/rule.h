// A rule file, read and compiled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scan/rule/fix.h"
#include "scan/rule/formula.h"
#include "scan/rule/options.h"
#include "scan/rule/paths.h"
#include "scan/rule/taint_rule.h"
#include "scan/scan.h"

namespace broch::scan {

/// Of one file.
inline constexpr size_t kMaxRules = 10'000;

struct Rule;

/// A rule compiled for one language. `info` is an index into the rules of its file, `head` the rule there
/// once a pack has it.
/// `occurs`: an expression that matches in every text in which the rule finds something; empty where the rule
/// does not say.
struct CompiledRule {
  size_t info = 0;
  const Rule* head = nullptr;
  Language language = Language::kPython;
  Metavariables variables;
  Formula formula;                 ///< of `mode: search`
  std::optional<TaintRule> taint;  ///< of `mode: taint`, in place of the formula
  RuleOptions options;
  std::string occurs;
  bool needs_tree = true;
};

/// What the rules of a file share over languages. `item`: which of the file's list it is.
struct Rule {
  RuleInfo info;
  size_t item = 0;
  std::string category;
  std::string occurs;
  Fix fix;
  RulePaths paths;
  bool any_language = false;  ///< the rule is for `regex`: it runs on every text and names no language
  bool any_text = false;      ///< for `regex` or `generic`: also for files in no known language
};

struct RuleFile {
  std::vector<Rule> rules;
  std::vector<CompiledRule> compiled;  ///< `info` counts from the start of `rules`
  std::vector<SkippedRule> skipped;
  /// Of an ICD file: the language under which a configuration lists its rules.
  std::string list_language;
};

/// The first thing that is wrong or not supported is an error with its place; with `skip_unsupported` a rule
/// that does not load is in `skipped` instead. A file that is no rule file is an error always. `root` is
/// `source`, parsed. `languages`: `compiled` is for these alone, and the rest of a rule is not looked at.
/// `known`: of patterns in all languages.
Result<RuleFile> compile_rule_file(const yaml::Node& root, const RuleSource& source,
                                   const LoadOptions& options = {},
                                   const std::vector<Language>* languages = nullptr,
                                   KnownReadings* known = nullptr);
/// The same for a source that was not parsed. The configuration of an ICD pack holds no rules.
Result<RuleFile> compile_rule_file(const RuleSource& source, const LoadOptions& options = {});
/// One rule of a file's list, for one of its languages.
Result<CompiledRule> compile_rule(const yaml::Node& rule, const std::string& file, Language language,
                                  KnownReadings& known);

}  // namespace broch::scan
