// `broch eval export`: a run in the formats of other tools.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "eval/export.h"
#include "report/run_export.h"

namespace broch::cli {

namespace {

struct ExportArguments {
  std::string run, store, format = "jsonl", output;
  std::vector<std::string> suites;
  bool compat = false;
};

/// Leaves only the suites asked for.
Status choose(report::ExportedRun& of, const std::vector<std::string>& suites) {
  if (suites.empty()) return {};
  for (const std::string& name : suites) {
    if (of.suite(name) == nullptr)
      return fail(ErrorKind::kUsage, fmt::format("run {} has no suite {}", of.run.id, name), {},
                  "`broch eval list` names its suites");
  }
  const auto other = [&](const std::string& name) {
    return std::find(suites.begin(), suites.end(), name) == suites.end();
  };
  std::erase_if(of.run.suites, [&](const auto& suite) { return other(suite.name); });
  std::erase_if(of.attempts, [&](const auto& attempt) { return other(attempt.suite); });
  return {};
}

/// The prompts that a format copies from, where they still are.
Status read_datasets(report::ExportedRun& of) {
  for (const auto& suite : of.run.suites) {
    // A folder of tasks has no records.
    if (suite.dataset.empty() || !std::filesystem::is_regular_file(suite.dataset)) continue;
    BROCH_TRY(of.datasets[suite.name], read_records(suite.dataset));
  }
  return {};
}

Result<std::string> text_of(const report::ExportedRun& of, const ExportArguments& arguments) {
  const std::string& format = arguments.format;
  if (format == "csv") return report::run_csv(of);
  if (format == "cyberseceval") return report::cyberseceval_list(of, false);
  if (format == "cyberseceval-judge") return report::cyberseceval_list(of, true);
  if (format == "cyberseceval-stats") return report::cyberseceval_stats(of, arguments.compat);
  if (format == "inspect") return report::run_inspect(of);
  if (format == "sarif") return report::run_sarif(of);
  if (format == "junit") return report::run_junit(of);
  if (format == "navigator") return report::run_navigator(of);
  if (format == "cyclonedx") return report::run_cyclonedx(of);
  return eval::export_jsonl(of.run, of.attempts);
}

Result<int> export_run(const ExportArguments& arguments, const Common&) {
  if (arguments.compat && arguments.format != "cyberseceval-stats")
    return fail(ErrorKind::kUsage, "--compat goes with --format cyberseceval-stats", {}, "leave it out");
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  report::ExportedRun of;
  BROCH_TRY(of.run, store.run(arguments.run));
  BROCH_TRY(of.attempts, store.attempts(of.run.id));
  BROCH_CHECK(choose(of, arguments.suites));
  if (arguments.format.starts_with("cyberseceval") || arguments.format == "sarif")
    BROCH_CHECK(read_datasets(of));
  of.metrics = eval::metrics(of.run, of.attempts);
  BROCH_TRY(const std::string text, text_of(of, arguments));
  if (arguments.output.empty()) {
    BROCH_CHECK(print(text));
  } else {
    BROCH_CHECK(write_file(arguments.output, text));
  }
  return kOk;
}

}  // namespace

void add_eval_export(Subcommand eval) {
  auto arguments = std::make_shared<ExportArguments>();
  Subcommand command = eval.add("export", "Write a run for other tools");
  command.option("run", arguments->run, kRunHelp).required();
  command.option("--format", arguments->format, "What to write (docs/formats/export.md)")
      .one_of({"jsonl", "csv", "cyberseceval", "cyberseceval-judge", "cyberseceval-stats", "inspect", "sarif",
               "junit", "navigator", "cyclonedx"})
      .show_default();
  command.option("--suite", arguments->suites, "Only this suite; may be given again").one_at_a_time();
  command.flag("--compat", arguments->compat,
               "With cyberseceval-stats: count failed and undecided answers as CyberSecEval does");
  command.option("-o,--output", arguments->output, "File to write instead of standard output");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return export_run(*arguments, common); });
}

}  // namespace broch::cli
