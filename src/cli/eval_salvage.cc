// `broch eval salvage`: saves what can be read of a damaged store.
#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "eval/store/salvage.h"

namespace broch::cli {

namespace {

struct SalvageArguments {
  std::string damaged, fresh;
};

json::Value to_json(const eval::Salvage& report, const std::string& fresh) {
  json::Array runs;
  for (const eval::Salvage::Run& run : report.runs) {
    runs.emplace_back(json::Object{{"run", run.id},
                                   {"attempts", run.attempts},
                                   {"lost", run.lost},
                                   {"reopened", run.reopened},
                                   {"imported", run.imported}});
  }
  return json::Object{{"store", fresh},
                      {"intact", report.intact()},
                      {"runs", std::move(runs)},
                      {"suites", report.suites},
                      {"tags", report.tags},
                      {"unreadable", json::Object{{"run", report.unreadable_runs},
                                                  {"suite", report.unreadable_suites},
                                                  {"attempt", report.unreadable_attempts},
                                                  {"sealed", report.unreadable_sealed},
                                                  {"tag", report.unreadable_tags}}},
                      {"orphans", report.orphans}};
}

std::string text_of(const eval::Salvage& report, const std::string& fresh) {
  std::string text = fmt::format("saved to {}: {} runs, {} suites, {} tags\n", fresh, report.runs.size(),
                                 report.suites, report.tags);
  for (const eval::Salvage::Run& run : report.runs) {
    text += fmt::format("  {}  {} attempts", run.id, run.attempts);
    if (!run.lost) text += ", how many were lost is not known";
    if (run.lost.value_or(0) > 0) text += fmt::format(", {} lost", *run.lost);
    if (run.reopened && run.imported) {
      text += fmt::format(
          "; import its file again: broch eval rm {0} --store {1}; broch eval import FILE --store {1}",
          run.id, fresh);
    } else if (run.reopened) {
      text += fmt::format("; make them again: broch eval run --resume {} --store {}", run.id, fresh);
    }
    text += "\n";
  }
  if (report.intact()) return text + "nothing was lost\n";
  return text + fmt::format(
                    "not readable: {} places in runs, {} in suites, {} in attempts, {} in sealed texts, {} "
                    "in tags; {} rows "
                    "belong to a run that is lost\n",
                    report.unreadable_runs, report.unreadable_suites, report.unreadable_attempts,
                    report.unreadable_sealed, report.unreadable_tags, report.orphans);
}

}  // namespace

void add_eval_salvage(Subcommand eval) {
  auto arguments = std::make_shared<SalvageArguments>();
  Subcommand command =
      eval.add("salvage", "Copy what can be read of a damaged store; ends 1 when something is lost");
  command.option("store", arguments->damaged, "The damaged file; it is not touched").required();
  command.option("-o,--output", arguments->fresh, "The new store").required();
  command.action([arguments](const Common& common) -> Result<int> {
    BROCH_TRY(const eval::Salvage report, eval::salvage(arguments->damaged, arguments->fresh));
    BROCH_CHECK(print(common.json ? json::dump(to_json(report, arguments->fresh)) + "\n"
                                  : text_of(report, arguments->fresh)));
    return report.intact() ? kOk : kFindings;
  });
}

}  // namespace broch::cli
