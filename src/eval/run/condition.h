// What a plan fixes, as a record; and whether a recorded run may go on under a plan.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "eval/grade/grader.h"
#include "eval/run/runner.h"

namespace broch::eval {

/// A new run's record: id, time, and all that decides its result. `graders` in the order of plan.suites.
RunRecord record_of(const RunPlan& plan, const std::vector<std::unique_ptr<Grader>>& graders);

/// An error that names the first thing in which `planned` would give other results than `recorded`.
Status check_same(const RunRecord& recorded, const RunRecord& planned);

}  // namespace broch::eval
