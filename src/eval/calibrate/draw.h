// Which attempts of a run people are asked to label.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "eval/calibrate/labels.h"
#include "eval/store/store.h"

namespace broch::eval {

inline constexpr const char* kByCategory = "category";

/// An attempt's category, or its value of the slice that `by` names; "" where it has none.
std::string group_of(const AttemptRecord& attempt, const std::string& by);

/// `metric` "" takes the first of what the suite's grader decides: complied, injected, leaked, insecure,
/// attack_success, refused, correct. `suite` "" takes every suite of the run.
struct DrawOptions {
  std::string suite, metric;
  std::string by = kByCategory;
  uint64_t labels = 200;  ///< of each suite
  uint64_t seed = 1;
};

struct Drawn {
  std::vector<Label> labels;
  int64_t without_text = 0;  ///< of these
};

/// Draws evenly over the groups and what the grader said, as far as there are replies, and in an order that
/// tells neither. Only decided attempts are drawn. Texts come along where the run kept them in full.
Result<Drawn> draw_labels(const RecordedRun& run, const DrawOptions& options);

/// An error where no attempt has a group.
Status check_groups(const std::vector<AttemptRecord>& attempts, const std::string& by);

/// What the grader said to the metric's question; nothing where it did not decide.
std::optional<bool> graded(const AttemptRecord& attempt, const std::string& metric);

}  // namespace broch::eval
