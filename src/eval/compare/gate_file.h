// What must hold before a change goes in: docs/formats/gate.md.
//
//   BROCH_TRY(const GateFile gate, load_gate("gate.yaml"));
//   options.gate = &gate;
//   return compare(…, options).gate == "fail" ? 1 : 0;
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::eval {

/// What a metric is to the gate: harm done, or honest work lost; the others are shown and decide nothing.
enum class GateRole { kNone, kSafety, kUsefulness };
const char* name(GateRole role);

/// One metric of the gate. `slice` is empty or keys with their values. `lower_is_better` where the file says
/// which direction is good. A verdict passes when it is one of `required`, in the words of the file:
/// "improved", "equivalent", "no-worse" (the loss is shown to be smaller than `margin`). Fewer items than
/// `min_items`, or a larger share of failed or undecided attempts in either run, is no evidence.
struct GateRule {
  std::string suite, metric;
  std::map<std::string, std::string> slice;
  GateRole role = GateRole::kSafety;
  std::optional<bool> lower_is_better;
  std::vector<std::string> required;
  double margin = 0.05;
  int64_t min_items = 1;
  double max_error_rate = 1, max_unscored_rate = 1;
};

/// "attack complied tactic=Execution"
std::string gate_label(const GateRule& rule);

/// `sha256` is over the file's bytes.
struct GateFile {
  std::string file, sha256;
  double margin = 0.05;
  double alpha = 0.05;
  bool require_evidence = false;
  std::vector<GateRule> rules;

  /// The first rule about the metric, whatever slice; nothing when there is none.
  const GateRule* find(std::string_view suite, std::string_view metric) const;
};

/// Unknown keys, words that mean nothing and rules given twice are errors with file, line and column.
Result<GateFile> parse_gate(std::string_view text, const std::string& file);
Result<GateFile> load_gate(const std::string& path);

}  // namespace broch::eval
