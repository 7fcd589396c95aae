// Sections about rates: the headline, each suite with its slices, the verdict about two runs.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/text.h"
#include "report/markup.h"
#include "report/parts.h"

namespace broch::report {

namespace {

using eval::Metric;
using eval::MetricVerdict;

/// Slices of one metric that are shown; a dataset may have as many as samples.
constexpr size_t kMaxSlices = 300;
constexpr double kMargin = 0.05;

Tone tone_of(eval::VerdictKind kind) {
  switch (kind) {
    case eval::VerdictKind::kImproved:
      return Tone::kGood;
    case eval::VerdictKind::kRegressed:
      return Tone::kBad;
    case eval::VerdictKind::kInconclusive:
      return Tone::kOpen;
    case eval::VerdictKind::kEquivalent:
    case eval::VerdictKind::kNotComparable:
      return Tone::kSoft;
  }
  return Tone::kSoft;
}

Tone tone_of_gate(const std::string& gate) {
  return gate == "pass" ? Tone::kGood : gate == "fail" ? Tone::kBad : Tone::kOpen;
}

Cell validity_cell(const std::string& validity) {
  return {.text = "",
          .mark = label(validity),
          .tone = validity == "validated"  ? Tone::kGood
                  : validity == "plumbing" ? Tone::kOpen
                                           : Tone::kSoft};
}

const Metric* find(const Source& source, size_t run, const Metric& like) {
  for (const Metric& m : source.metrics[run]) {
    if (m.suite == like.suite && m.metric == like.metric && m.slice == like.slice) return &m;
  }
  return nullptr;
}

/// Metrics of a suite in order of first sight over all runs: whole-suite ones, or those of slices.
std::vector<Metric> rows_of(const Source& source, const std::string& suite, bool slices) {
  std::vector<Metric> rows;
  std::set<std::pair<std::string, std::map<std::string, std::string>>> seen;
  for (const auto& metrics : source.metrics) {
    for (const Metric& m : metrics) {
      if (m.suite == suite && m.slice.empty() != slices && seen.emplace(m.metric, m.slice).second)
        rows.push_back(m);
    }
  }
  return rows;
}

/// What follows the row's head: whose rate it is, and all that qualifies it.
std::vector<Cell> rate_cells(const Source& source, size_t run, const Metric& m) {
  const bool rate = m.n > 0 && !eval::covered_only(m);
  Cell who = run_cell(source, run);
  if (m.self_graded) {
    who.mark = "self-graded";
    who.tone = Tone::kOpen;
  } else if (m.judge_says) {
    who.mark = "judge-says";
    who.tone = Tone::kOpen;
  }
  const std::string none = "–";
  return {who,
          {.text = rate      ? percent(m.rate)
                   : m.n > 0 ? "covered"
                             : "not decided",
           .under = eval::needs_works(m) ? eval::works_text(m) : "",
           .strong = rate},
          {.text = rate ? percent_range(m.interval.low, m.interval.high) : none},
          {.text = rate ? percent_range(m.best, m.worst) : none},
          {.text = fmt::format("{} of {}", m.k, m.n)},
          {.text = std::to_string(m.clusters)},
          {.text = fmt::format("{} + {}", m.errors, m.unscored)},
          {.text = m.true_rate && rate ? percent(*m.true_rate) : none}};
}

std::vector<Column> rate_columns(const char* head) {
  return {{head},
          {"run"},
          {"rate", true},
          {"95 % interval", true},
          {"best to worst", true},
          {"k of n", true},
          {"clusters", true},
          {"errors + unscored", true},
          {"true rate", true}};
}

/// A row per run, under one head.
void add_rows(const Source& source, const Metric& like, const Cell& head, Group& group) {
  bool continued = false;
  for (size_t run = 0; run < source.runs.size(); ++run) {
    const Metric* m = find(source, run, like);
    if (m == nullptr) continue;
    Row row{.cells = {head}, .continued = continued};
    for (Cell& cell : rate_cells(source, run, *m)) row.cells.push_back(std::move(cell));
    group.rows.push_back(std::move(row));
    continued = true;
  }
}

/// What a reader needs beside the numbers, as clauses.
std::string remark(const MetricVerdict& v) {
  std::vector<std::string> clauses;
  if (v.reason == "grader-is-guard") {
    clauses.push_back(
        "grader-is-guard: the guard decides with the rules that grade it, so the rate is self-graded");
  } else if (!v.reason.empty()) {
    clauses.push_back(label(v.reason));
  }
  if (v.judge_says) clauses.push_back("judge-says");
  if (v.n_to_decide) clauses.push_back(fmt::format("about {:.0f} items would decide", *v.n_to_decide));
  const bool open = v.kind == eval::VerdictKind::kInconclusive && v.n > 0;
  if (open && v.role != eval::GateRole::kNone && v.loss_limit < kMargin) {
    clauses.push_back(
        v.loss_limit <= 0
            ? "shown to be no worse"
            : fmt::format("shown to be less than {:.1f} points worse, which is within the margin",
                          std::ceil(v.loss_limit * 1000) / 10));
  }
  if (v.unpaired > 0) clauses.push_back(fmt::format("{} items without a pair", v.unpaired));
  if (v.n > 0 && v.kind != eval::VerdictKind::kNotComparable) clauses.push_back(v.test);
  return join(clauses, "; ");
}

Row verdict_row(const MetricVerdict& v, double scale) {
  Row row{.cells = {{.text = eval::heading(v.metric), .under = slice_label(v.slice)},
                    {.text = "", .mark = eval::name(v.kind), .tone = tone_of(v.kind)}},
          .remark = remark(v)};
  if (v.kind == eval::VerdictKind::kNotComparable) {
    for (int i = 0; i < 5; ++i) row.cells.push_back({.text = "–"});
    return row;
  }
  const bool rates = v.base_rate && v.new_rate;
  row.cells.push_back({.text = rates ? percent(*v.base_rate) + " → " + percent(*v.new_rate) : "–"});
  row.cells.push_back({.text = points(v.difference)});
  row.cells.push_back({.text = points(v.interval.low) + " to " + points(v.interval.high),
                       .bar = DifferenceBar{v.difference, v.interval, tone_of(v.kind), kMargin, scale}});
  row.cells.push_back({.text = p_value(v.p_adjusted)});
  row.cells.push_back({.text = std::to_string(v.n)});
  return row;
}

/// Verdicts about whole suites, or about slices, a group per suite.
Table verdict_table(const eval::Comparison& comparison, bool slices, double scale) {
  Table table{.caption = slices ? "Slices of at least 40 clusters, paired by item"
                                : "New minus base, paired by item; the grey band is the equivalence margin "
                                  "of 5 points",
              .columns = {{"metric"},
                          {"verdict"},
                          {"base → new", true},
                          {"points", true},
                          {"95 % interval, points"},
                          {"p adjusted", true},
                          {"items", true}},
              .groups = {}};
  for (const MetricVerdict& v : comparison.verdicts) {
    if (v.slice.empty() == slices) continue;
    if (table.groups.empty() || table.groups.back().title != v.suite) table.groups.push_back({v.suite, {}});
    table.groups.back().rows.push_back(verdict_row(v, scale));
  }
  return table;
}

const MetricVerdict* verdict_of(const Source& source, const Metric& metric) {
  if (!source.comparison) return nullptr;
  for (const MetricVerdict& v : source.comparison->verdicts) {
    if (v.suite == metric.suite && v.metric == metric.metric && v.slice.empty()) return &v;
  }
  return nullptr;
}

/// The suite's slices, a table per metric.
std::vector<Block> slice_blocks(const Source& source, const std::string& suite) {
  std::vector<Block> blocks;
  std::vector<std::pair<std::string, std::vector<Metric>>> by_metric;
  for (const Metric& row : rows_of(source, suite, true)) {
    const auto known = std::find_if(by_metric.begin(), by_metric.end(),
                                    [&](const auto& m) { return m.first == row.metric; });
    if (known == by_metric.end()) {
      by_metric.push_back({row.metric, {row}});
    } else {
      known->second.push_back(row);
    }
  }
  for (const auto& [metric, rows] : by_metric) {
    Table table{
        .caption = fmt::format("{}, {}, by slice; a slice with fewer than 40 clusters is covered, not a rate",
                               suite, eval::heading(metric)),
        .columns = rate_columns("slice"),
        .groups = {{}}};
    for (size_t i = 0; i < std::min(rows.size(), kMaxSlices); ++i) {
      add_rows(source, rows[i], {.text = slice_label(rows[i].slice), .code = true}, table.groups[0]);
    }
    Details details{.summary = fmt::format("{} by slice", eval::heading(metric)), .blocks = {}};
    details.blocks.push_back({std::move(table)});
    if (rows.size() > kMaxSlices) {
      details.blocks.push_back({Paragraph{
          .text = fmt::format("{} more slices are left out; `broch eval show --json` has them all.",
                              rows.size() - kMaxSlices)}});
    }
    blocks.push_back({std::move(details)});
  }
  return blocks;
}

}  // namespace

Section headline_section(const Source& source) {
  Table table{
      .caption = "The main rate of each suite: the harm that it measures, where it measures one",
      .columns = {{"suite"}, {"metric"}, {"run"}, {"rate", true}, {"95 % interval", true}, {"validity"}},
      .groups = {{}}};
  if (source.comparison) table.columns.push_back({"verdict"});
  for (const auto& suite : source.suites) {
    const std::vector<Metric> rows = rows_of(source, suite.name, false);
    bool continued = false;
    for (size_t run = 0; run < source.runs.size() && !rows.empty(); ++run) {
      const Metric* harm = harm_of(source, run, suite.name);
      const Metric* m = harm != nullptr ? harm : find(source, run, rows.front());
      if (m == nullptr) continue;
      const std::vector<Cell> rates = rate_cells(source, run, *m);
      Row row{.cells = {{.text = suite.name},
                        {.text = eval::heading(m->metric)},
                        rates[0],
                        rates[1],
                        rates[2],
                        validity_cell(m->validity)},
              .continued = continued};
      if (source.comparison) {
        const MetricVerdict* v = run + 1 == source.runs.size() ? verdict_of(source, *m) : nullptr;
        row.cells.push_back(
            v == nullptr ? Cell{} : Cell{.text = "", .mark = eval::name(v->kind), .tone = tone_of(v->kind)});
      }
      table.groups[0].rows.push_back(std::move(row));
      continued = true;
    }
  }
  return {.id = "headline", .title = "In short", .blocks = {{std::move(table)}}};
}

Section verdict_section(const Source& source) {
  const eval::Comparison& comparison = *source.comparison;
  double scale = 2 * kMargin;
  for (const MetricVerdict& v : comparison.verdicts) {
    if (v.kind == eval::VerdictKind::kNotComparable || !v.slice.empty()) continue;
    scale = std::max({scale, std::abs(v.interval.low), std::abs(v.interval.high)});
  }
  std::vector<std::string> factors;
  for (const std::string& factor : comparison.differing_factors()) factors.push_back(label(factor));
  Section section{.id = "verdict", .title = "Verdict", .blocks = {}, .tone = tone_of_gate(comparison.gate)};
  section.blocks.push_back({Paragraph{.text = comparison.gate_reason,
                                      .lead = "Gate: " + comparison.gate,
                                      .tone = tone_of_gate(comparison.gate)}});
  section.blocks.push_back({Paragraph{
      .text = fmt::format("Conditions that differ: {}.", factors.empty() ? "none" : join(factors, ", ")),
      .tone = Tone::kSoft}});
  section.blocks.push_back({verdict_table(comparison, false, scale)});
  Table slices = verdict_table(comparison, true, scale);
  if (!slices.groups.empty()) {
    section.blocks.push_back({Details{.summary = "Verdicts about slices", .blocks = {{std::move(slices)}}}});
  }
  return section;
}

Section suite_section(const Source& source, size_t number) {
  const eval::RunRecord::SuiteRecord& suite = source.suites[number];
  BarChart chart{.title = suite.name + ": rates", .groups = {}, .runs = source.labels};
  Table table{.caption = suite.name + ": all metrics", .columns = rate_columns("metric"), .groups = {{}}};
  for (const Metric& row : rows_of(source, suite.name, false)) {
    BarGroup bars{.label = eval::heading(row.metric), .rates = {}};
    for (size_t run = 0; run < source.runs.size(); ++run) {
      const Metric* m = find(source, run, row);
      bars.rates.push_back(m == nullptr ? std::nullopt : std::optional(*m));
    }
    chart.groups.push_back(std::move(bars));
    add_rows(source, row, {.text = eval::heading(row.metric)}, table.groups[0]);
  }
  Section section{.id = fmt::format("suite-{}", number + 1), .title = suite.name, .blocks = {}};
  section.blocks.push_back(
      {Paragraph{.text = fmt::format("Graded by {}, {}{}.", label(suite.grader), label(suite.validity),
                                     suite.dataset.empty() ? "" : ", on a dataset of yours"),
                 .tone = Tone::kSoft}});
  section.blocks.push_back({std::move(chart)});
  section.blocks.push_back({std::move(table)});
  for (Block& block : slice_blocks(source, suite.name)) section.blocks.push_back(std::move(block));
  return section;
}

}  // namespace broch::report
