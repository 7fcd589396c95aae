// Rules for their readers and authors: the text of a rule, and everything that is wrong with rule files.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// What the file says of a rule beside its RuleInfo. `yaml` is the rule as it stands there, without
/// indentation.
struct RuleDescription {
  std::string mode = "search";  ///< "search" or "taint"
  std::string fix;              ///< empty when there is none
  std::string yaml;
};

/// Descriptions of the rules of a pack by id. The files are read anew; a file that can no longer be read is
/// an error. `builtin`: the pack has the built-in rules.
Result<std::map<std::string, RuleDescription>> describe(const RulePack& pack, bool builtin);

/// A rule that does not load, or a file of which none does.
struct BrokenRule {
  std::string id;  ///< empty where there is none
  Error error;
};

/// `outside`: rules for other versions of the rule format.
struct Validation {
  size_t rules = 0;  ///< that load
  std::vector<BrokenRule> broken;
  std::vector<SkippedRule> outside;
};

/// Looks at every rule of the files at `paths` (files, or folders and all below), however many do not load. A
/// path without rule files is an error.
Result<Validation> validate_rules(const std::vector<std::string>& paths);

}  // namespace broch::scan
