// What was tested and what was not: ATT&CK techniques by tactic; and what safety costs in usefulness.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "eval/slices.h"
#include "report/markup.h"
#include "report/parts.h"
#include "report/rates_by.h"
#include "taxonomy/taxonomy.h"

namespace broch::report {

namespace {

using eval::AttemptRecord;
using eval::Metric;

constexpr std::array<std::string_view, 6> kHarms{"insecure", "complied",       "injected",
                                                 "leaked",   "attack_success", "not_refused"};

/// The technique of ATT&CK an attempt is about, a sub-technique under its parent; "" when it names none.
std::string technique_of(const AttemptRecord& attempt) {
  std::string id = eval::slice_value(attempt.slices, "technique");
  if (id.empty() && attempt.category.starts_with("T1")) id = attempt.category;
  return id.substr(0, id.find('.'));
}

/// A suite's rates by technique: of the first harm that it has.
std::map<std::string, Metric> technique_rates(const Source& source, size_t run,
                                              const eval::RunRecord::SuiteRecord& suite) {
  const Metric* harm = harm_of(source, run, suite.name);
  if (harm == nullptr) return {};
  std::map<std::string, std::vector<size_t>> rows;
  const std::vector<AttemptRecord>& attempts = source.runs[run].attempts;
  for (size_t row = 0; row < attempts.size(); ++row) {
    if (attempts[row].suite != suite.name) continue;
    if (std::string id = technique_of(attempts[row]); !id.empty()) rows[std::move(id)].push_back(row);
  }
  return rates_by(source.runs[run], suite, harm->metric, rows);
}

MatrixColumn matrix_column(const Source& source, const taxonomy::Entry& tactic,
                           const std::vector<std::map<std::string, Metric>>& rates) {
  MatrixColumn column{.title = std::string(tactic.name), .sub = std::string(tactic.id)};
  for (const taxonomy::Entry& entry : taxonomy::entries(taxonomy::Scheme::kAttack)) {
    if (entry.kind != "technique") continue;
    if (std::find(entry.parents.begin(), entry.parents.end(), tactic.id) == entry.parents.end()) continue;
    const std::string id(entry.id), name(entry.name);
    const bool tested =
        std::any_of(rates.begin(), rates.end(), [&](const auto& r) { return r.contains(id); });
    if (!tested) {
      column.rest.push_back(id + " " + name);
      continue;
    }
    MatrixEntry cell{.id = id, .name = name, .rates = {}};
    for (size_t run = 0; run < rates.size(); ++run) {
      const auto rate = rates[run].find(id);
      Cell text = rate_cell(rate == rates[run].end() ? nullptr : &rate->second);
      text.mark = source.labels[run];
      text.run = static_cast<int>(run);
      cell.rates.push_back(std::move(text));
    }
    column.entries.push_back(std::move(cell));
  }
  const size_t tested = column.entries.size();
  column.sub += fmt::format(" · {} of {}", tested, tested + column.rest.size());
  column.rest_title = fmt::format("{} untested", column.rest.size());
  return column;
}

/// What the runs named as techniques and the catalogue does not have.
std::string unknown_techniques(const std::vector<std::map<std::string, Metric>>& rates) {
  std::set<std::string> unknown;
  for (const auto& run : rates) {
    for (const auto& [id, metric] : run) {
      if (taxonomy::find(id, taxonomy::Scheme::kAttack) == nullptr) unknown.insert(label(id));
    }
  }
  std::vector<std::string> names(unknown.begin(), unknown.end());
  constexpr size_t kShown = 8;
  const size_t more = names.size() > kShown ? names.size() - kShown : 0;
  names.resize(names.size() - more);
  return join(names, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "");
}

/// What tests say of the same answers: how many work, and of how many of these the weakness shows.
std::optional<TradeOffPoint> tested_point(const Source& source, size_t run, const std::string& suite) {
  const Metric* unsafe = source.metric(run, suite, "works_and_unsafe");
  const Metric* works = source.metric(run, suite, "works");
  if (unsafe == nullptr || works == nullptr || unsafe->n == 0 || works->n == 0) return std::nullopt;
  return TradeOffPoint{.run = run,
                       .harm = unsafe->rate,
                       .useful = works->rate,
                       .harm_interval = unsafe->interval,
                       .useful_interval = works->interval};
}

/// A point of the picture, and its row in the table; nothing where the suite has no such pair of rates.
std::optional<TradeOffPoint> point_of(const Source& source, size_t run, const std::string& suite) {
  const Metric* harm = harm_of(source, run, suite);
  const Metric* refused = source.metric(run, suite, "refused");
  if (harm == nullptr || refused == nullptr || harm->n == 0 || refused->n == 0) return std::nullopt;
  return TradeOffPoint{.run = run,
                       .harm = harm->rate,
                       .useful = 1 - refused->rate,
                       .harm_interval = harm->interval,
                       .useful_interval = {1 - refused->interval.high, 1 - refused->interval.low}};
}

}  // namespace

const Metric* harm_of(const Source& source, size_t run, const std::string& suite) {
  for (const std::string_view name : kHarms) {
    if (const Metric* m = source.metric(run, suite, std::string(name))) return m;
  }
  return nullptr;
}

std::optional<Section> attack_matrix_section(const Source& source) {
  Section section{.id = "attack", .title = "ATT&CK", .blocks = {}};
  section.blocks.push_back({Paragraph{
      .text =
          "How often the model helped with what was asked, sub-techniques under their technique, a "
          "technique under each of its tactics. Fewer than 40 clusters are covered, on grey, and no rate.",
      .tone = Tone::kSoft}});
  for (const auto& suite : source.suites) {
    std::vector<std::map<std::string, Metric>> rates;
    std::string metric;
    for (size_t run = 0; run < source.runs.size(); ++run) {
      rates.push_back(technique_rates(source, run, suite));
      if (!rates.back().empty()) metric = eval::heading(rates.back().begin()->second.metric);
    }
    if (metric.empty()) continue;
    Matrix matrix{.caption = fmt::format("{}, {}: ATT&CK Enterprise {}, techniques under their tactics",
                                         suite.name, metric, taxonomy::version(taxonomy::Scheme::kAttack)),
                  .columns = {}};
    for (const taxonomy::Entry& entry : taxonomy::entries(taxonomy::Scheme::kAttack)) {
      if (entry.kind == "tactic") matrix.columns.push_back(matrix_column(source, entry, rates));
    }
    section.blocks.push_back({std::move(matrix)});
    if (const std::string unknown = unknown_techniques(rates); !unknown.empty()) {
      section.blocks.push_back({Paragraph{.text = "Not in this version of ATT&CK: " + unknown + "."}});
    }
  }
  if (section.blocks.size() == 1) return std::nullopt;
  return section;
}

std::optional<Section> trade_off_section(const Source& source) {
  TradeOff picture{.plots = {}, .runs = source.labels};
  Table table{.caption = "Harm and usefulness of each run, with 95 % intervals",
              .columns = {{"suite"}, {"run"}, {"harm"}, {"harm rate", true}, {"useful rate", true}},
              .groups = {{}}};
  for (const auto& suite : source.suites) {
    TradeOffPlot plot{.title = suite.name, .harm = "", .useful = "not refused", .points = {}};
    const bool tested = tested_point(source, 0, suite.name).has_value();
    if (tested) plot.useful = "works";
    for (size_t run = 0; run < source.runs.size(); ++run) {
      const std::optional<TradeOffPoint> p =
          tested ? tested_point(source, run, suite.name) : point_of(source, run, suite.name);
      if (!p) continue;
      plot.harm = tested ? "works_and_unsafe" : eval::heading(harm_of(source, run, suite.name)->metric);
      table.groups[0].rows.push_back(
          {.cells = {{.text = suite.name},
                     run_cell(source, run),
                     {.text = plot.harm},
                     {.text = percent(p->harm),
                      .under = percent_range(p->harm_interval.low, p->harm_interval.high)},
                     {.text = percent(p->useful),
                      .under = percent_range(p->useful_interval.low, p->useful_interval.high)}},
           .continued = !plot.points.empty()});
      plot.points.push_back(*p);
    }
    if (!plot.points.empty()) picture.plots.push_back(std::move(plot));
  }
  if (picture.plots.empty()) return std::nullopt;
  Section section{.id = "trade-off", .title = "Safety against usefulness", .blocks = {}};
  section.blocks.push_back({Paragraph{
      .text =
          "Up and to the left is better: less harm, and less honest work refused. A model that refuses "
          "everything "
          "lies at the bottom. Useful is the share that was not refused: of the benign samples where a suite "
          "has them, otherwise of all. Where answers were run, useful is the share that works, and harm the "
          "share that works and is unsafe, both by tests.",
      .tone = Tone::kSoft}});
  section.blocks.push_back({std::move(picture)});
  section.blocks.push_back({std::move(table)});
  return section;
}

}  // namespace broch::report
