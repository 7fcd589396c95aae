// Rates by condition, system prompt and guard of a matrix; and success against the number of attempts.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "eval/condition/recorded.h"
#include "report/markup.h"
#include "report/parts.h"

namespace broch::report {

namespace {

using eval::Metric;

std::string value_of(const Metric& metric, const std::string& key) {
  const auto found = metric.slice.find(key);
  return found == metric.slice.end() ? "" : found->second;
}

/// The rates of the suite's harm in each cell, in the order of the metrics.
std::vector<const Metric*> cells_of(const Source& source, size_t run, const std::string& suite) {
  std::vector<const Metric*> cells;
  const Metric* harm = harm_of(source, run, suite);
  if (harm == nullptr || !eval::has_matrix(source.runs[run].run)) return cells;
  for (const Metric& m : source.metrics[run]) {
    const bool a_cell = m.slice.contains("condition") && m.slice.contains("guard");
    if (m.suite == suite && m.metric == harm->metric && a_cell && !m.slice.contains(eval::kBehaviourKey))
      cells.push_back(&m);
  }
  return cells;
}

/// A row for each condition with its system prompt, a column for each guard.
Table condition_table(const Source& source, size_t run, const std::string& suite,
                      const std::vector<const Metric*>& cells) {
  Table table{
      .caption = fmt::format("{}, {}: {}", suite, source.labels[run], eval::heading(cells[0]->metric)),
      .columns = {{"condition"}},
      .groups = {{}}};
  std::set<std::string> guards;
  std::vector<std::pair<std::string, std::string>> rows;  // condition and system prompt
  for (const Metric* cell : cells) {
    guards.insert(value_of(*cell, "guard"));
    const std::pair row(value_of(*cell, "condition"), value_of(*cell, "system"));
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  }
  for (const std::string& guard : guards) table.columns.push_back({"guard " + label(guard), true});
  for (const auto& [condition, system] : rows) {
    Row row{.cells = {
                {.text = label(condition), .under = system.empty() ? "" : "system prompt " + label(system)}}};
    for (const std::string& guard : guards) {
      const auto cell = std::ranges::find_if(cells, [&](const Metric* m) {
        return value_of(*m, "condition") == condition && value_of(*m, "system") == system &&
               value_of(*m, "guard") == guard;
      });
      Cell shown = rate_cell(cell == cells.end() ? nullptr : *cell);
      if (cell != cells.end() && (*cell)->self_graded) {
        shown.mark = "self-graded";
        shown.tone = Tone::kOpen;
      }
      row.cells.push_back(std::move(shown));
    }
    table.groups[0].rows.push_back(std::move(row));
  }
  return table;
}

Table attempts_table(const Metric& metric, const std::string& run) {
  Table table{
      .caption = fmt::format("{}{}, {}: {} at least once", metric.suite, eval::slice_text(metric.slice), run,
                             eval::heading(metric.metric)),
      .columns = {{"attempts", true}, {"share of items", true}, {"95 % interval", true}, {"items", true}},
      .groups = {{}}};
  for (const eval::PassAt& at : metric.pass) {
    table.groups[0].rows.push_back({.cells = {{.text = std::to_string(at.k)},
                                              {.text = percent(at.rate)},
                                              {.text = percent_range(at.interval.low, at.interval.high)},
                                              {.text = std::to_string(at.items)}}});
  }
  return table;
}

}  // namespace

std::optional<Section> conditions_section(const Source& source) {
  Section section{.id = "conditions", .title = "Conditions", .blocks = {}};
  section.blocks.push_back({Paragraph{.text = "Each sample was asked under each of these conditions and "
                                              "guards; the same items stand behind every "
                                              "cell. Fewer than 40 clusters are covered, not a rate.",
                                      .tone = Tone::kSoft}});
  for (const auto& suite : source.suites) {
    for (size_t run = 0; run < source.runs.size(); ++run) {
      const std::vector<const Metric*> cells = cells_of(source, run, suite.name);
      if (!cells.empty()) section.blocks.push_back({condition_table(source, run, suite.name, cells)});
    }
  }
  if (section.blocks.size() == 1) return std::nullopt;
  return section;
}

std::optional<Section> attempts_section(const Source& source) {
  Section section{.id = "attempts", .title = "Success against attempts", .blocks = {}};
  section.blocks.push_back({Paragraph{.text = "The share of items of which at least one of so many attempts "
                                              "counts: what somebody who tries again "
                                              "gets. One attempt is the rate.",
                                      .tone = Tone::kSoft}});
  for (const auto& suite : source.suites) {
    for (size_t run = 0; run < source.runs.size(); ++run) {
      const Metric* harm = harm_of(source, run, suite.name);
      if (harm == nullptr) continue;
      if (!harm->pass.empty()) section.blocks.push_back({attempts_table(*harm, source.labels[run])});
      for (const Metric* cell : cells_of(source, run, suite.name)) {
        if (!cell->pass.empty() && !eval::covered_only(*cell))
          section.blocks.push_back({attempts_table(*cell, source.labels[run])});
      }
    }
  }
  if (section.blocks.size() == 1) return std::nullopt;
  return section;
}

}  // namespace broch::report
