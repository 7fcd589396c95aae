#include "guard/guard.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "guard/guard_state.h"

namespace broch::guard {
namespace {

using Clock = std::chrono::steady_clock;

Stage stage_of(Stage direction, const chat::Segment& segment) {
  if (direction == Stage::kInput && segment.kind == chat::PartKind::kToolResult) return Stage::kToolResult;
  if (direction == Stage::kOutput && segment.kind == chat::PartKind::kToolCall) return Stage::kToolCall;
  return direction;
}

// Failing closed takes the check at its word: what it could have done, it does.
Action failure_action(const Policy& policy, const std::vector<CheckPolicy>& entries) {
  Action worst = Action::kFlag;
  for (const CheckPolicy& entry : entries) worst = std::max(worst, entry.action);
  if (!policy.fail_closed || worst == Action::kFlag) return Action::kFlag;
  return worst == Action::kRequireApproval ? worst : Action::kBlock;
}

// One check over all segments.
class CheckRun {
 public:
  CheckRun(const Policy& policy, const Guard::State::Compiled& compiled, Stage direction, bool continuation,
           Verdict& verdict)
      : policy_(policy),
        compiled_(compiled),
        direction_(direction),
        continuation_(continuation),
        verdict_(verdict) {
    report_.id = compiled.kind->id;
    report_.status = CheckReport::Status::kSkipped;
    report_.why = std::string("the policy does not run it at stage ") + name(direction);
  }

  void run(const std::vector<chat::Segment>& segments) {
    const Clock::time_point started = Clock::now();
    for (size_t i = 0; i < segments.size(); ++i) {
      const Stage stage = stage_of(direction_, segments[i]);
      const std::vector<CheckPolicy>& entries = compiled_.entries[static_cast<size_t>(stage)];
      if (entries.empty()) {
        cover(i, Coverage::State::kSkipped,
              std::string("the policy does not run it at stage ") + name(stage));
        continue;
      }
      if (report_.status == CheckReport::Status::kSkipped) {
        report_.status = CheckReport::Status::kOk;
        report_.why.clear();
      }
      if (!segments[i].unscannable.empty()) {
        cover(i, Coverage::State::kUnscannable, segments[i].unscannable);
        enforce(policy_.unscannable);
        continue;
      }
      look(i, segments[i], stage, entries, started);
    }
    if (compiled_.check->reads_across_parts()) join_parts(segments, started);
    report_.micros = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started).count();
    verdict_.checks.push_back(std::move(report_));
  }

 private:
  Result<SegmentReport> ask(const chat::Segment& segment, Stage stage,
                            const std::vector<CheckPolicy>& entries, Clock::time_point started) const {
    int64_t timeout = 0;
    for (const CheckPolicy& entry : entries) timeout = std::max(timeout, entry.timeout_ms);
    const CheckContext context{stage, started + std::chrono::milliseconds(timeout), continuation_};
    BROCH_CHECK(context.in_time());
    return compiled_.check->check(segment, context);
  }

  // The text parts of one message, joined: the model reads them as one.
  void join_parts(const std::vector<chat::Segment>& segments, Clock::time_point started) {
    std::vector<size_t> parts;
    for (size_t i = 0; i < segments.size(); ++i) {
      if (!parts.empty() && segments[i].place.message != segments[parts.back()].place.message) {
        if (parts.size() > 1) look_joined(segments, parts, started);
        parts.clear();
      }
      if (joinable(segments[i]) && (parts.empty() || follows(segments[parts.back()], segments[i]))) {
        parts.push_back(i);
      }
    }
    if (parts.size() > 1) look_joined(segments, parts, started);
  }

  static bool follows(const chat::Segment& before, const chat::Segment& segment) {
    return segment.kind == before.kind && segment.place.part > before.place.part;
  }

  static bool joinable(const chat::Segment& segment) {
    return segment.unscannable.empty() && !segment.text.empty() &&
           (segment.kind == chat::PartKind::kText || segment.kind == chat::PartKind::kToolResult);
  }

  void look_joined(const std::vector<chat::Segment>& segments, const std::vector<size_t>& parts,
                   Clock::time_point started) {
    chat::Segment joined = segments[parts.front()];
    joined.text.clear();
    std::vector<size_t> begins;
    for (const size_t part : parts) {
      begins.push_back(joined.text.size());
      joined.text += segments[part].text;
    }
    const Stage stage = stage_of(direction_, joined);
    const std::vector<CheckPolicy>& entries = compiled_.entries[static_cast<size_t>(stage)];
    if (entries.empty()) return;
    Result<SegmentReport> result = ask(joined, stage, entries, started);
    if (!result) {
      // A segment has one entry, and it was not seen whole after all.
      std::erase_if(verdict_.coverage, [&](const Coverage& known) {
        return known.segment == parts.front() && known.check == compiled_.kind->id;
      });
      return failed(parts.front(), result.error(), entries);
    }
    for (Finding& finding : result->findings) {
      const auto alone = alone_.find({joined.place.message, finding.rule});
      if (alone != alone_.end() && alone->second >= finding.score) continue;
      const size_t at =
          static_cast<size_t>(std::ranges::upper_bound(begins, finding.span.begin) - begins.begin()) - 1;
      const size_t end = std::min(finding.span.end - begins[at], segments[parts[at]].text.size());
      finding.span = {finding.span.begin - begins[at], end};
      weigh(parts[at], std::move(finding), entries);
    }
  }

  void look(size_t index, const chat::Segment& segment, Stage stage, const std::vector<CheckPolicy>& entries,
            Clock::time_point started) {
    Result<SegmentReport> result = ask(segment, stage, entries, started);
    if (!result) return failed(index, result.error(), entries);
    if (!result->skipped.empty()) return cover(index, Coverage::State::kSkipped, result->skipped);
    std::string left_out;
    for (const std::string& why : result->partial) add_reason(left_out, why);
    // What was read in part only is not called scanned.
    cover(index, left_out.empty() ? Coverage::State::kScanned : Coverage::State::kSkipped, left_out);
    if (!left_out.empty()) enforce(policy_.partial);
    for (Finding& finding : result->findings) {
      double& best = alone_[{segment.place.message, finding.rule}];
      best = std::max(best, finding.score);
      weigh(index, std::move(finding), entries);
    }
  }

  void weigh(size_t index, Finding finding, const std::vector<CheckPolicy>& entries) {
    double& score = verdict_.scores[compiled_.kind->id];
    score = std::max(score, finding.score);
    Action action = Action::kAllow;
    bool counts = false;
    for (const CheckPolicy& entry : entries) {
      if (!entry.counts(finding)) continue;
      counts = true;
      action = std::max(action, entry.action);
    }
    if (!counts) return;
    verdict_.findings.push_back({std::move(finding), index, enforce(action), action});
  }

  void failed(size_t index, const Error& error, const std::vector<CheckPolicy>& entries) {
    const bool timeout = error.kind == ErrorKind::kTimeout;
    if (report_.status == CheckReport::Status::kOk) {
      report_.status = timeout ? CheckReport::Status::kTimeout : CheckReport::Status::kFailed;
      report_.why = error.to_string();
    }
    cover(index, Coverage::State::kSkipped, (timeout ? "timeout: " : "failed: ") + error.what);
    enforce(failure_action(policy_, entries));
  }

  // Raises the verdict; what the action comes to under this policy.
  Action enforce(Action action) {
    const Action actual = policy_.monitor ? std::min(action, Action::kFlag) : action;
    verdict_.would = std::max(verdict_.would, action);
    verdict_.action = std::max(verdict_.action, actual);
    return actual;
  }

  void cover(size_t index, Coverage::State state, std::string why) {
    verdict_.coverage.push_back({index, compiled_.kind->id, state, std::move(why)});
  }

  const Policy& policy_;
  const Guard::State::Compiled& compiled_;
  Stage direction_;
  bool continuation_;
  Verdict& verdict_;
  CheckReport report_;
  std::map<std::pair<size_t, std::string>, double>
      alone_;  ///< message and rule: the best score of one segment
};

}  // namespace

Guard::Guard(std::unique_ptr<State> state) : state_(std::move(state)) {}
Guard::~Guard() = default;

Result<std::shared_ptr<const Guard>> Guard::compile(const Policy& policy) {
  auto state = std::make_unique<State>();
  state->policy = policy;
  for (const CheckKind& kind : check_kinds()) {
    State::Compiled compiled{.kind = &kind, .check = nullptr, .entries = {}};
    bool used = false;
    for (const CheckPolicy& entry : policy.checks) {
      if (entry.check != kind.id) continue;
      compiled.entries[static_cast<size_t>(entry.stage)].push_back(entry);
      used = true;
    }
    if (!used) continue;
    BROCH_TRY(compiled.check, kind.create());
    state->checks.push_back(std::move(compiled));
  }
  return std::shared_ptr<const Guard>(new Guard(std::move(state)));
}

Verdict Guard::State::run(Stage stage, const std::vector<chat::Segment>& segments, bool continuation) const {
  Verdict verdict;
  for (const Compiled& compiled : checks)
    CheckRun(policy, compiled, stage, continuation, verdict).run(segments);
  if (checks.empty()) {
    for (size_t i = 0; i < segments.size(); ++i) {
      verdict.coverage.push_back({i, "*", Coverage::State::kSkipped, "the policy runs no check"});
    }
  }
  return verdict;
}

Verdict Guard::check(Stage stage, const std::vector<chat::Segment>& segments) const {
  return state_->run(stage, segments, false);
}

const Policy& Guard::policy() const { return state_->policy; }

std::vector<std::string> Guard::deciding_parts() const {
  std::vector<std::string> parts;
  for (const State::Compiled& compiled : state_->checks) {
    parts.push_back(std::string(compiled.kind->id) + "=" + compiled.check->deciding_part());
  }
  parts.push_back("policy=" + state_->policy.digest);
  return parts;
}

chat::Segment segment_for(Stage stage, std::string text) {
  chat::Segment segment;
  segment.text = std::move(text);
  if (stage == Stage::kOutput || stage == Stage::kToolCall) segment.provenance = chat::Provenance::kAssistant;
  if (stage == Stage::kToolResult) segment.provenance = chat::Provenance::kTool;
  if (stage == Stage::kToolCall) segment.kind = chat::PartKind::kToolCall;
  if (stage == Stage::kToolResult) segment.kind = chat::PartKind::kToolResult;
  return segment;
}

}  // namespace broch::guard
