#include <algorithm>

#include "guard/checks/check.h"
#include "guard/checks/injection.h"
#include "guard/checks/insecure_code.h"
#include "guard/checks/secrets.h"

namespace broch::guard {

Status CheckContext::in_time() const {
  if (std::chrono::steady_clock::now() < deadline) return {};
  return fail(ErrorKind::kTimeout, "the check ran out of time", {}, "raise its `timeout` in the policy");
}

size_t Check::decidable(std::string_view, std::string_view, bool) const { return 0; }

bool CheckKind::knows(Stage stage) const { return std::ranges::find(stages, stage) != stages.end(); }
bool CheckKind::knows(Action action) const { return std::ranges::find(actions, action) != actions.end(); }

const std::vector<CheckKind>& check_kinds() {
  using enum Stage;
  using enum Action;
  static const std::vector<CheckKind> kinds = {
      {"prompt-injection", {kInput, kToolResult}, {kAllow, kFlag, kRedact, kBlock}, create_injection_check},
      {"secrets",
       {kInput, kOutput, kToolCall, kToolResult},
       {kAllow, kFlag, kRedact, kRequireApproval, kBlock},
       create_secrets_check},
      {"insecure-code",
       {kOutput, kToolCall},
       {kAllow, kFlag, kRequireApproval, kBlock},
       create_insecure_code_check},
  };
  return kinds;
}

const CheckKind* find_check(std::string_view id) {
  const auto& kinds = check_kinds();
  const auto found = std::ranges::find(kinds, id, &CheckKind::id);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace broch::guard
