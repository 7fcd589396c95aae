// What a Guard holds; shared by Guard and StreamGuard.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "guard/checks/check.h"
#include "guard/guard.h"

namespace broch::guard {

struct Guard::State {
  struct Compiled {
    const CheckKind* kind = nullptr;
    std::unique_ptr<Check> check;
    std::array<std::vector<CheckPolicy>, 4> entries;  ///< by stage
  };

  Policy policy;
  std::vector<Compiled> checks;

  /// `continuation` as in CheckContext, for all segments.
  Verdict run(Stage stage, const std::vector<chat::Segment>& segments, bool continuation) const;
};

/// Replaces each span of `findings` (of any one text) whose action is `redact` or stricter by "[redacted:
/// rule]". Overlapping spans become one, named after the first.
std::string redact(std::string_view text, std::vector<const SegmentFinding*> findings);

/// Adds `why` to the reasons of a coverage entry, separated by "; ": each once, and not without end.
void add_reason(std::string& reasons, const std::string& why);

}  // namespace broch::guard
