// `broch eval factors`: main effects of each declared factor over several runs, or over the cells of one.
#include <fmt/core.h>

#include <memory>

#include "cli/eval.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "core/text.h"
#include "eval/compare/factor_analysis.h"

namespace broch::cli {

namespace {

struct FactorsArguments {
  std::string store, allow;
  std::vector<std::string> runs;
  eval::CompareOptions compare;
};

std::string cut(const std::string& level) { return ellipsize(level, 40); }

std::string design_text(const eval::FactorAnalysis& analysis) {
  std::vector<std::vector<std::string>> rows = {{"run", "suite"}};
  rows[0].insert(rows[0].end(), analysis.factors.begin(), analysis.factors.end());
  for (const eval::Cell& cell : analysis.cells) {
    std::vector<std::string> row = {cell.run, cell.suite};
    for (const std::string& factor : analysis.factors) row.push_back(cut(cell.levels.at(factor)));
    rows.push_back(std::move(row));
  }
  return text_table(rows);
}

std::vector<std::string> row(const eval::Contrast& one) {
  const std::string name = fmt::format("{}: {} → {}", one.factor, cut(one.from), cut(one.to));
  if (one.confounded()) return {name, "-", "-", "-", "-", "-", "confounded with " + join(one.with, ", ")};
  return {name,
          points(one.difference),
          fmt::format("{} to {}", points(one.interval.low), points(one.interval.high)),
          p_value(one.p_holm),
          p_value(one.q),
          std::to_string(one.n),
          fmt::format("{} pairs of runs", one.pairs)};
}

std::string text_of(const eval::FactorAnalysis& analysis) {
  std::string text = design_text(analysis);
  std::string subject;
  std::vector<std::vector<std::string>> rows;
  const auto end_subject = [&] {
    if (!rows.empty()) text += fmt::format("\n{}\n{}", subject, text_table(rows));
    rows.clear();
  };
  for (const eval::Contrast& one : analysis.contrasts) {
    const std::string now = one.suite + "  " + eval::heading(one.metric);
    if (now != subject) {
      end_subject();
      subject = now;
      rows.push_back({"", "points", "95 % interval", "p (Holm)", "q (BH)", "items", ""});
    }
    rows.push_back(row(one));
  }
  end_subject();
  if (analysis.contrasts.empty()) text += "\nno declared factor differs between runs that can be compared\n";
  for (const std::string& why : analysis.left_out) text += "\nleft out: " + why;
  if (!analysis.left_out.empty()) text += "\n";
  return text +
         "\n  an effect is over the runs or cells that differ in its factor alone; confounded: no two runs "
         "do, and "
         "what\n"
         "  was seen may be due to the factors named\n";
}

Result<int> factors(const FactorsArguments& arguments, const Common& common) {
  eval::CompareOptions options = arguments.compare;
  BROCH_TRY(options.allow, eval::parse_allowed(arguments.allow));
  BROCH_TRY(const eval::Store store, eval::Store::open_existing(arguments.store));
  std::vector<eval::RecordedRun> runs;
  for (const std::string& id : arguments.runs) {
    BROCH_TRY(eval::RecordedRun one, store.recorded(id, eval::Store::Columns::kGrades));
    runs.push_back(std::move(one));
  }
  const eval::FactorAnalysis analysis = eval::analyse_factors(runs, options);
  BROCH_CHECK(print(common.json ? json::dump(eval::to_json(analysis)) + "\n" : text_of(analysis)));
  return kOk;
}

}  // namespace

void add_eval_factors(Subcommand eval) {
  auto arguments = std::make_shared<FactorsArguments>();
  Subcommand command =
      eval.add("factors", "What each factor of the condition does, over several runs or the cells of one");
  command
      .option("runs", arguments->runs,
              "Ids or tags of runs, or of one with a matrix; the first has the levels to compare with")
      .required()
      .values(1, 1000);
  command.option("--allow", arguments->allow, "Compare although these differ: grader, judge, suite, content");
  command.option("--seed", arguments->compare.seed, "Seed of the sign-flip test").show_default();
  add_store_option(command, arguments->store);
  command.action([arguments](const Common& common) { return factors(*arguments, common); });
}

}  // namespace broch::cli
