// A rule pack's compiled form: what the scanner runs.
#pragma once

#include <array>
#include <mutex>

#include "scan/prefilter/prefilter.h"
#include "scan/rule/rule.h"

namespace broch::scan {

/// The rules of one language and the filter that tells which of them can match a text: rule i of the filter
/// is `rules[i]`, an index into Compiled::compiled.
class LanguagePack {
 public:
  std::vector<uint32_t> rules;
  bool covered = false;  ///< some rule names the language

  /// Built when first asked for: most processes scan one language or two.
  const Prefilter& filter() const;
  /// `ignore_case`: the language's names do not tell case, so a word must not either.
  void require(Requirement requirement, bool ignore_case) {
    requirements_.push_back(std::move(requirement));
    ignore_case_ = ignore_case;
  }

 private:
  std::vector<Requirement> requirements_;
  bool ignore_case_ = false;
  mutable std::once_flag built_;
  mutable std::optional<Prefilter> filter_;
};

struct RulePack::Compiled {
  std::vector<RuleInfo> infos;
  std::vector<Rule> rules;
  std::vector<CompiledRule> compiled;
  std::vector<SkippedRule> skipped;
  std::array<LanguagePack, kLanguageCount> languages;
  std::string digest;
};

inline constexpr size_t kMaxRuleFile = 16 << 20;
/// The rule files at a path, sorted: itself, or all *.yaml and *.yml below a folder; none there is an error.
Result<std::vector<std::string>> rule_files(const std::string& path);

}  // namespace broch::scan
