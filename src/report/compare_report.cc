#include "report/compare_report.h"

#include <fmt/format.h>

#include "core/text.h"
#include "eval/condition/recorded.h"
#include "report/github.h"
#include "report/junit.h"
#include "report/markup.h"

namespace broch::report {
namespace {

using eval::GateCheck;
using eval::MetricVerdict;

std::string share(const std::optional<double>& rate) { return rate ? percent(*rate) : "–"; }

std::string interval(const stats::Interval& range) {
  return fmt::format("{} to {}", points(range.low), points(range.high));
}

/// A cell of a Markdown table: one line, nothing that is markup, nobody mentioned.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : escape(text)) {
    if (c == '\n' || c == '\t') {
      out += ' ';
    } else if (std::string_view("|\\`*_[]~#@").find(c) != std::string_view::npos) {
      out += fmt::format("&#{};", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string verdict_row(const MetricVerdict& v) {
  const std::string name = cell(eval::heading(v.metric) + eval::slice_text(v.slice));
  const std::string why = verdict_remark(v);
  const std::string verdict =
      fmt::format("**{}**{}", eval::name(v.kind), why.empty() ? "" : " (" + cell(why) + ")");
  if (v.kind == eval::VerdictKind::kNotComparable) {
    return fmt::format("| {} | {} | – | – | – | – | – | {} |\n", cell(compared_suites(v)), name, verdict);
  }
  return fmt::format("| {} | {} | {} | {} | {} ({}) | {} | {} | {} |\n", cell(compared_suites(v)), name,
                     share(v.base_rate), share(v.new_rate), points(v.difference), interval(v.interval),
                     p_value(v.p_adjusted), v.n, verdict);
}

std::string run_line(const char* which, const eval::RunRecord& run) {
  std::string text = fmt::format("- {}: {} {}", which, cell(run.id), cell(run.model));
  if (const std::string prompt = eval::bare_prompt(run); !prompt.empty()) text += ", prompt " + prompt;
  if (!run.guard.empty()) text += ", guard " + cell(run.guard);
  if (!run.judge.empty()) text += ", judge " + cell(run.judge);
  if (run.status != "complete") text += " (" + run.status + ")";
  return text + "\n";
}

constexpr const char* kSimulated =
    "Simulated: the model is the calibration instrument; these numbers say nothing about a real model.";

JunitStatus status_of(const std::string& result) {
  if (result == "pass") return JunitStatus::kPassed;
  return result == "fail" ? JunitStatus::kFailed : JunitStatus::kError;
}

JunitCase case_of(const GateCheck& check, const eval::Comparison& comparison) {
  JunitCase one{.classname = "broch." + check.rule.suite,
                .name = check.rule.metric + eval::slice_text(check.rule.slice),
                .status = status_of(check.result),
                .type = check.result == "fail" ? "gate" : "no-evidence",
                .message = check.reason};
  one.properties = {{"role", eval::name(check.rule.role)},
                    {"required", join(check.rule.required, " ")},
                    {"margin", fmt::format("{}", check.rule.margin)}};
  if (!check.verdict) return one;
  const MetricVerdict& v = comparison.verdicts[*check.verdict];
  one.text = verdict_sentence(v);
  one.properties.insert(one.properties.end(), {{"verdict", eval::name(v.kind)},
                                               {"difference", fmt::format("{:.6f}", v.difference)},
                                               {"low", fmt::format("{:.6f}", v.interval.low)},
                                               {"high", fmt::format("{:.6f}", v.interval.high)},
                                               {"p_adjusted", fmt::format("{:.6g}", v.p_adjusted)},
                                               {"items", std::to_string(v.n)},
                                               {"clusters", std::to_string(v.clusters)}});
  if (!v.allowed.empty()) one.properties.emplace_back("allowed", join(v.allowed, " "));
  return one;
}

/// Whether the gate is open although no metric of it says why.
bool open_as_a_whole(const eval::Comparison& comparison) {
  for (const GateCheck& check : comparison.checks) {
    if (check.result != "pass") return false;
  }
  return comparison.gate != "pass";
}

}  // namespace

std::string verdict_remark(const MetricVerdict& v) {
  std::vector<std::string> clauses;
  if (!v.reason.empty()) clauses.push_back(v.reason);
  if (v.judge_says) clauses.push_back("judge-says");
  if (!v.allowed.empty()) clauses.push_back("allowed to differ: " + join(v.allowed, ", "));
  if (v.n_to_decide) clauses.push_back(fmt::format("about {:.0f} items would decide", *v.n_to_decide));
  if (v.unpaired > 0) clauses.push_back(fmt::format("{} items without a pair", v.unpaired));
  return join(clauses, "; ");
}

std::string compared_suites(const MetricVerdict& v) {
  return v.next_suite == v.suite ? v.suite : v.suite + " → " + v.next_suite;
}

std::string verdict_sentence(const MetricVerdict& v) {
  std::string text = v.metric + eval::slice_text(v.slice);
  if (v.kind != eval::VerdictKind::kNotComparable) {
    text += fmt::format(" {} → {}, {} points ({}), p {}, {} items", share(v.base_rate), share(v.new_rate),
                        points(v.difference), interval(v.interval), p_value(v.p_adjusted), v.n);
  }
  const std::string why = verdict_remark(v);
  return text + fmt::format("; {}{}", eval::name(v.kind), why.empty() ? "" : " (" + why + ")");
}

std::string compare_markdown(const ComparedRuns& runs, bool slices) {
  const eval::Comparison& comparison = runs.comparison;
  std::string out = fmt::format("### Gate: {}\n\n{}\n\n", comparison.gate, cell(comparison.gate_reason));
  out += run_line("base", runs.base) + run_line("new", runs.next);
  std::vector<std::string> factors;
  for (const eval::Factor& factor : comparison.factors) factors.push_back(cell(eval::text_of(factor)));
  out += fmt::format("- differing conditions: {}\n", factors.empty() ? "none" : join(factors, ", "));
  if (!comparison.suites_alone.empty()) {
    out += fmt::format("- suites of one run alone: {}\n", cell(join(comparison.suites_alone, ", ")));
  }
  out += fmt::format("- {}\n", cell(eval::text_of(comparison.registration)));
  if (!comparison.checks.empty()) {
    out += "\n| gate metric | role | margin | result |\n|---|---|---|---|\n";
    for (const GateCheck& check : comparison.checks) {
      out += fmt::format("| {} | {} | {} | **{}**: {} |\n", cell(eval::gate_label(check.rule)),
                         eval::name(check.rule.role), points(check.rule.margin), check.result,
                         cell(check.reason));
    }
  }
  if (!comparison.verdicts.empty()) {
    out +=
        "\n| suite | metric | base | new | points (95 %) | p adjusted | items | verdict |\n"
        "|---|---|---|---|---|---|---|---|\n";
    for (const MetricVerdict& verdict : comparison.verdicts) {
      if (slices || verdict.slice.empty()) out += verdict_row(verdict);
    }
  }
  if (runs.base.simulated || runs.next.simulated) out += fmt::format("\n{}\n", kSimulated);
  return out;
}

std::string compare_junit(const ComparedRuns& runs) {
  const eval::Comparison& comparison = runs.comparison;
  JunitSuite suite{.name = "broch eval compare", .timestamp = runs.next.created.substr(0, 19)};
  suite.properties = {{"base", runs.base.id},
                      {"new", runs.next.id},
                      {"differing", join(comparison.differing_factors(), " ")},
                      {"gate", comparison.gate}};
  if (runs.base.simulated || runs.next.simulated) suite.properties.emplace_back("simulated", "true");
  for (const GateCheck& check : comparison.checks) suite.cases.push_back(case_of(check, comparison));
  if (open_as_a_whole(comparison)) {
    suite.cases.push_back({.classname = "broch",
                           .name = "gate",
                           .status = JunitStatus::kError,
                           .type = "no-evidence",
                           .message = comparison.gate_reason});
  }
  return junit("broch eval compare", {suite});
}

std::string compare_github(const ComparedRuns& runs) {
  const eval::Comparison& comparison = runs.comparison;
  std::string errors, warnings;
  for (const GateCheck& check : comparison.checks) {
    if (check.result == "pass") continue;
    const bool failed = check.result == "fail";
    std::string message = check.reason;
    if (check.verdict) message += "\n" + verdict_sentence(comparison.verdicts[*check.verdict]);
    (failed ? errors : warnings) +=
        github_command(failed ? "error" : "warning", {{"title", eval::gate_label(check.rule)}}, message);
  }
  return errors + warnings +
         github_command("notice", {{"title", "gate: " + comparison.gate}}, comparison.gate_reason);
}

}  // namespace broch::report
