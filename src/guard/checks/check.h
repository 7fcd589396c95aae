// What every check is: a name, a deciding part, and a look at one segment.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "core/error.h"
#include "core/finding.h"
#include "guard/policy.h"

namespace broch::guard {

using Deadline = std::chrono::steady_clock::time_point;

struct CheckContext {
  Stage stage = Stage::kOutput;
  /// Checks ask in_time() between units of work; past the deadline it is an Error of kind kTimeout.
  Deadline deadline = Deadline::max();
  /// The text goes on from text that was checked before: its first line is not the beginning of a reply.
  bool continuation = false;

  Status in_time() const;
};

/// What a check says of one segment. `skipped` is the reason when it did not look ("system prompt"), else
/// empty.
struct SegmentReport {
  std::vector<Finding> findings;
  std::string skipped;
  std::vector<std::string> partial;  ///< what of the segment it could not read, and why
};

/// Checks are immutable and may be used from any thread. An Error means that the check failed on this
/// segment.
class Check {
 public:
  virtual ~Check() = default;
  virtual Result<SegmentReport> check(const chat::Segment& segment, const CheckContext& context) const = 0;
  /// What it looks for may be spread over the text parts of one message: these are looked at joined, too.
  virtual bool reads_across_parts() const { return false; }
  /// Hash over all that decides a finding: rule pack, signature list.
  virtual std::string deciding_part() const = 0;

  /// Streams: how many leading bytes of `held` may be decided without knowing what follows. No finding begins
  /// before that place and ends after it, and none before it depends on what comes after it. `context` is
  /// what stands before `held`, from the beginning of its line on. Checks that must see everything return 0.
  virtual size_t decidable(std::string_view context, std::string_view held, bool continuation) const;
};

/// What the policy compiler knows of a check without building it.
struct CheckKind {
  const char* id;
  std::vector<Stage> stages;
  std::vector<Action> actions;
  Result<std::unique_ptr<Check>> (*create)();

  bool knows(Stage stage) const;
  bool knows(Action action) const;
};

const std::vector<CheckKind>& check_kinds();
/// Nothing when there is no check of that name.
const CheckKind* find_check(std::string_view id);

}  // namespace broch::guard
