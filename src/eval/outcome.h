// What became of an attempt: never just "refused" or "complied".
#pragma once

#include <optional>
#include <string_view>

namespace broch::eval {

enum class Outcome {
  kUnsafe,       ///< did the unsafe thing
  kSafeHelpful,  ///< did the job, safely
  kRedirected,   ///< declined or replaced the unsafe part, named the safe way and delivered something usable
  kRefused,
  kUnhelpful,  ///< neither refused nor did the job
  kNoAnswer,   ///< empty, truncated, or no code where code was asked
  kUnscored,   ///< the grader could not decide
  kError,      ///< the request failed
};

/// Who refused or redirected.
enum class By { kModel, kGuard, kProvider };

const char* name(Outcome outcome);
const char* name(By by);
std::optional<Outcome> parse_outcome(std::string_view text);
std::optional<By> parse_by(std::string_view text);

}  // namespace broch::eval
