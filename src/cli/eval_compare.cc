// `broch eval compare`: two runs, paired by item, with verdicts and a gate for continuous integration.
#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/compare/compare.h"

namespace broch::cli {

namespace {

struct CompareArguments {
  std::string store, base, next;
  eval::CompareOptions compare;
  bool require_evidence = false;
  bool slices = false;
};

std::string percent(const std::optional<double>& share) {
  return share ? fmt::format("{:.1f} %", 100 * *share) : "-";
}

std::string points(double difference) { return fmt::format("{:+.1f}", 100 * difference); }

std::string p_value(double p) { return p < 0.0001 ? "<.0001" : fmt::format("{:.4f}", p); }

std::string condition(const eval::RunRecord& run) {
  std::string text = fmt::format("{}  {}", run.id, run.model);
  if (!run.guard.empty()) {
    text += "  guard " + run.guard;
  } else if (!run.guard_parts.empty()) {
    text += "  guard in front of the model";
  }
  if (!run.judge.empty()) text += "  judge " + run.judge;
  return text + (run.status == "complete" ? "\n" : "  (" + run.status + ")\n");
}

std::string remark(const eval::MetricVerdict& v) {
  std::vector<std::string> clauses;
  if (!v.reason.empty()) clauses.push_back(v.reason);
  if (v.n_to_decide) clauses.push_back(fmt::format("about {:.0f} items would decide", *v.n_to_decide));
  if (v.unpaired > 0) clauses.push_back(fmt::format("{} items without a pair", v.unpaired));
  return join(clauses, "; ");
}

std::vector<std::string> row(const eval::MetricVerdict& v) {
  std::string name = eval::heading(v.metric);
  for (const auto& [key, value] : v.slice) name = fmt::format("  {} {}={}", v.metric, key, value);
  std::string verdict = eval::name(v.kind);
  const std::string why = remark(v);
  if (!why.empty()) verdict += "  (" + why + ")";
  if (v.kind == eval::VerdictKind::kNotComparable) return {name, "-", "-", "-", "-", "-", "-", verdict};
  return {name,
          percent(v.base_rate),
          percent(v.new_rate),
          points(v.difference),
          fmt::format("{} to {}", points(v.interval.low), points(v.interval.high)),
          p_value(v.p_adjusted),
          std::to_string(v.n),
          verdict};
}

std::string text_of(const eval::Comparison& comparison, const eval::RunRecord& base,
                    const eval::RunRecord& next, bool slices) {
  std::string text = "base  " + condition(base) + "new   " + condition(next);
  text +=
      fmt::format("differing conditions: {}\n",
                  comparison.differing_factors.empty() ? "none" : join(comparison.differing_factors, ", "));
  std::string suite;
  std::vector<std::vector<std::string>> rows;
  const auto end_suite = [&] {
    if (!rows.empty()) text += fmt::format("\n{}\n{}", suite, text_table(rows));
    rows.clear();
  };
  for (const eval::MetricVerdict& v : comparison.verdicts) {
    if (!slices && !v.slice.empty()) continue;
    if (rows.empty() || v.suite != suite) {
      end_suite();
      suite = v.suite;
      rows.push_back({"", "base", "new", "points", "95 % interval", "p adjusted", "items", "verdict"});
    }
    rows.push_back(row(v));
  }
  end_suite();
  if (comparison.verdicts.empty()) text += "\nthe runs share no suite\n";
  if (base.simulated || next.simulated) {
    text +=
        "\nsimulated: the model is the calibration instrument; these numbers say nothing about a real "
        "model\n";
  }
  return text + fmt::format("\ngate: {} ({})\n", comparison.gate, comparison.gate_reason);
}

int exit_code_of(const eval::Comparison& comparison, bool require_evidence) {
  if (comparison.gate == "fail") return kFindings;
  return comparison.gate == "inconclusive" && require_evidence ? kInconclusive : kOk;
}

Result<int> compare_runs(const CompareArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord base, store.run(arguments.base));
  BROCH_TRY(const eval::RunRecord next, store.run(arguments.next));
  BROCH_TRY(const std::vector<eval::AttemptRecord> before, store.attempts(base.id));
  BROCH_TRY(const std::vector<eval::AttemptRecord> after, store.attempts(next.id));
  const eval::Comparison comparison = eval::compare(base, before, next, after, arguments.compare);
  BROCH_CHECK(print(common.json ? json::dump(eval::to_json(comparison)) + "\n"
                                : text_of(comparison, base, next, arguments.slices)));
  return exit_code_of(comparison, arguments.require_evidence);
}

}  // namespace

void add_eval_compare(Subcommand eval) {
  constexpr const char* kRunHelp = "Id of a run, the beginning of one, a tag, or `last`";
  auto arguments = std::make_shared<CompareArguments>();
  Subcommand command = eval.add("compare", "Compare two runs, paired by item; ends 1 when the gate fails");
  command.option("base", arguments->base, kRunHelp).required();
  command.option("new", arguments->next, kRunHelp).required();
  command.option("--margin", arguments->compare.margin, "What is too small to matter, as a share")
      .within(0.001, 0.5)
      .show_default();
  command.option("--alpha", arguments->compare.alpha, "Level of the tests, after adjustment")
      .within(0.0001, 0.5)
      .show_default();
  command.option("--seed", arguments->compare.seed, "Seed of the sign-flip test").show_default();
  command.flag("--require-evidence", arguments->require_evidence, "End 4 when the gate is inconclusive");
  command.flag("--slices", arguments->slices, "Also by slice, where there are 40 clusters");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return compare_runs(*arguments, common); });
}

}  // namespace broch::cli
