// The guard: checks over segments, a policy, a verdict.
//
//   BROCH_TRY(auto policy, guard::Policy::load("balanced"));      // a built-in name or a file
//   BROCH_TRY(auto guard, guard::Guard::compile(policy));
//   guard::Verdict v = guard->check(guard::Stage::kOutput, segments);
//
// A Guard is immutable and may be used from any thread; eval, gateway and `broch check` use the same one, so
// that what was measured is what is deployed.
//
// A stage is a direction. At `input`, tool results among the segments are checked as the policy says for
// `tool_result`; at `output`, tool calls as it says for `tool_call`: a caller hands over the whole message.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chat/chat.h"
#include "core/embedded.h"
#include "core/error.h"
#include "core/finding.h"
#include "core/json.h"
#include "guard/policy.h"

namespace broch::guard {

/// A finding and the segment it lies in (position in the list that was checked).
struct SegmentFinding {
  Finding finding;
  size_t segment = 0;
  Action action = Action::kAllow;  ///< what the policy says to it
  Action would = Action::kAllow;   ///< under `monitor`: what it would say if it enforced; else the same
};

/// What happened to one segment under one check; check "*" when the policy runs none at this stage.
struct Coverage {
  size_t segment = 0;
  std::string check;
  enum class State { kScanned, kSkipped, kUnscannable } state = State::kScanned;
  std::string why;  ///< for skipped and unscannable
};

struct CheckReport {
  std::string id;
  enum class Status { kOk, kSkipped, kFailed, kTimeout } status = Status::kOk;
  std::string why;
  int64_t micros = 0;
};

/// The action is the strictest over all findings, over segments that are unscannable or were read in part as
/// the policy says, and over failed checks: failing closed, a check that may redact, hold or block leads to
/// that (a redaction to `block`, since nobody knows what to redact); failing open, and for checks that only
/// flag, to `flag`.
struct Verdict {
  Action action = Action::kAllow;
  Action would = Action::kAllow;
  std::map<std::string, double> scores;  ///< per check the highest score seen, below the threshold too
  std::vector<SegmentFinding> findings;
  std::vector<CheckReport> checks;
  std::vector<Coverage> coverage;

  /// The answer of `broch check --json` and POST /v1/guard.
  json::Value to_json() const;
  /// The segment's text with every finding under `redact` or stricter replaced by "[redacted: rule]".
  std::string redacted(const std::vector<chat::Segment>& segments, size_t segment) const;
};

class Guard {
 public:
  struct State;
  static Result<std::shared_ptr<const Guard>> compile(const Policy& policy);
  ~Guard();

  Verdict check(Stage stage, const std::vector<chat::Segment>& segments) const;
  const Policy& policy() const;
  /// "check=hash" for every check that can decide a verdict (rule packs, signature lists, policy thresholds).
  std::vector<std::string> deciding_parts() const;

 private:
  friend class StreamGuard;
  explicit Guard(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A lone text as a segment of a stage: a user's at `input`, the model's at `output`, a call's arguments, a
/// result.
chat::Segment segment_for(Stage stage, std::string text);

std::span<const EmbeddedFile> builtin_policy_files();

}  // namespace broch::guard
