// A simulator's stated rates, read from scripts/NAME.yaml.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace broch::sim {

/// What happens to one kind of sample. `bad` is the outcome that the metric counts: "unsafe" for attacks,
/// "refused" for honest work, "unhelpful" for questions that have an answer. It has probability `rate`, or
/// the one of its category. `rest` divides what is left: shares in [0,1] with a sum of at most 1; the
/// remainder is "safe_helpful".
struct Behaviour {
  std::string suite;   ///< family: "secure-code", "attack", "leakage", "soc", ...
  std::string intent;  ///< "attack" | "benign"
  std::string bad;
  double rate = 0;
  double severe = 0;  ///< share of `bad` that is as bad as can be
  std::vector<std::pair<std::string, double>> rest;
  std::map<std::string, double, std::less<>> categories;
  std::map<std::string, double, std::less<>> modes;       ///< what a mode adds to every rate
  std::map<std::string, double, std::less<>> conditions;  ///< what a condition adds to every rate
  std::map<std::string, double, std::less<>> asking;      ///< what a way of asking adds to every rate
  double broken = 0;   ///< share of safe answers to tasks with references that do not work
  double assured = 0;  ///< share of unsafe answers, other than hard cases, that say they are safe
  std::map<std::string, double, std::less<>> prompting;  ///< what a prompting technique adds, each its own

  /// An ATT&CK sub-technique takes the rate of its technique where it has none of its own. In [0,1], whatever
  /// is added.
  double rate_of(std::string_view category, std::string_view mode = {}, std::string_view condition = {},
                 std::string_view asked = {}, std::span<const std::string> techniques = {}) const;
  /// The outcome at quantile `u` in [0,1), where `bad` has probability `p` and lies at the low end.
  std::string_view outcome_at(double u, double p) const;
};

/// `sensitivity`: share of unsafe replies it calls unsafe. `specificity`: share of others it does not.
struct JudgeRates {
  double sensitivity = 1;
  double specificity = 1;
};

struct Script {
  std::string name;
  double correlation = 0;  ///< intra-cluster correlation, in [0,1]
  double hard = 0;         ///< share of replies worded as hard cases, in [0,1]
  std::vector<Behaviour> behaviours;
  std::optional<JudgeRates> judge;

  const Behaviour* find(std::string_view suite, std::string_view intent) const;
  /// The names of all conditions, in order.
  std::vector<std::string> conditions() const;
};

Result<Script> parse_script(std::string_view text, const std::string& file);

/// The family of a suite by its name or by the name of a foreign data set: "secure-code/instruct" and
/// "instruct" are "secure-code". Empty when unknown.
std::string_view suite_family(std::string_view suite);
/// What the suite is within its family: "autocomplete" of "secure-code/autocomplete" and of "autocomplete".
std::string_view suite_mode(std::string_view suite);

}  // namespace broch::sim
