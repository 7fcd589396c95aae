// The signatures of the `prompt-injection` check and how they are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "guard/checks/pattern.h"

namespace broch::guard {

struct Signature {
  std::string id;
  std::string title;
  std::vector<std::string> any;  ///< one of these occurs wherever the pattern matches
  Pattern pattern;
  double score = 0;  ///< in [0,1]; 0.9 and more only for what nobody writes by accident
  std::vector<std::string> taxonomy;
};

struct Signatures {
  std::vector<Signature> list;
  double disguise_bonus = 0;
  double combined_cap = 0;

  /// Reads the format described at the head of signatures.yaml.
  static Result<Signatures> parse(std::string_view text, const std::string& file);
};

}  // namespace broch::guard
