// `broch eval import`: what other tools measured, as runs of the store.
#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "eval/import/import.h"

namespace broch::cli {

namespace {

struct ImportArguments {
  std::string file, store, keep = "redacted", tag;
  eval::ImportOptions options;
};

int64_t count(const eval::ImportedRun& run, eval::Outcome outcome) {
  return std::count_if(run.attempts.begin(), run.attempts.end(),
                       [&](const auto& attempt) { return attempt.grade.outcome == outcome; });
}

json::Value to_json(const eval::Imported& imported) {
  json::Array runs;
  for (const eval::ImportedRun& one : imported.runs) {
    std::vector<std::string> suites;
    for (const auto& suite : one.run.suites) suites.push_back(suite.name);
    runs.emplace_back(json::Object{{"run", one.run.id},
                                   {"model", one.run.model},
                                   {"suites", json::Value::strings(suites)},
                                   {"attempts", one.attempts.size()},
                                   {"errors", count(one, eval::Outcome::kError)},
                                   {"unscored", count(one, eval::Outcome::kUnscored)}});
  }
  json::Object not_mapped;
  for (const auto& [what, times] : imported.not_mapped) not_mapped.append(what, times);
  return json::Object{{"format", imported.format},
                      {"runs", std::move(runs)},
                      {"notes", json::Value::strings(imported.notes)},
                      {"not_mapped", std::move(not_mapped)}};
}

std::string to_text(const eval::Imported& imported, bool quiet) {
  std::string text;
  for (const eval::ImportedRun& one : imported.runs) {
    text += fmt::format("run {}  {}  {} attempts, of them {} errors and {} unscored\n", one.run.id,
                        one.run.model, one.attempts.size(), count(one, eval::Outcome::kError),
                        count(one, eval::Outcome::kUnscored));
  }
  for (const std::string& note : imported.notes) text += "  note: " + note + "\n";
  if (!imported.not_mapped.empty()) text += "  in the file and not in the run:\n";
  for (const auto& [what, times] : imported.not_mapped) text += fmt::format("    {:>7}  {}\n", times, what);
  if (!quiet) text += fmt::format("\nNext:\n  broch eval show {} --slices\n", imported.runs.front().run.id);
  return text;
}

Result<int> import_results(const ImportArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Imported imported, eval::import_file(arguments.file, arguments.options));
  if (!arguments.tag.empty() && imported.runs.size() != 1)
    return fail(ErrorKind::kUsage, fmt::format("--tag fits one run; the file holds {}", imported.runs.size()),
                {arguments.file}, "import it without, then use `broch eval tag`");
  BROCH_TRY(eval::Store store, eval::Store::open(arguments.store));
  BROCH_CHECK(eval::keep_imported(store, imported, arguments.keep));
  if (!arguments.tag.empty()) BROCH_CHECK(store.tag(imported.runs.front().run.id, arguments.tag));
  BROCH_CHECK(print(common.json ? json::dump(to_json(imported)) + "\n" : to_text(imported, common.quiet)));
  return kOk;
}

}  // namespace

void add_eval_import(Subcommand eval) {
  auto arguments = std::make_shared<ImportArguments>();
  Subcommand command = eval.add("import", "Take in what garak, Inspect, promptfoo or CyberSecEval measured");
  command.option("file", arguments->file, "File of results; - for standard input").required();
  command.option("--format", arguments->options.format, "Whose results they are")
      .one_of({"auto", "garak", "inspect", "promptfoo", "cyberseceval", "jsonl"})
      .show_default();
  command
      .option("--unsafe", arguments->options.unsafe,
              "Inspect: scorer, or key of its values, whose true means that the unsafe was done")
      .one_at_a_time();
  command.option("--threshold", arguments->options.threshold, "Inspect: scores from here on count as true")
      .show_default();
  command.option("--keep", arguments->keep, "What is stored of texts")
      .one_of({"grades", "redacted", "full"})
      .show_default();
  command.option("--tag", arguments->tag, "Name for the run");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return import_results(*arguments, common); });
}

}  // namespace broch::cli
