// Which suites of two runs are held against each other, and whether they may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/store/store.h"

namespace broch::eval {

/// Differences that forbid a comparison, unless the user allows them. `suite`: version or content of the
/// suite; `content`: what an item of the same name asks.
struct Allowed {
  bool grader = false, judge = false, suite = false, content = false;
};
/// "grader,judge": the words of --allow.
Result<Allowed> parse_allowed(std::string_view comma_separated);

/// "secure-code" of "secure-code/autocomplete", and "autocomplete". A name without a slash is its own family
/// and has no mode.
std::string_view family_of(std::string_view suite);
std::string_view mode_of(std::string_view suite);

/// A suite of the base run and its counterpart.
struct SuitePair {
  const RunRecord::SuiteRecord* base = nullptr;
  const RunRecord::SuiteRecord* next = nullptr;

  /// Two modes of one family: the mode is a factor of the condition, as the model is.
  bool modes_differ() const { return base->name != next->name; }
};

/// `alone`: suites of one run without a counterpart.
struct SuitePairs {
  std::vector<SuitePair> pairs;
  std::vector<std::string> alone;
};

/// Suites of the same name are paired. Of what is left, two of one family are, where each run has one.
SuitePairs pair_suites(const RunRecord& base, const RunRecord& next);

/// `reason` is why the pair cannot be compared in a metric, or at all where none is named, empty when it can;
/// `allowed` names what differs and was allowed to. Two modes have a version and samples each of their own,
/// so only their grading must agree; that they asked about the same items is for the items to say.
struct Comparability {
  std::string reason;
  std::vector<std::string> allowed;
};
Comparability comparability(const SuitePair& pair, const Allowed& allow, std::string_view metric = {});

}  // namespace broch::eval
