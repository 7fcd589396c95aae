// Where things stand in a rule file: every error of a rule names file, line and column.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/yaml.h"

namespace broch::scan {

class RuleText {
 public:
  /// Keeps a reference to the file's name.
  explicit RuleText(const std::string& file) : file_(file) {}

  const std::string& file() const { return file_; }
  std::unexpected<Error> error(const yaml::Node& at, std::string what, std::string remedy = kSeeRules) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(file_), std::move(remedy));
  }
  /// Gives an error without a place the one of `node`.
  std::unexpected<Error> at(const yaml::Node& node, Error inner) const {
    inner.where = node.place(file_);
    if (inner.remedy.empty()) inner.remedy = kSeeRules;
    return std::unexpected(std::move(inner));
  }
  /// The text of a required scalar that is not blank.
  Result<std::string> required(const yaml::Node& map, std::string_view key) const;
  /// Keys of `map` outside `known` are an error that suggests the nearest.
  Status only_keys(const yaml::Node& map, const std::vector<std::string>& known) const;

 private:
  static constexpr const char* kSeeRules = "docs/rules.md shows how each part of a rule is written";

  const std::string& file_;
};

/// A scalar, or the scalars of a list; nothing for null.
std::vector<std::string> scalars(const yaml::Node* node);

}  // namespace broch::scan
