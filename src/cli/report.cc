// `broch report`: one run, or two and what changed, as a self-contained page, Markdown or text.
#include "report/report.h"

#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/json.h"
#include "eval/compare/metrics.h"
#include "report/run_export.h"

namespace broch::cli {

namespace {

struct ReportArguments {
  std::string store, format = "html", output;
  std::vector<std::string> runs, labels;
  uint64_t items = 50;
  bool reveal = false;
};

/// The page goes to a file unless told otherwise, what is read as text to standard output.
std::string output_of(const ReportArguments& arguments) {
  if (!arguments.output.empty()) return arguments.output;
  return arguments.format == "html" ? "report.html" : "-";
}

std::string layer_of(report::RunPage page) {
  report::ExportedRun of{std::move(page.run), std::move(page.attempts), {}};
  of.metrics = eval::metrics(of.run, of.attempts);
  return report::run_navigator(of);
}

Result<std::string> make_report(const ReportArguments& arguments, json::Array& ids) {
  if (arguments.format == "navigator" && arguments.runs.size() > 1)
    return fail(ErrorKind::kUsage, "a Navigator layer is of one run", {}, "give one run");
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  std::vector<report::RunPage> pages;
  for (size_t i = 0; i < arguments.runs.size(); ++i) {
    BROCH_TRY(eval::RecordedRun one, store.recorded(arguments.runs[i]));
    ids.emplace_back(one.run.id);
    pages.push_back({std::move(one.run), std::move(one.attempts),
                     i < arguments.labels.size() ? arguments.labels[i] : ""});
  }
  if (arguments.format == "navigator") return layer_of(std::move(pages.front()));
  std::optional<eval::Comparison> comparison;
  if (pages.size() == 2) {
    comparison = eval::compare(pages[0].run, pages[0].attempts, pages[1].run, pages[1].attempts);
  }
  const report::PageOptions options{
      .items = arguments.items, .reveal = arguments.reveal, .made = to_iso8601(Clock::real().wall())};
  BROCH_TRY(const report::Page page, report::page_of(pages, comparison, options));
  if (arguments.format == "markdown") return report::markdown(page);
  if (arguments.format == "text") return report::text(page);
  return report::html(page);
}

Result<int> write_report(const ReportArguments& arguments, const Common& common) {
  json::Array ids;
  BROCH_TRY(const std::string report, make_report(arguments, ids));
  const std::string output = output_of(arguments);
  if (output == "-" && !common.json) {
    BROCH_CHECK(print(report));
    return kOk;
  }
  json::Object done;
  if (output == "-") {
    done.append("text", report);
  } else {
    BROCH_CHECK(write_file(output, report));
    done.append("report", output);
  }
  done.append("format", arguments.format);
  done.append("runs", std::move(ids));
  done.append("revealed", arguments.reveal);
  BROCH_CHECK(print(common.json ? json::dump(done) + "\n" : fmt::format("wrote {}\n", output)));
  return kOk;
}

}  // namespace

void add_report(Subcommand app) {
  auto arguments = std::make_shared<ReportArguments>();
  Subcommand command = app.add("report", "Write a report about a run, or about what changed");
  command.option("runs", arguments->runs, "One run, or the base run and the new one: ids, tags, or `last`")
      .required()
      .values(1, 2);
  command.option("--format", arguments->format, "html, markdown, text, or the navigator layer of one run")
      .one_of({"html", "markdown", "text", "navigator"})
      .show_default();
  command.option("-o,--output", arguments->output,
                 "File to write; - for standard output. Without it a page goes to report.html, the rest to "
                 "standard output");
  command.option("--label", arguments->labels, "What to call a run; once for each, in order").one_at_a_time();
  command.option("--items", arguments->items, "Items of each suite to show one by one")
      .whole(0, 100'000)
      .show_default();
  command.flag("--reveal", arguments->reveal,
               "Show texts that were graded unsafe, or not graded; the report says so and when");
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return write_report(*arguments, common); });
}

}  // namespace broch::cli
