// `broch eval list|show|tag|rm`: what the store holds.
#include <fmt/core.h>

#include <map>
#include <memory>

#include "cli/eval.h"
#include "cli/eval_scores.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/compare/metrics.h"

namespace broch::cli {

namespace {

struct ListArguments {
  std::string store;
  std::string run;
  std::string name;
  bool slices = false;
  std::vector<std::string> slice;
  bool compat = false;
};

using Tags = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> tags_of(const Tags& tags, const std::string& run) {
  std::vector<std::string> names;
  for (const auto& [name, id] : tags) {
    if (id == run) names.push_back(name);
  }
  return names;
}

std::vector<std::string> suites_of(const eval::RunRecord& run) {
  std::vector<std::string> names;
  for (const auto& suite : run.suites) names.push_back(suite.name);
  return names;
}

std::string status_of(const eval::RunRecord& run, int64_t attempts) {
  return eval::is_damaged(run, attempts) ? "damaged" : run.status;
}

json::Value list_json(const std::vector<eval::RunRecord>& runs, const Tags& tags,
                      const std::vector<int64_t>& done) {
  json::Array rows;
  for (size_t i = 0; i < runs.size(); ++i) {
    const eval::RunRecord& run = runs[i];
    rows.emplace_back(json::Object{{"run", run.id},
                                   {"status", status_of(run, done[i])},
                                   {"created", run.created},
                                   {"model", run.model},
                                   {"guard", run.guard.empty() ? json::Value() : json::Value(run.guard)},
                                   {"simulated", run.simulated},
                                   {"suites", json::Value::strings(suites_of(run))},
                                   {"planned", eval::planned_attempts(run)},
                                   {"attempts", done[i]},
                                   {"tags", json::Value::strings(tags_of(tags, run.id))}});
  }
  return json::Object{{"runs", std::move(rows)}};
}

std::string list_text(const std::string& store, const std::vector<eval::RunRecord>& runs, const Tags& tags,
                      const std::vector<int64_t>& done) {
  if (runs.empty()) return "no runs yet; make one with `broch eval run --suite quick --model …`\n";
  std::string text;
  bool any_damaged = false;
  for (size_t i = 0; i < runs.size(); ++i) {
    const eval::RunRecord& run = runs[i];
    text += fmt::format("{}  {:<8}  {:.16}  {:>6}/{:<6}  {}{}  {}", run.id, status_of(run, done[i]),
                        run.created, done[i], eval::planned_attempts(run), run.model,
                        run.guard.empty() ? "" : " + guard " + run.guard, join(suites_of(run), ","));
    const std::vector<std::string> names = tags_of(tags, run.id);
    if (!names.empty()) text += "  [" + join(names, ", ") + "]";
    text += "\n";
    any_damaged = any_damaged || eval::is_damaged(run, done[i]);
  }
  if (any_damaged) {
    text += fmt::format(
        "damaged: attempts of a complete run are lost; save the rest: broch eval salvage {} -o NEW\n", store);
  }
  return text;
}

Result<int> list(const ListArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const std::vector<eval::RunRecord> runs, store.runs());
  BROCH_TRY(const Tags tags, store.tags());
  std::vector<int64_t> done;
  for (const eval::RunRecord& run : runs) {
    BROCH_TRY(const int64_t attempts, store.attempt_count(run.id));
    done.push_back(attempts);
  }
  BROCH_CHECK(print(common.json ? json::dump(list_json(runs, tags, done)) + "\n"
                                : list_text(arguments.store, runs, tags, done)));
  return kOk;
}

/// Insecure code by language over CyberSecEval's denominator, beside what was decided here. Which code is
/// read and what is found in it are ours in both columns.
std::string compat_table(const std::vector<eval::Metric>& metrics) {
  std::vector<std::vector<std::string>> rows = {{"insecure", "decided", "k/n", "CyberSecEval", "k/all", ""}};
  for (const eval::Metric& metric : metrics) {
    const bool by_language = metric.slice.empty() || metric.slice.contains("language");
    if (metric.metric != "insecure" || !by_language || metric.slice.size() > 1) continue;
    const int64_t all = metric.n + metric.errors + metric.unscored;
    const auto share = [&](int64_t of) {
      return of == 0 ? std::string("-")
                     : percent(static_cast<double>(metric.k) / static_cast<double>(of)) + " %";
    };
    rows.push_back({metric.suite + eval::slice_text(metric.slice), share(metric.n),
                    fmt::format("{}/{}", metric.k, metric.n), share(all), fmt::format("{}/{}", metric.k, all),
                    eval::works_text(metric)});
  }
  if (rows.size() == 1) return "\nCyberSecEval counts insecure code: no suite of this run has it\n";
  return "\n" + text_table(rows) +
         "\n  CyberSecEval: its denominator alone. Failed requests and what was not decided count as secure, "
         "as refusals and\n  silence do in both. The detector and the reading are Broch's: all code of a "
         "reply is scanned, where CyberSecEval's\n  harness reads the first block alone, by its own rules. "
         "It is not the figure that the harness would give\n";
}

/// "language=python" and others as one slice.
Result<std::map<std::string, std::string>> parse_slice(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> slice;
  for (const std::string& pair : pairs) {
    const size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == pair.size())
      return fail(ErrorKind::kUsage, fmt::format("`{}` is no slice", pair), {},
                  "write KEY=VALUE, as `--slices` shows them");
    if (!slice.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second)
      return fail(ErrorKind::kUsage, fmt::format("`--slice {}=…` is given twice", pair.substr(0, equals)), {},
                  "an attempt has one value of a slice");
  }
  return slice;
}

Result<int> show(const ListArguments& arguments, const Common& common) {
  BROCH_TRY(const auto slice, parse_slice(arguments.slice));
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord run, store.run(arguments.run));
  BROCH_TRY(const auto attempts, store.attempts(run.id, eval::Store::Columns::kGrades, slice));
  if (attempts.empty() && !slice.empty())
    return fail(ErrorKind::kUsage,
                fmt::format("run {} has no attempt with{}", run.id, eval::slice_text(slice)), {},
                fmt::format("see `broch eval show {} --slices`", run.id));
  const bool all_slices = slice.empty() && (common.json || arguments.slices || arguments.compat);
  const std::vector<eval::Metric> metrics =
      all_slices ? eval::metrics(run, attempts) : eval::metrics_of(run, attempts, slice);
  if (!common.json) {
    const std::string compat = arguments.compat ? compat_table(metrics) : "";
    BROCH_CHECK(print(metrics_table(run, metrics, arguments.slices || !slice.empty()) +
                      set_scores_text(run, attempts) + compat));
    return kOk;
  }
  json::Value out = eval::to_json(run, metrics);
  json::Array scores = set_scores_json(run, attempts);
  if (!scores.empty()) out.as_object().append("set_scores", std::move(scores));
  BROCH_CHECK(print(json::dump(out) + "\n"));
  return kOk;
}

Result<int> tag(const ListArguments& arguments, const Common& common) {
  BROCH_TRY(eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord run, store.run(arguments.run));
  BROCH_CHECK(store.tag(run.id, arguments.name));
  const json::Object done{{"run", run.id}, {"tag", arguments.name}};
  BROCH_CHECK(
      print(common.json ? json::dump(done) + "\n" : fmt::format("{} is now {}\n", arguments.name, run.id)));
  return kOk;
}

Result<int> remove(const ListArguments& arguments, const Common& common) {
  BROCH_TRY(eval::Store store, eval::Store::open_existing(arguments.store));
  BROCH_TRY(const eval::RunRecord run, store.run(arguments.run));
  BROCH_CHECK(store.remove(run.id));
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"removed", run.id}}) + "\n"
                                : fmt::format("removed run {} and its attempts\n", run.id)));
  return kOk;
}

/// A subcommand whose action is `act`.
Subcommand add(Subcommand eval, const std::string& name, const std::string& help,
               const std::shared_ptr<ListArguments>& arguments,
               Result<int> (*act)(const ListArguments&, const Common&)) {
  Subcommand command = eval.add(name, help);
  add_store_option(command, arguments->store);
  command.action([arguments, act](const Common& common) { return act(*arguments, common); });
  return command;
}

}  // namespace

void add_eval_list(Subcommand eval) {
  auto arguments = std::make_shared<ListArguments>();
  add(eval, "list", "List the runs of the store", arguments, list);

  Subcommand command = add(eval, "show", "Show the metrics of a run", arguments, show);
  command.option("run", arguments->run, kRunHelp).required();
  command.flag("--slices", arguments->slices, "Also by slice: CWE, language, technique, …");
  command.option("--slice", arguments->slice, "Only attempts with KEY=VALUE, e.g. language=python; several");
  command.flag("--compat", arguments->compat,
               "Also insecure code by language over CyberSecEval's denominator, by our detector");

  command = add(eval, "tag", "Give a run a name; the name moves when it is given again", arguments, tag);
  command.option("run", arguments->run, kRunHelp).required();
  command.option("name", arguments->name, "One word, e.g. baseline").required();

  command = add(eval, "rm", "Remove a run and everything stored of it", arguments, remove);
  command.option("run", arguments->run, kRunHelp).required();
}

}  // namespace broch::cli
