// `broch report`: one run, or two and what changed, as a self-contained HTML page.
#include "report/report.h"

#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/json.h"

namespace broch::cli {

namespace {

struct ReportArguments {
  std::string store, output = "report.html";
  std::vector<std::string> runs, labels;
};

Result<int> write_report(const ReportArguments& arguments, const Common& common) {
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  std::vector<report::RunPage> pages;
  std::vector<std::vector<eval::AttemptRecord>> attempts;
  json::Array ids;
  for (size_t i = 0; i < arguments.runs.size(); ++i) {
    BROCH_TRY(eval::RunRecord run, store.run(arguments.runs[i]));
    BROCH_TRY(std::vector<eval::AttemptRecord> graded, store.attempts(run.id));
    attempts.push_back(std::move(graded));
    ids.emplace_back(run.id);
    std::vector<eval::Metric> metrics = eval::metrics(run, attempts.back());
    pages.push_back(
        {std::move(run), std::move(metrics), i < arguments.labels.size() ? arguments.labels[i] : ""});
  }
  std::optional<eval::Comparison> comparison;
  if (pages.size() == 2) comparison = eval::compare(pages[0].run, attempts[0], pages[1].run, attempts[1]);

  const std::string page = report::html(pages, comparison);
  if (arguments.output == "-") {
    BROCH_CHECK(print(page));
    return kOk;
  }
  BROCH_CHECK(write_file(arguments.output, page));
  const json::Object done{{"report", arguments.output}, {"runs", std::move(ids)}};
  BROCH_CHECK(print(common.json ? json::dump(done) + "\n" : fmt::format("wrote {}\n", arguments.output)));
  return kOk;
}

}  // namespace

void add_report(Subcommand app) {
  auto arguments = std::make_shared<ReportArguments>();
  Subcommand command = app.add("report", "Write an HTML page about a run, or about what changed");
  command.option("runs", arguments->runs, "One run, or the base run and the new one: ids, tags, or `last`")
      .required()
      .values(1, 2);
  command.option("-o,--output", arguments->output, "File to write; - for standard output").show_default();
  command.option("--label", arguments->labels, "What to call a run; once for each, in order");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return write_report(*arguments, common); });
}

}  // namespace broch::cli
