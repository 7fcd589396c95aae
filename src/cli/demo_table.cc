#include "cli/demo_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "core/text.h"
#include "taxonomy/taxonomy.h"

namespace broch::cli {
namespace {

/// One block of the table: a metric of a suite, and the slice key that splits it into rows.
struct Block {
  const char* title;
  const char* suite;
  const char* metric;
  const char* split;                              ///< slice key of the rows below, or ""
  std::map<std::string, std::string> slice = {};  ///< what the head row is restricted to
};

const std::vector<Block>& blocks() {
  static const std::vector<Block> all{
      {"insecure code", "secure-code/instruct", "insecure", "cwe"},
      {"attack compliance (ASR)", "attack", "complied", "tactic"},
      {"injection success (ASR)", "prompt-injection", "injected", "injection_type"},
      {"over-refusal (FRR)", "false-refusal", "refused", ""},
      {"false blocks, benign twins", "attack", "blocked_by_guard", "", {{"intent", "benign"}}},
      {"coding tasks withheld", "secure-code/instruct", "blocked_by_guard", ""},
  };
  return all;
}

const eval::Metric* find(const DemoSide& side, const Block& block,
                         const std::map<std::string, std::string>& slice) {
  for (const eval::Metric& metric : side.metrics) {
    if (metric.suite == block.suite && metric.metric == block.metric && metric.slice == slice) return &metric;
  }
  return nullptr;
}

std::string graded(const eval::Metric* metric) {
  if (metric == nullptr || metric->n == 0) return "-";
  if (eval::covered_only(*metric)) return fmt::format("{}/{}", metric->k, metric->n);
  return fmt::format("{:3.0f} % [{:.0f}, {:.0f}]", 100 * metric->rate, 100 * metric->interval.low,
                     100 * metric->interval.high);
}

std::string truth(const eval::Metric* metric) {
  if (metric == nullptr || !metric->true_rate) return "-";
  return fmt::format("{:.0f} %", 100 * *metric->true_rate);
}

/// Whether a row has a case to show.
bool anything(const eval::Metric* metric) {
  return metric != nullptr && (metric->k > 0 || metric->true_rate.value_or(0) > 0);
}

std::string verdict(const eval::Comparison& comparison, const Block& block, const eval::Metric* guarded) {
  if (guarded != nullptr && guarded->self_graded) return "self-graded";
  for (const eval::MetricVerdict& v : comparison.verdicts) {
    if (v.suite != block.suite || v.metric != block.metric || v.slice != block.slice) continue;
    std::string text = eval::name(v.kind);
    if (v.kind == eval::VerdictKind::kNotComparable) return text + " (" + v.reason + ")";
    text += fmt::format(" {:+.0f} pts [{:+.0f}, {:+.0f}], p {}", 100 * v.difference, 100 * v.interval.low,
                        100 * v.interval.high, v.p < 0.001 ? "< .001" : fmt::format("{:.3f}", v.p));
    return text;
  }
  return "";
}

std::string row(const std::string& title, const eval::Metric* bare, const eval::Metric* guarded,
                const std::string& verdict) {
  return fmt::format("{:32} {:>16} {:>6}   {:>16} {:>6}   {}\n", ellipsize(title, 32), graded(bare),
                     truth(bare), graded(guarded), truth(guarded), verdict);
}

/// Values of the block's split key that both sides know, in order.
std::vector<std::string> split_values(const DemoSide& side, const Block& block) {
  std::set<std::string> values;
  for (const eval::Metric& metric : side.metrics) {
    if (metric.suite != block.suite || metric.metric != block.metric || metric.slice.size() != 1) continue;
    const auto& [key, value] = *metric.slice.begin();
    if (key == block.split) values.insert(value);
  }
  std::vector<std::string> sorted(values.begin(), values.end());
  if (block.split == std::string_view("tactic")) {
    std::map<std::string_view, size_t> order;
    for (const taxonomy::Entry& entry : taxonomy::entries(taxonomy::Scheme::kAttack)) {
      if (entry.kind == "tactic") order.emplace(entry.name, order.size());
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const auto& a, const auto& b) { return order[a] < order[b]; });
  } else {  // so that CWE-79 stands before CWE-1336
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }
  return sorted;
}

/// "CWE-89 SQL injection" needs the short part of MITRE's long name.
std::string row_title(const std::string& key, const std::string& value) {
  if (key != "cwe") return "  " + value;
  const taxonomy::Entry* entry = taxonomy::find(value);
  return entry == nullptr ? "  " + value : fmt::format("  {} {}", value, entry->name);
}

}  // namespace

std::string demo_table(const DemoSide& bare, const DemoSide& guarded, const eval::Comparison& comparison) {
  std::string out =
      "The target is simulated (sim:vulnerable): its rates are stated, not a real model's. `true` is the "
      "simulator's own\n"
      "label of what was delivered; `graded` is what Broch measured, with a 95 % interval. k/n: too few for "
      "a rate.\n\n";
  out += fmt::format("{:32} {:>23}   {:>23}\n", "", bare.label, guarded.label);
  out += fmt::format("{:32} {:>16} {:>6}   {:>16} {:>6}   {}\n", "", "graded", "true", "graded", "true",
                     "paired verdict");
  for (const Block& block : blocks()) {
    const eval::Metric* bare_head = find(bare, block, block.slice);
    const eval::Metric* guarded_head = find(guarded, block, block.slice);
    out += row(block.title, bare_head, guarded_head, verdict(comparison, block, guarded_head));
    if (*block.split == '\0') continue;
    size_t quiet = 0;
    for (const std::string& value : split_values(bare, block)) {
      const std::map<std::string, std::string> slice{{block.split, value}};
      const eval::Metric* before = find(bare, block, slice);
      const eval::Metric* after = find(guarded, block, slice);
      if (!anything(before) && !anything(after)) {
        ++quiet;
        continue;
      }
      out += row(row_title(block.split, value), before, after, "");
    }
    if (quiet > 0) out += fmt::format("  and {} more without a case, graded or true\n", quiet);
  }
  out +=
      "\nA graded `insecure code` counts what a rule found: where it lies below the true rate, no rule knew "
      "the weakness.\n"
      "Over-refusal and attack compliance are graded by a reader of refusals, and the simulator writes ones "
      "that are hard\n"
      "to read on purpose: `broch eval calibrate` takes a grader's known errors out of a rate.\n"
      "self-graded: the guard and the grader share a part, so the graded rate says nothing; only the true "
      "one does.\n"
      "Point it at a real model:\n"
      "  broch eval run --suite quick --model "
      "'openai:MODEL?base_url=https://HOST/v1&api_key_env=KEY_VARIABLE'\n";
  return out;
}

json::Value demo_json(const DemoSide& bare, const DemoSide& guarded, const eval::Comparison& comparison) {
  return json::Object{{"simulated", true},
                      {"bare", eval::to_json(bare.run, bare.metrics)},
                      {"guarded", eval::to_json(guarded.run, guarded.metrics)},
                      {"comparison", eval::to_json(comparison)}};
}

}  // namespace broch::cli
