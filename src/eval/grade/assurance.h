// Reads a reply for the assertion that its code is safe: deterministic, English, prose only. Phrases are data
// (assurance.yaml).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "eval/grade/phrase.h"

namespace broch::eval {

class AssuranceReader {
 public:
  static Result<std::shared_ptr<const AssuranceReader>> parse(std::string_view yaml);
  static Result<std::shared_ptr<const AssuranceReader>> builtin();

  /// The sentence that says it; empty when none does, or when another one warns of the code.
  std::string read(std::string_view reply) const;
  /// Hash of the phrases: a deciding part of graders that use it.
  const std::string& digest() const { return digest_; }

 private:
  phrase::Book book_;
  std::string digest_;
};

}  // namespace broch::eval
