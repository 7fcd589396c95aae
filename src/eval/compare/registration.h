// Whether what is compared was fixed before it was run.
#pragma once

#include <string>
#include <vector>

#include "eval/compare/gate_file.h"
#include "eval/store/store.h"

namespace broch::eval {

struct CompareOptions;

/// `plan` is the SHA-256 that the new run was started with, or empty. `deviations`: in what the comparison
/// is not the planned one.
struct Registration {
  std::string plan;
  std::vector<std::string> deviations;

  bool registered() const { return !plan.empty() && deviations.empty(); }
};

/// The new run decides: a base is often older than the plan. A base run under another plan is a deviation.
Registration registration_of(const RunRecord& base, const RunRecord& next, const CompareOptions& options);

/// "pre-registered: plan 0123456789ab" and the like, for people.
std::string text_of(const Registration& registration);

}  // namespace broch::eval
