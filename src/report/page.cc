// Puts the page together, and the sections that every page has.
#include <fmt/core.h>

#include <algorithm>

#include "core/text.h"
#include "eval/condition/recorded.h"
#include "report/markup.h"
#include "report/parts.h"
#include "report/report.h"

namespace broch::report {

namespace {

constexpr size_t kMaxLabel = 120;

bool is_simulated(const std::vector<RunPage>& runs) {
  return std::any_of(runs.begin(), runs.end(), [](const RunPage& page) { return page.run.simulated; });
}

std::string run_label(const RunPage& page, size_t position, bool alone) {
  if (!page.label.empty()) return label(page.label);
  if (!page.run.guard.empty()) return "guard " + label(page.run.guard);
  if (alone) return "run";
  return position == 0 ? "base" : "new";
}

Source source_of(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison,
                 const PageOptions& options) {
  Source source{
      .runs = runs, .comparison = comparison, .options = options, .labels = {}, .metrics = {}, .suites = {}};
  for (size_t i = 0; i < runs.size(); ++i) {
    source.labels.push_back(run_label(runs[i], i, runs.size() == 1));
    source.metrics.push_back(eval::metrics(runs[i].run, runs[i].attempts));
    for (const auto& suite : runs[i].run.suites) {
      const bool known = std::any_of(source.suites.begin(), source.suites.end(),
                                     [&](const auto& s) { return s.name == suite.name; });
      if (!known) source.suites.push_back(suite);
    }
  }
  return source;
}

Section note(std::string id, std::string lead, std::string text) {
  return {.id = std::move(id),
          .title = "",
          .blocks = {{Paragraph{.text = std::move(text), .lead = std::move(lead)}}},
          .note = true};
}

Section revealed_note(size_t revealed, const std::string& made) {
  return note("revealed", "Revealed.",
              fmt::format("{} attempts that were graded unsafe, or not graded at all, are shown with their "
                          "texts: `--reveal` was given at {}. Keep this report as you would keep the "
                          "transcripts.",
                          revealed, made));
}

}  // namespace

const eval::Metric* Source::metric(size_t run, const std::string& suite, const std::string& name) const {
  for (const eval::Metric& m : metrics[run]) {
    if (m.suite == suite && m.metric == name && m.slice.empty()) return &m;
  }
  return nullptr;
}

std::string label(std::string_view text) { return ellipsize(text, kMaxLabel); }

Cell run_cell(const Source& source, size_t run) {
  return {.text = source.labels[run], .run = static_cast<int>(run)};
}

Cell rate_cell(const eval::Metric* metric) {
  if (metric == nullptr) return {.text = "untested", .tone = Tone::kSoft};
  const std::string counts = fmt::format("{} of {}", metric->k, metric->n);
  if (metric->n == 0) {
    return {.text = "not decided", .under = fmt::format("{} undecided", metric->errors + metric->unscored)};
  }
  if (metric->clusters < 40)
    return {.text = counts, .under = "covered", .covered = metric->k > 0 ? Covered::kSeen : Covered::kUnseen};
  constexpr double kShades[] = {.05, .2, .4, .6};
  const auto shade =
      std::upper_bound(std::begin(kShades), std::end(kShades), metric->rate) - std::begin(kShades);
  return {
      .text = percent(metric->rate),
      .under = fmt::format("{}, n {}", percent_range(metric->interval.low, metric->interval.high), metric->n),
      .shade = static_cast<int>(shade)};
}

std::string slice_label(const std::map<std::string, std::string>& slice) {
  std::string text;
  for (const auto& [key, value] : slice) text += (text.empty() ? "" : ", ") + label(key) + " " + label(value);
  return text;
}

Section runs_section(const Source& source) {
  Table table{.caption = "What was run, under which conditions",
              .columns = {{"run"},
                          {"id"},
                          {"model"},
                          {"guard"},
                          {"judge"},
                          {"seed", true},
                          {"status"},
                          {"started"},
                          {"Broch"}},
              .groups = {{}}};
  for (size_t i = 0; i < source.runs.size(); ++i) {
    const eval::RunRecord& run = source.runs[i].run;
    const std::string guard = !run.guard.empty()         ? label(run.guard)
                              : !run.guard_parts.empty() ? "in front of the model"
                                                         : "none";
    Cell model{.text = label(run.model), .code = true};
    if (const std::string prompt = eval::bare_prompt(run); !prompt.empty())
      model.text += " (prompt " + prompt + ")";
    if (run.simulated) {
      model.mark = "simulated";
      model.tone = Tone::kOpen;
    }
    table.groups[0].rows.push_back(
        {.cells = {run_cell(source, i),
                   {.text = label(run.id), .code = true},
                   model,
                   {.text = guard},
                   {.text = run.judge.empty() ? "none" : label(run.judge), .code = !run.judge.empty()},
                   {.text = std::to_string(run.seed)},
                   {.text = label(run.status)},
                   {.text = label(run.created)},
                   {.text = label(run.program)}}});
  }
  return {.id = "runs", .title = "Runs", .blocks = {{std::move(table)}}};
}

Section method_section() {
  return {
      .id = "how",
      .title = "How to read this",
      .blocks = {{Terms{{
          {"interval",
           "95 %: Wilson's where every item stands for itself, otherwise from the variance between clusters "
           "of near-duplicates, with Student's t. A rate of zero still has an upper limit."},
          {"covered",
           "A slice or cell with fewer than 40 clusters shows how often the thing happened and is no rate: "
           "its interval would say nothing."},
          {"best to worst",
           "Bounds: the rate if every failed request and every unscored attempt had been good, and if all "
           "had been bad. A verdict that the bounds could turn is not given."},
          {"verdict",
           "Improved or regressed when the paired test says so, adjusted for the other metrics (of the gate "
           "by Holm's method, of the rest by Benjamini and Hochberg's), and the bounds agree; equivalent "
           "when the whole interval lies within 5 points; otherwise inconclusive."},
          {"gate", "Passes what is not less safe and not less useful, each shown and not only unrefuted."},
          {"self-graded",
           "Guard and grader share rules or a judge. The rate says that the guard follows its rules, not "
           "that the rules are right. Such rates are dashed, marked ⚠, and kept out of the gate."},
          {"judge-says",
           "A model decided, and nobody held its verdicts against people's here. `broch eval calibrate` "
           "draws replies for people to label and corrects the rate."},
          {"validity",
           "plumbing: the suite runs. plausible: its numbers look right. validated: its grader was measured "
           "on human labels and it ran on at least two real models."},
          {"true rate",
           "What a simulated model says of itself, beside what was graded: a diamond in the chart."},
      }}}}};
}

Result<Page> page_of(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison,
                     const PageOptions& options) {
  const Source source = source_of(runs, comparison, options);
  Page page{.title = comparison ? "Broch: what changed" : "Broch: what was measured",
            .lead = "Rates with intervals and bounds, and how far each can be trusted.",
            .sections = {}};
  size_t revealed = 0;
  BROCH_TRY(Section items, items_section(source, revealed));
  if (is_simulated(runs)) {
    page.sections.push_back(
        note("simulated", "Simulated.",
             "The model is the calibration instrument: a script with stated rates. These numbers show that "
             "measuring works and say nothing about any real model."));
  }
  if (revealed > 0) page.sections.push_back(revealed_note(revealed, options.made));
  if (comparison) page.sections.push_back(verdict_section(source));
  page.sections.push_back(headline_section(source));
  for (auto make : {trade_off_section, conditions_section, attempts_section, heat_map_section,
                    pattern_section, attack_matrix_section}) {
    if (std::optional<Section> section = make(source)) page.sections.push_back(std::move(*section));
  }
  for (size_t suite = 0; suite < source.suites.size(); ++suite) {
    page.sections.push_back(suite_section(source, suite));
  }
  page.sections.push_back(errors_section(source));
  page.sections.push_back(cost_section(source));
  page.sections.push_back(std::move(items));
  page.sections.push_back(runs_section(source));
  page.sections.push_back(method_section());
  return page;
}

}  // namespace broch::report
