// Rules of the Insecure Code Detector: files with a list of regular expressions,
//
//   - {cwe_id: CWE-242, description: ..., rule: '\bgets\(', severity: Error, pattern_id: bugprone-gets}
//
// and `config.yaml`, which says by use case, language and analyzer which rules are on:
//
//   config: {cyberseceval: {c: {regex: {rules: [bugprone-gets]}}}}
//
// A file's name says which language its rules are for; those of c.yaml also run on C++, those of
// language_agnostic.yaml on everything. Unlike its model, every match is reported and comments neither are
// findings nor hide any.
#pragma once

#include <map>
#include <set>
#include <string>

#include "scan/rule/rule.h"
#include "scan/rule/rule_text.h"

namespace broch::scan {

/// True for a list of rules, which no other rule file is.
bool is_icd_rules(const yaml::Node& root);
/// `source` is read and is_icd_rules. Rules that are switched off, and those of languages that are not
/// scanned, are in `skipped`.
Result<RuleFile> compile_icd_rules(const yaml::Node& root, const RuleSource& source);

/// Which rules of a folder, and of what lies below, are on.
class IcdConfig {
 public:
  /// True for a map with `config`.
  static bool is_config(const yaml::Node& root);
  /// The rules that are on in `use_case`. A use case that the file does not have is an error.
  static Result<IcdConfig> read(const yaml::Node& root, const RuleSource& source,
                                const std::string& use_case);

  bool covers(const std::string& path) const;
  /// Takes out of a file what is not on, rule by rule and language by language.
  void apply(RuleFile& file) const;

 private:
  bool allows(const RuleFile& file, const CompiledRule& rule) const;

  std::string folder_;
  /// language -> analyzer (regex, semgrep) -> ids
  std::map<std::string, std::map<std::string, std::set<std::string>>> allowed_;
};

}  // namespace broch::scan
