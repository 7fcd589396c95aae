#include "eval/compare/gate_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/config.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/text.h"
#include "core/yaml.h"
#include "eval/compare/metrics.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxBytes = 1 << 20;
constexpr int64_t kMostItems = 1'000'000'000;

const std::vector<std::string>& verdict_words() {
  static const std::vector<std::string> words = {"improved", "equivalent", "no-worse"};
  return words;
}

/// `tactic: Execution` under `slice`.
void read_slice(config::Map& map, GateRule& rule) {
  const yaml::Node* node = map.node("slice");
  if (node == nullptr) return;
  const bool fits = node->is_map() && !node->members.empty() &&
                    std::all_of(node->members.begin(), node->members.end(),
                                [](const auto& member) { return member.second.is_scalar(); });
  if (!fits) {
    map.error(*node, "`slice` must be a key with its value, or several", "e.g. `slice: {cwe: CWE-89}`");
    return;
  }
  for (const auto& [key, value] : node->members) rule.slice.emplace(key.scalar, value.scalar);
}

void read_required(config::Map& map, GateRule& rule) {
  rule.required = map.strings("require");
  if (!map.has("require")) rule.required = verdict_words();
  const yaml::Node* node = map.node("require");
  for (const std::string& word : rule.required) {
    if (std::find(verdict_words().begin(), verdict_words().end(), word) != verdict_words().end()) continue;
    map.error(
        *node,
        fmt::format("`{}` is no verdict that can be required{}", word, did_you_mean(word, verdict_words())),
        "one or more of: " + join(verdict_words(), ", "));
  }
  if (node != nullptr && rule.required.empty())
    map.error(*node, "`require` is empty", "leave it out for any of them");
}

Result<GateRule> read_rule(const yaml::Node& node, const GateFile& gate, const GateRule& defaults) {
  config::Map map(node, gate.file);
  GateRule rule = defaults;
  rule.suite = map.required_string("suite");
  rule.metric = map.required_string("metric");
  map.required_node("role");
  const std::string role = map.choice("role", "safety", {"safety", "usefulness"});
  rule.role = role == "safety" ? GateRole::kSafety : GateRole::kUsefulness;
  const std::string better = map.choice("better", "", {"lower", "higher"});
  if (!better.empty()) rule.lower_is_better = better == "lower";
  rule.margin = map.number("margin", gate.margin, 0.0001, 1);
  rule.min_items = map.integer("min_items", defaults.min_items, {1, kMostItems});
  rule.max_error_rate = map.number("max_error_rate", defaults.max_error_rate, 0, 1);
  rule.max_unscored_rate = map.number("max_unscored_rate", defaults.max_unscored_rate, 0, 1);
  read_slice(map, rule);
  read_required(map, rule);
  BROCH_CHECK(map.finish());
  return rule;
}

bool same_subject(const GateRule& a, const GateRule& b) {
  return a.suite == b.suite && a.metric == b.metric && a.slice == b.slice;
}

}  // namespace

std::string gate_label(const GateRule& rule) {
  return rule.suite + " " + rule.metric + slice_text(rule.slice);
}

const char* name(GateRole role) {
  switch (role) {
    case GateRole::kSafety:
      return "safety";
    case GateRole::kUsefulness:
      return "usefulness";
    case GateRole::kNone:
      return "none";
  }
  return "";
}

const GateRule* GateFile::find(std::string_view suite, std::string_view metric) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const GateRule& rule) {
    return rule.suite == suite && rule.metric == metric;
  });
  return found == rules.end() ? nullptr : &*found;
}

Result<GateFile> parse_gate(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  GateFile gate;
  GateRule defaults;
  gate.file = file;
  gate.sha256 = sha256_hex(text);
  gate.margin = map.number("margin", gate.margin, 0.0001, 1);
  gate.alpha = map.number("alpha", gate.alpha, 0.0001, 0.5);
  gate.require_evidence = map.boolean("require_evidence", false);
  defaults.min_items = map.integer("min_items", defaults.min_items, {1, kMostItems});
  defaults.max_error_rate = map.number("max_error_rate", defaults.max_error_rate, 0, 1);
  defaults.max_unscored_rate = map.number("max_unscored_rate", defaults.max_unscored_rate, 0, 1);
  const yaml::Node* metrics = map.required_node("metrics");
  if (metrics != nullptr && (!metrics->is_sequence() || metrics->items.empty())) {
    map.error(*metrics, "`metrics` must be a list of at least one metric",
              "start with `- {suite: attack, metric: complied, role: safety}`");
  }
  BROCH_CHECK(map.finish());
  for (const yaml::Node& node : metrics->items) {
    BROCH_TRY(GateRule rule, read_rule(node, gate, defaults));
    for (const GateRule& other : gate.rules) {
      if (same_subject(other, rule)) {
        return fail(ErrorKind::kInput,
                    fmt::format("`{}` of `{}` is in the gate twice", rule.metric, rule.suite),
                    node.place(file), "keep one of them");
      }
      if (other.suite == rule.suite && other.metric == rule.metric &&
          (other.role != rule.role || other.lower_is_better != rule.lower_is_better)) {
        return fail(ErrorKind::kInput,
                    fmt::format("`{}` of `{}` has another role or direction above", rule.metric, rule.suite),
                    node.place(file), "a metric has one role and one direction in all its slices");
      }
    }
    gate.rules.push_back(std::move(rule));
  }
  return gate;
}

Result<GateFile> load_gate(const std::string& path) {
  BROCH_TRY(const std::string text,
            read_file(path, kMaxBytes, "check that this is the gate: one holds a few rules"));
  return parse_gate(text, path);
}

}  // namespace broch::eval
