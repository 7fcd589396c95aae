// `broch eval`: its subcommands, and the table of metrics that several of them print.
#include "cli/eval.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/eval_lint.h"
#include "cli/subcommand.h"
#include "eval/condition/recorded.h"

namespace broch::cli {

namespace {

/// Position in a table: what a suite is about before what it says of usefulness.
size_t rank(const eval::Metric& metric) {
  static const std::vector<std::string> order = {"insecure",         "works",     "works_and_safe",
                                                 "works_and_unsafe", "",          "refused",
                                                 "redirected",       "no_answer", "blocked_by_guard"};
  const auto found = std::find(order.begin(), order.end(), metric.metric);
  const auto others = std::find(order.begin(), order.end(), "");
  return static_cast<size_t>((found == order.end() ? others : found) - order.begin());
}

std::string label(const eval::Metric& metric) {
  return metric.slice.empty() ? eval::heading(metric.metric) : " " + eval::slice_text(metric.slice);
}

std::vector<std::string> cells(const eval::Metric& m) {
  const std::string counts = fmt::format("{}/{}", m.k, m.n);
  const std::string missing = fmt::format("{}+{}", m.errors, m.unscored);
  const std::string works = eval::needs_works(m) ? eval::works_text(m) : "";
  if (eval::covered_only(m))
    return {label(m), "covered", "", "", counts, std::to_string(m.clusters), missing, works};
  if (m.n == 0)
    return {label(m), "not decided", "", "0.0 … 100.0", counts, std::to_string(m.clusters), missing, works};
  std::string remark = m.validity;
  if (m.self_graded) remark += ", self-graded";
  if (m.judge_says) remark += ", judge-says";
  if (m.unscored > m.n) remark += ", mostly undecided: read the bounds";
  if (m.true_rate) remark += fmt::format(", true {} %", percent(*m.true_rate));
  if (!works.empty()) remark += ", " + works;
  return {label(m),
          percent(m.rate) + " %",
          fmt::format("{} – {}", percent(m.interval.low), percent(m.interval.high)),
          fmt::format("{} … {}", percent(m.best), percent(m.worst)),
          counts,
          std::to_string(m.clusters),
          missing,
          remark};
}

size_t width(const std::string& text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string head(const eval::RunRecord& run) {
  std::string text = fmt::format("run {} ({})\n  model  {}\n", run.id, run.status, run.model);
  if (const std::string prompt = eval::bare_prompt(run); !prompt.empty()) text += "  prompt " + prompt + "\n";
  if (!run.guard.empty()) text += fmt::format("  guard  {}\n", run.guard);
  if (run.guard.empty() && !run.guard_parts.empty()) text += "  guard  in front of the model\n";
  if (!run.judge.empty()) text += fmt::format("  judge  {}\n", run.judge);
  return text;
}

}  // namespace

std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }

std::string points(double difference) { return fmt::format("{:+.1f}", 100 * difference); }

std::string p_value(double p) { return p < 0.0001 ? "<.0001" : fmt::format("{:.4f}", p); }

std::string text_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = "  ";
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width(row[i]), ' ');
      // Names and remarks to the left, numbers to the right.
      line += (i == 0 || i + 1 == row.size()) ? row[i] + padding : padding + row[i];
      line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string metrics_table(const eval::RunRecord& run, const std::vector<eval::Metric>& metrics, bool slices) {
  std::string text = head(run);
  bool covered = false, self_graded = false, judged = false;
  for (const auto& suite : run.suites) {
    std::vector<std::vector<std::string>> rows = {
        {"", "rate", "95 % interval", "bounds", "k/n", "clusters", "errors+unscored", "validity"}};
    std::vector<const eval::Metric*> shown;
    for (const eval::Metric& metric : metrics) {
      if (metric.suite == suite.name && (slices || metric.slice.empty())) shown.push_back(&metric);
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
    for (const eval::Metric* metric : shown) {
      rows.push_back(cells(*metric));
      judged = judged || metric->judge_says;
      covered = covered || eval::covered_only(*metric);
      self_graded = self_graded || metric->self_graded;
    }
    text += fmt::format("\n{}  ({}, {} attempts planned)\n{}{}", suite.name, suite.grader, suite.planned,
                        text_table(rows), attempts_table(shown));
  }
  text +=
      "\n  bounds: the rate if every error and unscored attempt were safe, and if every one were unsafe\n";
  if (covered) text += "  covered: fewer than 40 clusters are no rate\n";
  if (self_graded)
    text += "  self-graded: grader and guard share a deciding part; no evidence about the guard\n";
  if (judged) {
    text +=
        "  judge-says: the verdict of a model, not held against people's; `broch eval calibrate` corrects "
        "it\n";
  }
  if (eval::has_matrix(run))
    text +=
        "  over all cells of the matrix; `--slices` shows each, `broch eval factors` what each factor does\n";
  if (run.simulated) {
    text +=
        "  simulated: the model is the calibration instrument; these numbers say nothing about a real "
        "model\n";
  }
  return text;
}

void add_store_option(Subcommand command, std::string& url) {
  url = eval::default_store();
  command.option("--store", url, "File that holds the runs").show_default();
}

Option add_margin_option(Subcommand command, eval::CompareOptions& options) {
  return command.option("--margin", options.margin, "What is too small to matter, as a share")
      .within(0.001, 0.5)
      .show_default();
}

Option add_alpha_option(Subcommand command, eval::CompareOptions& options) {
  return command.option("--alpha", options.alpha, "Level of the tests, after adjustment")
      .within(0.0001, 0.5)
      .show_default();
}

void add_eval(Subcommand app) {
  Subcommand eval = app.add_group("eval", "Measure models: run suites, look at runs, compare them");
  add_eval_run(eval);
  add_eval_conditions(eval);
  add_eval_list(eval);
  add_eval_plan(eval);
  add_eval_compare(eval);
  add_eval_factors(eval);
  add_eval_history(eval);
  add_eval_drift(eval);
  add_eval_grade(eval);
  add_eval_calibrate(eval);
  add_eval_import(eval);
  add_eval_export(eval);
  add_eval_salvage(eval);
  add_eval_bundle(eval);
  add_eval_lint(eval);
}

}  // namespace broch::cli
