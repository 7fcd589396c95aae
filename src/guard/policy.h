// Which checks run at which stage, and what a finding leads to.
//
//   name: balanced
//   fail: closed                      # closed | open: what a failed check does
//   unscannable: allow                # allow | flag | block: content no check can read
//   partial: allow                    # allow | flag | block: text that a check read in part only
//   stages:
//     input:
//       prompt-injection:             # several entries: the strictest that applies
//         - {action: block, threshold: 0.9}
//         - {action: flag, threshold: 0.5}
//     output:
//       secrets: redact
//       insecure-code: {action: block, severity: ERROR}
//     tool_call: {...}
//     tool_result: {...}
//
// `repair` (sending insecure code back to the model) needs the model in the loop; a policy that asks for it
// is refused, because nothing here could carry it out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch::guard {

enum class Stage { kInput, kOutput, kToolCall, kToolResult };

/// In order of strictness.
enum class Action { kAllow, kFlag, kRedact, kRepair, kRequireApproval, kBlock };

const char* name(Stage stage);
const char* name(Action action);
std::optional<Stage> parse_stage(std::string_view text);
std::optional<Action> parse_action(std::string_view text);

/// One check at one stage. A finding counts when its score, severity and confidence reach the thresholds. A
/// check may have several entries at a stage; a finding then leads to the strictest action among those it
/// counts for.
struct CheckPolicy {
  std::string check;
  Stage stage = Stage::kInput;
  Action action = Action::kFlag;
  double threshold = 0.5;
  Severity severity = Severity::kInfo;
  Confidence confidence = Confidence::kLow;
  int64_t timeout_ms = 1000;  ///< for all segments together; the longest of a check's entries holds

  bool counts(const Finding& finding) const {
    return finding.score >= threshold && finding.severity >= severity && finding.confidence >= confidence;
  }
};

struct Policy {
  std::string name;
  bool fail_closed = true;
  bool monitor = false;  ///< report, but enforce nothing
  Action unscannable = Action::kAllow;
  Action partial = Action::kAllow;
  std::vector<CheckPolicy> checks;
  /// Streams: the most bytes held back before a verdict is forced. At least 32 KiB, more than any secret can
  /// be.
  int64_t max_hold_bytes = 64 << 10;
  std::string digest;  ///< over the source bytes

  /// A built-in name ("balanced", "strict", "monitor", "off") or a path.
  static Result<Policy> load(const std::string& name_or_path);
  /// Refuses what cannot be enforced: an unknown check, a check at a stage it does not know, an action that
  /// makes no sense there.
  static Result<Policy> parse(std::string_view text, const std::string& file);
};

}  // namespace broch::guard
