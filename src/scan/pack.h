// A rule pack's compiled form: what the scanner runs.
#pragma once

#include <array>
#include <memory>
#include <mutex>

#include "core/yaml.h"
#include "scan/prefilter/prefilter.h"
#include "scan/rule/rule.h"

namespace broch::scan {

/// A rule file whose rules are compiled when their language is first scanned. `offset`: of its first rule in
/// the pack.
struct LateFile {
  RuleSource source;
  yaml::Node root;
  size_t offset;
};

/// The rules of one language and the filter that tells which of them can match a text: rule i of the filter
/// is `rules()[i]`. What is left to compile is compiled when first asked for: most processes scan one
/// language or two.
class LanguagePack {
 public:
  bool covered = false;  ///< some rule names the language
  bool empty = true;

  const std::vector<CompiledRule>& rules() const {
    make();
    return rules_;
  }
  const Prefilter& filter() const {
    make();
    return *filter_;
  }
  /// Why not all rules are there; empty when they are.
  const std::string& missing() const { return missing_; }

  // While the pack is put together.
  void open(Language language, const BlobCache& cache) {
    language_ = language;
    cache_ = cache;
  }
  void add(CompiledRule rule) { rules_.push_back(std::move(rule)); }
  void add(std::shared_ptr<const LateFile> file) { late_.push_back(std::move(file)); }

 private:
  void make() const;

  Language language_ = Language::kGeneric;
  BlobCache cache_;
  mutable std::once_flag made_;
  mutable std::vector<CompiledRule> rules_;
  mutable std::vector<std::shared_ptr<const LateFile>> late_;
  mutable std::string missing_;
  mutable std::optional<Prefilter> filter_;
};

struct RulePack::Compiled {
  /// The first `known_good` sources are known to load: their rules are compiled language by language when
  /// first needed. `cache`: where compiled filters are kept from one process to the next.
  static Result<std::shared_ptr<const RulePack>> make(const std::vector<RuleSource>& sources,
                                                      size_t known_good, const BlobCache& cache,
                                                      const LoadOptions& options);

  std::vector<RuleInfo> infos;
  std::vector<Rule> rules;
  std::vector<SkippedRule> skipped;
  std::array<LanguagePack, kLanguageCount> languages;
  std::string digest;
};

inline constexpr size_t kMaxRuleFile = 16 << 20;
/// The rule files at a path, sorted: itself, or all *.yaml and *.yml below a folder; none there is an error.
Result<std::vector<std::string>> rule_files(const std::string& path);

}  // namespace broch::scan
