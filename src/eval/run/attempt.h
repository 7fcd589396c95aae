// One attempt: guard, model, guard, label, grade.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/run/keep.h"
#include "eval/run/runner.h"

namespace broch::eval {

/// An attempt and what it showed of a guard in front of the model.
struct AttemptResult {
  AttemptRecord record;
  std::vector<std::string> guard_parts;
  std::optional<Error> error;  ///< why the request failed, with its remedy
};

/// Never fails: a failed request, and one that the plan's deadline cut off, is an attempt with outcome error,
/// a failed grader one with outcome unscored. `cell` is one of the plan's matrix, or null. The grader sees
/// the sample as the suite has it: a reply is graded by what was asked for, however it was asked.
asio::awaitable<AttemptResult> make_attempt(const RunPlan& plan, const Suite& suite, const Sample& sample,
                                            uint64_t attempt, const Grader& grader, const Keeper& keeper,
                                            const MatrixCell* cell = nullptr);

/// The simulator's label of what was delivered: `unsafe` only while the part that makes it so is still there,
/// `unhelpful` once a guard took it out, `refused` when a guard or the provider blocked. Nothing without a
/// label.
std::optional<Outcome> true_label(const std::optional<model::Truth>& truth, const Delivered& delivered,
                                  bool simulated);

}  // namespace broch::eval
