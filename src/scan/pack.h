// A rule pack's compiled form: what the scanner runs.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>

#include "scan/lang/grammar.h"
#include "scan/language_pack.h"

namespace broch::scan {

struct RulePack::Compiled {
  /// `known_good` are files that are known to load, and whose texts outlive the pack: what is in them is read
  /// and compiled when first needed. `cache`: where what is dear is kept from one process to the next.
  static Result<std::shared_ptr<const RulePack>> make(std::span<const EmbeddedFile> known_good,
                                                      const std::vector<RuleSource>& sources,
                                                      const BlobCache& cache, const LoadOptions& options);

  const std::vector<RuleInfo>& infos() const;
  const std::string& digest() const;

  std::vector<std::shared_ptr<const PackFile>> files;
  std::vector<SkippedRule> skipped;
  std::array<LanguagePack, kLanguageCount> languages;
  bool reads_any_text = false;

 private:
  class Maker;

  size_t known_good_ = 0;     ///< so many of the files
  std::string read_digests_;  ///< of the other sources
  mutable std::once_flag listed_, hashed_;
  mutable std::vector<RuleInfo> infos_;
  mutable std::string digest_;
};

inline constexpr size_t kMaxRuleFile = 16 << 20;
inline constexpr const char* kLargeRuleFile = "put the rules into several files of one folder";
/// By its name: *.yaml and *.yml, but for *.test.yaml and *.fixed.yaml, on which rules for YAML are tested.
bool is_rule_file(const std::filesystem::path& path);
/// The rule files at a path, sorted: itself, or all below a folder; none there is an error.
Result<std::vector<std::string>> rule_files(const std::string& path);

}  // namespace broch::scan
