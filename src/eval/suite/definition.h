// suite.yaml: what a suite measures and how it is graded; or, for a bundle, which suites it draws from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/yaml.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// A suite with samples of its own has no members. A bundle stands for its members' samples that carry `tag`.
struct Definition {
  SuiteInfo info;
  std::vector<std::string> members;
  std::string tag;
  std::string rubric_file;  ///< beside suite.yaml, or ""

  bool is_bundle() const { return !members.empty(); }
};

/// Unknown and missing keys, and words that mean nothing, are errors with file, line and column.
Result<Definition> parse_definition(std::string_view text, const std::string& file);

/// Whether the document is a user's test file: a suite with its samples in it.
bool is_test_file(const yaml::Node& root);
/// Takes a rubric that a suite names into it, and says what is wrong with it.
Status set_rubric(SuiteInfo& info, std::string text, const std::string& file);

/// Reads a user's test file. Each sample is a prompt, maybe a system prompt, and what the reply must or must
/// not do.
Result<Suite> parse_test_file(const yaml::Node& root, const std::string& file);

}  // namespace broch::eval
