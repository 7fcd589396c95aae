// A rule pack's compiled form: what the scanner runs.
#pragma once

#include <array>

#include "scan/prefilter/prefilter.h"
#include "scan/rule/rule.h"

namespace broch::scan {

/// The rules of one language and the filter that tells which of them can match a text: rule i of the filter
/// is `rules[i]`, an index into Compiled::compiled.
struct LanguagePack {
  std::vector<uint32_t> rules;
  std::optional<Prefilter> filter;
};

struct RulePack::Compiled {
  std::vector<RuleInfo> infos;
  std::vector<Rule> rules;
  std::vector<CompiledRule> compiled;
  std::vector<SkippedRule> skipped;
  std::array<LanguagePack, kLanguageCount> languages;
  std::string digest;
};

}  // namespace broch::scan
