// Grades attempts once more from their full texts.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eval/bundle/bundle.h"

namespace broch::eval {

/// `rows` are the attempts whose texts are full. A suite is graded again only when it is at hand with the
/// same digest and the grader decides by the same parts; a judge's grades are left alone. `differs(row,
/// what)` is called for each attempt that comes out otherwise.
Regraded regrade(const RunRecord& run, const std::vector<AttemptRecord>& attempts,
                 const std::vector<size_t>& rows, const std::optional<std::string>& dataset,
                 const std::function<void(size_t, const std::string&)>& differs);

}  // namespace broch::eval
