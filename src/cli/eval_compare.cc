// `broch eval compare`: two runs, paired by item, with verdicts and a gate for continuous integration.
#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/compare/compare.h"
#include "eval/condition/recorded.h"
#include "report/compare_report.h"

namespace broch::cli {

namespace {

struct CompareArguments {
  std::string store, base, next, allow, format = "text";
  std::optional<std::string> gate;
  eval::CompareOptions compare;
  bool margin_given = false, alpha_given = false;
  bool require_evidence = false;
  bool slices = false;
  bool unpaired = false;
};

std::string rate(const std::optional<double>& share) { return share ? percent(*share) + " %" : "-"; }

std::string condition(const eval::RunRecord& run) {
  std::string text = fmt::format("{}  {}", run.id, run.model);
  if (const std::string prompt = eval::bare_prompt(run); !prompt.empty()) text += "  prompt " + prompt;
  if (!run.guard.empty()) {
    text += "  guard " + run.guard;
  } else if (!run.guard_parts.empty()) {
    text += "  guard in front of the model";
  }
  if (!run.judge.empty()) text += "  judge " + run.judge;
  return text + (run.status == "complete" ? "\n" : "  (" + run.status + ")\n");
}

std::vector<std::string> row(const eval::MetricVerdict& v) {
  const std::string name =
      v.slice.empty() ? eval::heading(v.metric) : "  " + v.metric + eval::slice_text(v.slice);
  std::string verdict = eval::name(v.kind);
  const std::string why = report::verdict_remark(v);
  if (!why.empty()) verdict += "  (" + why + ")";
  if (v.kind == eval::VerdictKind::kNotComparable) return {name, "-", "-", "-", "-", "-", "-", verdict};
  return {name,
          rate(v.base_rate),
          rate(v.new_rate),
          points(v.difference),
          fmt::format("{} to {}", points(v.interval.low), points(v.interval.high)),
          p_value(v.p_adjusted),
          std::to_string(v.n),
          verdict};
}

/// "a b c", the longest lists cut: --json has them whole.
std::string names(const char* title, const std::vector<std::string>& items) {
  constexpr size_t kMost = 200;
  if (items.empty()) return {};
  std::string text = fmt::format("    {}:", title);
  for (size_t i = 0; i < items.size() && i < kMost; ++i) text += " " + items[i];
  if (items.size() > kMost) text += fmt::format(" … and {} more", items.size() - kMost);
  return text + "\n";
}

std::string unpaired_text(const eval::Comparison& comparison) {
  std::string text;
  for (const eval::MetricVerdict& v : comparison.verdicts) {
    if (!v.slice.empty() || v.unpaired == 0) continue;
    text += fmt::format("  {} {}\n", v.suite, v.metric) + names("only in base", v.unpaired_items.base_only) +
            names("only in new", v.unpaired_items.next_only) +
            names("asked otherwise", v.unpaired_items.changed) +
            names("not decided in both", v.unpaired_items.undecided);
  }
  return "\nwithout a pair\n" + (text.empty() ? "  none\n" : text);
}

std::string checks_text(const eval::Comparison& comparison) {
  std::vector<std::vector<std::string>> rows = {{"gate metric", "role", "margin", "result"}};
  for (const eval::GateCheck& check : comparison.checks) {
    rows.push_back({eval::gate_label(check.rule), eval::name(check.rule.role),
                    fmt::format("{:.1f}", 100 * check.rule.margin), check.result + ": " + check.reason});
  }
  return rows.size() == 1 ? "" : "\n" + text_table(rows);
}

std::string text_of(const report::ComparedRuns& runs, const CompareArguments& arguments) {
  const eval::Comparison& comparison = runs.comparison;
  std::string text = "base  " + condition(runs.base) + "new   " + condition(runs.next);
  std::vector<std::string> factors;
  for (const eval::Factor& factor : comparison.factors) factors.push_back(eval::text_of(factor));
  text += fmt::format("differing conditions: {}\n", factors.empty() ? "none" : join(factors, ", "));
  if (!comparison.suites_alone.empty()) {
    text += fmt::format("suites of one run alone: {}\n", join(comparison.suites_alone, ", "));
  }
  text += eval::text_of(comparison.registration) + "\n";
  std::string suite;
  std::vector<std::vector<std::string>> rows;
  const auto end_suite = [&] {
    if (!rows.empty()) text += fmt::format("\n{}\n{}", suite, text_table(rows));
    rows.clear();
  };
  for (const eval::MetricVerdict& v : comparison.verdicts) {
    if (!arguments.slices && !v.slice.empty()) continue;
    const std::string name = report::compared_suites(v);
    if (rows.empty() || name != suite) {
      end_suite();
      suite = name;
      rows.push_back({"", "base", "new", "points", "95 % interval", "p adjusted", "items", "verdict"});
    }
    rows.push_back(row(v));
  }
  end_suite();
  if (comparison.verdicts.empty()) text += "\nthe runs share no suite\n";
  if (arguments.unpaired) text += unpaired_text(comparison);
  if (arguments.gate) text += checks_text(comparison);
  if (runs.base.simulated || runs.next.simulated) {
    text +=
        "\nsimulated: the model is the calibration instrument; these numbers say nothing about a real "
        "model\n";
  }
  return text + fmt::format("\ngate: {} ({})\n", comparison.gate, comparison.gate_reason);
}

std::string formatted(const report::ComparedRuns& runs, const std::string& format,
                      const CompareArguments& arguments) {
  if (format == "json") return json::dump(eval::to_json(runs.comparison)) + "\n";
  if (format == "markdown") return report::compare_markdown(runs, arguments.slices);
  if (format == "junit") return report::compare_junit(runs);
  if (format == "github") return report::compare_github(runs);
  return text_of(runs, arguments);
}

int exit_code_of(const eval::Comparison& comparison, bool require_evidence) {
  if (comparison.gate == "fail") return kFindings;
  return comparison.gate == "inconclusive" && require_evidence ? kInconclusive : kOk;
}

/// The gate's own margin and level hold unless the command line names others.
void take_from_gate(const eval::GateFile& gate, const CompareArguments& arguments,
                    eval::CompareOptions& options) {
  options.gate = &gate;
  if (!arguments.margin_given) options.margin = gate.margin;
  if (!arguments.alpha_given) options.alpha = gate.alpha;
}

Result<int> compare_runs(const CompareArguments& arguments, const Common& common) {
  eval::CompareOptions options = arguments.compare;
  BROCH_TRY(options.allow, eval::parse_allowed(arguments.allow));
  std::optional<eval::GateFile> gate;
  if (arguments.gate) {
    BROCH_TRY(gate, eval::load_gate(*arguments.gate));
    take_from_gate(*gate, arguments, options);
  }
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  report::ComparedRuns runs;
  BROCH_TRY(eval::RecordedRun base, store.recorded(arguments.base, eval::Store::Columns::kGrades));
  BROCH_TRY(eval::RecordedRun next, store.recorded(arguments.next, eval::Store::Columns::kGrades));
  if (base.run.id == next.run.id) {
    return fail(ErrorKind::kUsage,
                fmt::format("`{}` and `{}` are the same run, {}: compared with itself nothing can get worse",
                            arguments.base, arguments.next, base.run.id),
                {}, "make a second run, or name another; `broch eval list` names them");
  }
  runs.comparison = eval::compare(base.run, base.attempts, next.run, next.attempts, options);
  runs.base = std::move(base.run);
  runs.next = std::move(next.run);
  BROCH_CHECK(print(formatted(runs, common.json ? "json" : arguments.format, arguments)));
  return exit_code_of(runs.comparison, arguments.require_evidence || (gate && gate->require_evidence));
}

}  // namespace

void add_eval_compare(Subcommand eval) {
  auto arguments = std::make_shared<CompareArguments>();
  Subcommand command = eval.add("compare", "Compare two runs, paired by item; ends 1 when the gate fails");
  command.option("base", arguments->base, kRunHelp).required();
  command.option("new", arguments->next, kRunHelp).required();
  const Option margin = add_margin_option(command, arguments->compare);
  const Option alpha = add_alpha_option(command, arguments->compare);
  command.option("--seed", arguments->compare.seed, "Seed of the sign-flip test").show_default();
  command.option("--gate", arguments->gate, "File that says what must hold (docs/formats/gate.md)");
  command.option("--allow", arguments->allow,
                 "Compare although these differ: grader, judge, suite, content; separated by commas");
  command.option("--format", arguments->format, "Form of the output")
      .one_of({"text", "json", "markdown", "junit", "github"})
      .show_default();
  command.flag("--require-evidence", arguments->require_evidence, "End 4 when the gate is inconclusive");
  command.flag("--slices", arguments->slices, "Also by slice, where there are 40 clusters");
  command.flag("--unpaired", arguments->unpaired, "List the items that make no pair");
  add_store_option(command, arguments->store);
  command.action([arguments, margin, alpha](const Common& common) {
    arguments->margin_given = margin.given();
    arguments->alpha_given = alpha.given();
    return compare_runs(*arguments, common);
  });
}

}  // namespace broch::cli
