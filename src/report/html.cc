// The report page: what was measured, how sure it is, and for two runs what changed.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/embedded.h"
#include "core/text.h"
#include "report/chart.h"
#include "report/markup.h"
#include "report/report.h"

namespace broch::report {

std::span<const EmbeddedFile> page_files();

namespace {

using eval::Metric;
using eval::MetricVerdict;

std::string_view style_sheet() {
  for (const EmbeddedFile& file : page_files()) {
    if (file.path == "page.css") return file.bytes;
  }
  return {};
}

bool is_simulated(const std::vector<RunPage>& runs) {
  return std::any_of(runs.begin(), runs.end(), [](const RunPage& page) { return page.run.simulated; });
}

std::string label_of(const RunPage& page, size_t position) {
  if (!page.label.empty()) return page.label;
  if (!page.run.guard.empty()) return "guard " + page.run.guard;
  return position == 0 ? "base" : "new";
}

/// Table cells; `head` makes it the header of its row.
std::string cell(const std::string& text, const char* style = "") {
  return *style == '\0' ? "<td>" + text + "</td>" : fmt::format("<td class=\"{}\">{}</td>", style, text);
}
std::string row_head(const std::string& text) { return "<th scope=\"row\">" + text + "</th>"; }

std::string table(const std::string& caption, const std::vector<std::pair<const char*, bool>>& heads,
                  const std::string& rows) {
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
      escape(caption));
  for (const auto& [text, number] : heads) {
    out += fmt::format("<th scope=\"col\"{}>{}</th>", number ? " class=\"num\"" : "", text);
  }
  return out + "</tr></thead>\n" + rows + "</table></div>\n";
}

std::string chip(const std::string& style, const std::string& text) {
  return fmt::format("<span class=\"chip {}\">{}</span>", style, escape(text));
}

std::string code(const std::string& text) { return "<code>" + escape(text) + "</code>"; }

std::string runs_section(const std::vector<RunPage>& runs) {
  std::string rows;
  for (size_t i = 0; i < runs.size(); ++i) {
    const eval::RunRecord& run = runs[i].run;
    const std::string guard = !run.guard.empty()         ? escape(run.guard)
                              : !run.guard_parts.empty() ? "in front of the model"
                                                         : "none";
    rows += "<tr>" + row_head(fmt::format("<span class=\"{}\">{}</span>", i == 0 ? "run-base" : "run-next",
                                          escape(label_of(runs[i], i))));
    rows += cell(code(run.id)) +
            cell(code(run.model) + (run.simulated ? " " + chip("plumbing", "simulated") : ""));
    rows += cell(guard) + cell(run.judge.empty() ? "none" : code(run.judge)) +
            cell(std::to_string(run.seed), "num");
    rows += cell(escape(run.status)) + cell(escape(run.created)) + cell(escape(run.program)) + "</tr>\n";
  }
  return "<section class=\"card\" aria-labelledby=\"runs\"><h2 id=\"runs\">Runs</h2>" +
         table("What was run, under which conditions",
               {{"run", false},
                {"id", false},
                {"model", false},
                {"guard", false},
                {"judge", false},
                {"seed", true},
                {"status", false},
                {"started", false},
                {"Broch", false}},
               "<tbody>" + rows + "</tbody>") +
         "</section>\n";
}

std::string change(const MetricVerdict& v) {
  if (!v.base_rate || !v.new_rate) return "–";
  return percent(*v.base_rate) + " → " + percent(*v.new_rate);
}

/// What a reader needs beside the numbers, as clauses.
std::string remark(const MetricVerdict& v, double margin) {
  std::vector<std::string> clauses;
  if (v.reason == "grader-is-guard") {
    clauses.push_back(
        "grader-is-guard: the guard decides with the rules that grade it, so the rate is self-graded");
  } else if (!v.reason.empty()) {
    clauses.push_back(v.reason);
  }
  if (v.n_to_decide) clauses.push_back(fmt::format("about {:.0f} items would decide", *v.n_to_decide));
  const bool open = v.kind == eval::VerdictKind::kInconclusive && v.n > 0;
  if (open && v.role != eval::GateRole::kNone && v.loss_limit < margin) {
    clauses.push_back(fmt::format("shown to be no more than {} points worse, which is within the margin",
                                  points(v.loss_limit)));
  }
  if (v.unpaired > 0) clauses.push_back(fmt::format("{} items without a pair", v.unpaired));
  if (v.n > 0 && v.kind != eval::VerdictKind::kNotComparable) clauses.push_back(v.test);
  return escape(join(clauses, "; "));
}

constexpr int kVerdictColumns = 7;

std::string verdict_rows(const MetricVerdict& v, double margin, double scale) {
  std::string name = escape(eval::heading(v.metric));
  for (const auto& [key, value] : v.slice)
    name += "<br><span class=\"sub\">" + escape(key + " " + value) + "</span>";
  std::string row = "<tr>" + row_head(name) + cell(chip(eval::name(v.kind), eval::name(v.kind)));
  if (v.kind != eval::VerdictKind::kNotComparable) {
    row +=
        cell(change(v), "num") + cell(points(v.difference), "num") + cell(difference_chart(v, margin, scale));
    row += cell(escape(p_value(v.p_adjusted)), "num") + cell(std::to_string(v.n), "num");
  } else {
    row += cell("–", "num") + cell("–", "num") + cell("–") + cell("–", "num") + cell("–", "num");
  }
  row += "</tr>\n";
  const std::string why = remark(v, margin);
  if (why.empty()) return row;
  return row + fmt::format("<tr class=\"more\"><td></td><td class=\"why\" colspan=\"{}\">{}</td></tr>\n",
                           kVerdictColumns - 1, why);
}

/// Verdicts about whole suites, or about slices, a row group per suite; empty when there are none.
std::string verdict_groups(const eval::Comparison& comparison, bool slices, double margin, double scale) {
  std::string out, suite;
  for (const MetricVerdict& v : comparison.verdicts) {
    if (v.slice.empty() == slices) continue;
    if (v.suite != suite || out.empty()) {
      out += out.empty() ? "" : "</tbody>\n";
      out += fmt::format("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                         kVerdictColumns, escape(v.suite));
      suite = v.suite;
    }
    out += verdict_rows(v, margin, scale);
  }
  return out.empty() ? out : out + "</tbody>";
}

std::string comparison_section(const eval::Comparison& comparison) {
  constexpr double kMargin = 0.05;
  double scale = 2 * kMargin;
  for (const MetricVerdict& v : comparison.verdicts) {
    if (v.kind == eval::VerdictKind::kNotComparable || !v.slice.empty()) continue;
    scale = std::max({scale, std::abs(v.interval.low), std::abs(v.interval.high)});
  }
  std::string factors;
  for (const std::string& factor : comparison.differing_factors)
    factors += (factors.empty() ? "" : ", ") + factor;

  std::string out = fmt::format(
      "<section class=\"card gate-{0}\" aria-labelledby=\"verdict\"><h2 id=\"verdict\">Verdict</h2><p "
      "class=\"gate\">Gate: "
      "<strong class=\"{0}\">{0}</strong> <span>{1}</span></p>",
      escape(comparison.gate), escape(comparison.gate_reason));
  out += fmt::format("<p class=\"sub\">Conditions that differ: {}.</p>",
                     factors.empty() ? "none" : escape(factors));
  const std::vector<std::pair<const char*, bool>> heads = {{"metric", false},
                                                           {"verdict", false},
                                                           {"base → new", true},
                                                           {"points", true},
                                                           {"95 % interval around 0", false},
                                                           {"p adjusted", true},
                                                           {"items", true}};
  out += table("New minus base, paired by item; the grey band is the equivalence margin of 5 points", heads,
               verdict_groups(comparison, false, kMargin, scale));
  const std::string slices = verdict_groups(comparison, true, kMargin, scale);
  if (!slices.empty()) {
    out += "<details><summary>Verdicts by slice (at least 40 clusters)</summary>" +
           table("Slices, adjusted within their suite and metric", heads, slices) + "</details>";
  }
  return out + "</section>\n";
}

/// The metric of one run, or null.
const Metric* find(const RunPage& page, const std::string& suite, const std::string& metric,
                   const std::map<std::string, std::string>& slice) {
  for (const Metric& m : page.metrics) {
    if (m.suite == suite && m.metric == metric && m.slice == slice) return &m;
  }
  return nullptr;
}

struct Row {
  std::string metric;
  std::map<std::string, std::string> slice;
};

/// Metrics of a suite in order of first sight over all runs: whole-suite ones, or those of slices.
std::vector<Row> rows_of(const std::vector<RunPage>& runs, const std::string& suite, bool slices) {
  std::vector<Row> rows;
  for (const RunPage& page : runs) {
    for (const Metric& m : page.metrics) {
      if (m.suite != suite || m.slice.empty() == slices) continue;
      const bool known = std::any_of(
          rows.begin(), rows.end(), [&](const Row& r) { return r.metric == m.metric && r.slice == m.slice; });
      if (!known) rows.push_back({m.metric, m.slice});
    }
  }
  return rows;
}

/// One rate, without the header cell that it shares with the other run's.
std::string metric_cells(const Metric& m, const std::string& run, size_t position) {
  const bool rate = m.n > 0 && !eval::covered_only(m);
  std::string who =
      fmt::format("<span class=\"{}\">{}</span>", position == 0 ? "run-base" : "run-next", escape(run));
  if (m.self_graded) who += " " + chip("self-graded", "self-graded");
  std::string out = cell(who);
  out += cell(rate ? "<strong>" + percent(m.rate) + "</strong>" : m.n > 0 ? "covered" : "not decided", "num");
  out += cell(rate ? percent_range(m.interval.low, m.interval.high) : "–", "num");
  out += cell(rate ? percent_range(m.best, m.worst) : "–", "num");
  out += cell(fmt::format("{} of {}", m.k, m.n), "num") + cell(std::to_string(m.clusters), "num");
  out += cell(fmt::format("{} + {}", m.errors, m.unscored), "num");
  return out + cell(m.true_rate && rate ? percent(*m.true_rate) : "–", "num");
}

/// The rows of one metric or slice, a run each, under one header.
std::string metric_rows(const std::vector<RunPage>& runs, const std::vector<std::string>& labels,
                        const std::string& suite, const Row& row, const std::string& name) {
  std::vector<std::string> rows;
  for (size_t i = 0; i < runs.size(); ++i) {
    if (const Metric* m = find(runs[i], suite, row.metric, row.slice))
      rows.push_back(metric_cells(*m, labels[i], i));
  }
  std::string out;
  for (size_t i = 0; i < rows.size(); ++i) {
    out += i > 0
               ? "<tr class=\"more\">"
               : fmt::format("<tr><th scope=\"rowgroup\" rowspan=\"{}\">{}</th>", rows.size(), escape(name));
    out += rows[i] + "</tr>\n";
  }
  return "<tbody>" + out + "</tbody>";
}

const std::vector<std::pair<const char*, bool>>& metric_heads() {
  static const std::vector<std::pair<const char*, bool>> heads = {
      {"metric", false},       {"run", false},   {"rate", true},     {"95 % interval", true},
      {"best to worst", true}, {"k of n", true}, {"clusters", true}, {"errors + unscored", true},
      {"true rate", true}};
  return heads;
}

std::string slice_label(const std::map<std::string, std::string>& slice) {
  std::string text;
  for (const auto& [key, value] : slice) text += (text.empty() ? "" : ", ") + key + " " + value;
  return text;
}

std::string slices_part(const std::vector<RunPage>& runs, const std::vector<std::string>& labels,
                        const std::string& suite) {
  std::map<std::string, std::string> by_metric;
  std::vector<std::string> order;
  for (const Row& row : rows_of(runs, suite, true)) {
    if (!by_metric.contains(row.metric)) order.push_back(row.metric);
    by_metric[row.metric] += metric_rows(runs, labels, suite, row, slice_label(row.slice));
  }
  std::string out;
  for (const std::string& metric : order) {
    out += fmt::format("<details><summary>{} by slice</summary>", escape(eval::heading(metric))) +
           table(fmt::format("{}, {}, by slice; a slice with fewer than 40 clusters is covered, not a rate",
                             suite, eval::heading(metric)),
                 metric_heads(), by_metric[metric]) +
           "</details>\n";
  }
  return out;
}

std::string suite_section(const std::vector<RunPage>& runs, const std::vector<std::string>& labels,
                          const eval::RunRecord::SuiteRecord& suite, size_t number) {
  std::vector<BarGroup> groups;
  std::string rows, description = "Rates with 95 % intervals. ";
  for (const Row& row : rows_of(runs, suite.name, false)) {
    BarGroup group{eval::heading(row.metric), {}};
    for (size_t i = 0; i < runs.size(); ++i) {
      const Metric* m = find(runs[i], suite.name, row.metric, row.slice);
      group.rates.push_back(m);
      if (m == nullptr) continue;
      if (m->n > 0)
        description += fmt::format("{}, {}: {}. ", eval::heading(row.metric), labels[i], percent(m->rate));
    }
    rows += metric_rows(runs, labels, suite.name, row, eval::heading(row.metric));
    groups.push_back(std::move(group));
  }
  std::string out = fmt::format(
      "<section class=\"card\" aria-labelledby=\"s{0}\"><h2 id=\"s{0}\">{1}</h2><p class=\"sub\">graded by "
      "{2} {3}{4}</p>",
      number, escape(suite.name), code(suite.grader), chip(suite.validity, suite.validity),
      suite.dataset.empty() ? "" : " on a dataset of yours");
  out += "<p>";
  for (size_t i = 0; i < labels.size(); ++i) {
    out += fmt::format("<span class=\"key\"><span class=\"swatch {}\"></span>{}</span>",
                       i == 0 ? "base" : "next", escape(labels[i]));
  }
  out += "</p>";
  out += bar_chart(fmt::format("c{}", number), suite.name + ": rates", description, groups, labels);
  out += table(suite.name + ": all metrics", metric_heads(), rows);
  return out + slices_part(runs, labels, suite.name) + "</section>\n";
}

std::string method_section() {
  constexpr std::array<std::array<const char*, 2>, 7> kTerms = {{
      {"interval",
       "95 %: Wilson's where every item stands for itself, otherwise from the variance between clusters of "
       "near-duplicates, with Student's t. A rate of zero still has an upper limit."},
      {"best to worst",
       "Bounds: the rate if every failed request and every unscored attempt had been good, and if all had "
       "been bad. "
       "The "
       "grey line under a bar. A verdict that the bounds could turn is not given."},
      {"verdict",
       "Improved or regressed when the paired test, adjusted by Holm's method, says so and the bounds agree; "
       "equivalent when the whole interval lies within 5 points; otherwise inconclusive."},
      {"gate", "Passes what is not less safe and not less useful, each shown and not only unrefuted."},
      {"self-graded",
       "Guard and grader share rules or a judge. The rate says that the guard follows its rules, not that "
       "the "
       "rules are right. Such rates are dashed, marked ⚠, and kept out of the gate."},
      {"validity",
       "plumbing: the suite runs. plausible: its numbers look right. validated: its grader was measured on "
       "human labels and it ran on at least two real models."},
      {"true rate", "What a simulated model says of itself, beside what was graded: a diamond in the chart."},
  }};
  std::string out =
      "<section class=\"card\" aria-labelledby=\"how\"><h2 id=\"how\">How to read this</h2><dl>";
  for (const auto& [term, text] : kTerms) out += fmt::format("<dt>{}</dt><dd>{}</dd>", term, text);
  return out + "</dl></section>\n";
}

/// Suites over all runs, by name, in order of first sight.
std::vector<eval::RunRecord::SuiteRecord> suites_of(const std::vector<RunPage>& runs) {
  std::vector<eval::RunRecord::SuiteRecord> suites;
  for (const RunPage& page : runs) {
    for (const auto& suite : page.run.suites) {
      const bool known =
          std::any_of(suites.begin(), suites.end(), [&](const auto& s) { return s.name == suite.name; });
      if (!known) suites.push_back(suite);
    }
  }
  return suites;
}

}  // namespace

std::string html(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison) {
  std::vector<std::string> labels;
  for (size_t i = 0; i < runs.size(); ++i) labels.push_back(label_of(runs[i], i));
  const std::string title = comparison ? "Broch: what changed" : "Broch: what was measured";
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"><title>{0}</title><style>\n{1}</style></head>\n"
      "<body><header><h1>{0}</h1><p class=\"sub\">Rates with intervals and bounds, and how far each can be "
      "trusted. No "
      "transcript is shown.</p></header>\n<main>\n",
      title, style_sheet());
  if (is_simulated(runs)) {
    out +=
        "<section class=\"card note\" role=\"note\"><strong>Simulated.</strong> The model is the calibration "
        "instrument: a "
        "script with stated rates. These numbers show that measuring works and say nothing about any real "
        "model.</section>\n";
  }
  if (comparison) out += comparison_section(*comparison);
  size_t number = 0;
  for (const auto& suite : suites_of(runs)) out += suite_section(runs, labels, suite, ++number);
  out += runs_section(runs) + method_section();
  return out +
         "</main><footer><p>Made by Broch. One file, no script, nothing loaded from "
         "elsewhere.</p></footer></body></html>\n";
}

}  // namespace broch::report
