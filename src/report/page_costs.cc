// Sections about what went wrong, and what the runs cost.
#include <fmt/core.h>

#include <algorithm>

#include "core/text.h"
#include "model/model.h"
#include "report/markup.h"
#include "report/parts.h"

namespace broch::report {

namespace {

using eval::AttemptRecord;
using eval::Outcome;

/// Kinds of one run and suite that are told apart, the most frequent ones.
constexpr size_t kMaxKinds = 8;
constexpr size_t kMaxExample = 200;

/// "timeout" of "timeout: no answer in 30 s".
std::string kind_of(const std::string& error) {
  const std::string kind = error.substr(0, error.find(':'));
  return kind.empty() || kind.size() > 40 ? "other" : kind;
}

/// The grader's reason, unless it is a piece of a reply that nobody found safe.
std::string reason_of(const AttemptRecord& attempt) {
  const std::string& why = attempt.grade.why;
  if (why.empty()) return "no reason is stored";
  return attempt.reply.find(why) != std::string::npos ? "the grader quotes the reply"
                                                      : ellipsize(why, kMaxExample);
}

struct Kind {
  int64_t count = 0;
  std::string example;
};

std::vector<std::pair<std::string, Kind>> by_count(const std::map<std::string, Kind>& kinds) {
  std::vector<std::pair<std::string, Kind>> out(kinds.begin(), kinds.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  return out;
}

/// Rows of one run and suite: failed requests by kind, unscored attempts by reason.
void add_kinds(const Source& source, size_t run, const std::string& suite, Group& group) {
  std::map<std::string, Kind> errors, unscored;
  int64_t attempts = 0;
  for (const AttemptRecord& attempt : source.runs[run].attempts) {
    if (attempt.suite != suite) continue;
    ++attempts;
    if (attempt.grade.outcome == Outcome::kError) {
      Kind& kind = errors[kind_of(attempt.error)];
      if (kind.count++ == 0)
        kind.example = ellipsize(attempt.error, kMaxExample) + " (" + label(attempt.sample) + ")";
    } else if (attempt.grade.outcome == Outcome::kUnscored) {
      Kind& kind = unscored[reason_of(attempt)];
      if (kind.count++ == 0) kind.example = "sample " + label(attempt.sample);
    }
  }
  const auto add = [&](const char* what, const std::map<std::string, Kind>& kinds) {
    size_t shown = 0;
    int64_t rest = 0;
    for (const auto& [name, kind] : by_count(kinds)) {
      if (++shown > kMaxKinds) {
        rest += kind.count;
        continue;
      }
      group.rows.push_back(
          {.cells = {{.text = what},
                     run_cell(source, run),
                     {.text = name},
                     {.text = count(kind.count)},
                     {.text = percent(static_cast<double>(kind.count) / static_cast<double>(attempts))},
                     {.text = kind.example, .code = true}}});
    }
    if (rest > 0) {
      group.rows.push_back(
          {.cells = {{.text = what},
                     run_cell(source, run),
                     {.text = "other kinds"},
                     {.text = count(rest)},
                     {.text = percent(static_cast<double>(rest) / static_cast<double>(attempts))},
                     {}}});
    }
  };
  add("error", errors);
  add("unscored", unscored);
}

/// US dollars per million tokens.
struct Price {
  double input = 0, output = 0;
};

/// What the model spec of the request says; nothing for a model without prices.
std::optional<Price> price_of(const eval::RunRecord& run) {
  if (run.simulated) return Price{};
  const auto spec = model::parse_spec(run.request.get_string("model").value_or(run.model));
  if (!spec) return std::nullopt;
  const auto number = [&](const char* key) -> std::optional<double> {
    const auto option = spec->options.find(key);
    if (option == spec->options.end()) return std::nullopt;
    const auto parsed = json::parse(option->second);
    return parsed && parsed->is_number() ? std::optional(parsed->as_double()) : std::nullopt;
  };
  const auto input = number("price_in"), output = number("price_out");
  return input && output ? std::optional(Price{*input, *output}) : std::nullopt;
}

struct Cost {
  int64_t attempts = 0, tries = 0, input = 0, output = 0, micros = 0;
  std::vector<int64_t> latencies;  ///< of answered attempts

  void add(const AttemptRecord& attempt) {
    ++attempts;
    tries += attempt.tries;
    input += attempt.input_tokens;
    output += attempt.output_tokens;
    micros += attempt.micros;
    if (attempt.grade.outcome != Outcome::kError) latencies.push_back(attempt.micros);
  }
};

/// Nearest rank; "–" of nothing.
std::string percentile(std::vector<int64_t> values, size_t percent) {
  if (values.empty()) return "–";
  const size_t rank = std::max<size_t>(1, (values.size() * percent + 99) / 100) - 1;
  std::nth_element(values.begin(), values.begin() + static_cast<ptrdiff_t>(rank), values.end());
  return duration(values[rank]);
}

std::string money(const Cost& cost, const std::optional<Price>& price, bool simulated) {
  if (simulated) return "free";
  if (!price) return "not priced";
  return fmt::format("${:.4f}", (static_cast<double>(cost.input) * price->input +
                                 static_cast<double>(cost.output) * price->output) /
                                    1e6);
}

Row cost_row(const Source& source, size_t run, const std::string& name, const Cost& cost) {
  const eval::RunRecord& record = source.runs[run].run;
  return {.cells = {{.text = name},
                    run_cell(source, run),
                    {.text = count(cost.attempts)},
                    {.text = count(cost.tries)},
                    {.text = count(cost.input)},
                    {.text = count(cost.output)},
                    {.text = percentile(cost.latencies, 50)},
                    {.text = percentile(cost.latencies, 95)},
                    {.text = duration(cost.micros)},
                    {.text = money(cost, price_of(record), record.simulated)}}};
}

}  // namespace

Section errors_section(const Source& source) {
  Table table{
      .caption =
          "Failed requests by kind, and attempts that the grader could not decide by reason; they widen "
          "every rate into its bounds",
      .columns = {{"outcome"}, {"run"}, {"kind"}, {"attempts", true}, {"of the suite", true}, {"example"}},
      .groups = {}};
  for (const auto& suite : source.suites) {
    Group group{.title = suite.name, .rows = {}};
    for (size_t run = 0; run < source.runs.size(); ++run) add_kinds(source, run, suite.name, group);
    if (!group.rows.empty()) table.groups.push_back(std::move(group));
  }
  Section section{.id = "errors", .title = "Errors and unscored", .blocks = {}};
  if (table.groups.empty()) {
    section.blocks.push_back({Paragraph{.text = "None: every attempt was answered and graded."}});
  } else {
    section.blocks.push_back({std::move(table)});
  }
  return section;
}

Section cost_section(const Source& source) {
  Table table{
      .caption =
          "Requests to the model, its tokens and the time it took; what a judge was asked is not in it",
      .columns = {{"suite"},
                  {"run"},
                  {"attempts", true},
                  {"requests", true},
                  {"tokens in", true},
                  {"tokens out", true},
                  {"p50", true},
                  {"p95", true},
                  {"waited", true},
                  {"money", true}},
      .groups = {{}}};
  std::vector<Cost> totals(source.runs.size());
  for (const auto& suite : source.suites) {
    bool continued = false;
    for (size_t run = 0; run < source.runs.size(); ++run) {
      Cost cost;
      for (const AttemptRecord& attempt : source.runs[run].attempts) {
        if (attempt.suite != suite.name) continue;
        cost.add(attempt);
        totals[run].add(attempt);
      }
      Row row = cost_row(source, run, suite.name, cost);
      row.continued = continued;
      table.groups[0].rows.push_back(std::move(row));
      continued = true;
    }
  }
  for (size_t run = 0; run < totals.size(); ++run) {
    Row row = cost_row(source, run, "all suites", totals[run]);
    row.continued = run > 0;
    table.groups[0].rows.push_back(std::move(row));
  }
  return {.id = "cost", .title = "Cost", .blocks = {{std::move(table)}}};
}

}  // namespace broch::report
