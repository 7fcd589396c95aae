// `broch eval plan`: items, clusters, tokens, money and hours for a wanted difference, before the first
// request.
#include <fmt/core.h>

#include <boost/asio/io_context.hpp>
#include <cmath>
#include <memory>

#include "cli/eval.h"
#include "cli/eval_plan.h"
#include "cli/eval_request.h"
#include "cli/judges.h"
#include "cli/models.h"
#include "cli/subcommand.h"
#include "core/file.h"
#include "core/hash.h"
#include "eval/compare/gate_file.h"
#include "eval/condition/matrix.h"

namespace broch::cli {

namespace {

struct PlanArguments {
  EvalRequest request;
  eval::PlanOptions plan;
  std::optional<std::string> gate, output;
};

/// Opens the models only to read what their specs say: nothing is asked.
Result<PlanPrices> prices_of(const EvalRequest& request, eval::PlanOptions& options) {
  boost::asio::io_context io(1);
  const model::Factory factory = model_factory();
  PlanPrices prices;
  if (request.model) {
    BROCH_TRY(const std::unique_ptr<model::Model> model, factory.open(*request.model, io.get_executor()));
    prices.model = price_of(*request.model, *model);
    options.concurrency = static_cast<int64_t>(model->concurrency());
  }
  if (request.judge) {
    BROCH_TRY(const OpenJudges judges, open_judges(*request.judge, "", io.get_executor()));
    prices.judge = judges.price;
    prices.judged = options.judged = true;
  }
  return prices;
}

std::string items(double needed) {
  return std::isfinite(needed) ? fmt::format("{:.0f}", std::ceil(needed)) : "-";
}

std::string points(double difference) {
  return std::isfinite(difference) ? fmt::format("{:.1f}", 100 * difference) : "none";
}

std::string text_of(const eval::Plan& plan, const PlanPrices& prices) {
  const eval::PlanOptions& o = plan.options;
  std::vector<std::vector<std::string>> rows = {{"", "items", "clusters", "design effect", "shows",
                                                 "unpaired", "needed", "in clusters", "unpaired", ""}};
  for (const eval::SuitePlan& suite : plan.suites) {
    rows.push_back({suite.name + ", " + suite.intent, std::to_string(suite.items),
                    std::to_string(suite.clusters), fmt::format("{:.2f}", suite.design_effect),
                    points(suite.detectable), points(suite.detectable_unpaired), items(suite.items_needed),
                    items(suite.clusters_needed), items(suite.items_needed_unpaired),
                    suite.enough() ? "enough" : "too few"});
  }
  std::string text = fmt::format("a difference of {:.1f} points with power {:g} %\n\n{}\n",
                                 100 * o.difference, 100 * o.power, text_table(rows));
  text +=
      "  shows: the smallest difference, in points, that two runs on all items can show; needed: items that\n"
      "  show the wanted one; unpaired: the same for two runs that do not share items, a run\n\n";
  text += plan_text(plan, prices);
  return text + fmt::format("  time: about {:.1f} hours at {:g} s a request, {} at a time\n", plan.hours(),
                            o.seconds, o.concurrency);
}

Result<int> plan_run(const PlanArguments& arguments, const Common& common) {
  eval::PlanOptions options = arguments.plan;
  options.attempts = arguments.request.attempts_or_default();
  options.max_tokens = arguments.request.max_tokens.value_or(0);
  BROCH_TRY(const std::vector<eval::Suite> suites, load_suites(arguments.request));
  std::optional<eval::Matrix> matrix;
  if (arguments.request.conditions) {
    BROCH_TRY(matrix, eval::load_matrix(*arguments.request.conditions));
  }
  BROCH_TRY(const PlanPrices prices, prices_of(arguments.request, options));
  if (arguments.gate) {
    BROCH_TRY(const eval::GateFile gate, eval::load_gate(*arguments.gate));
    options.gate = gate.sha256;
    options.margin = gate.margin;
    options.alpha = gate.alpha;
  }
  const eval::Plan plan = eval::make_plan(suites, options, matrix ? &*matrix : nullptr);
  json::Value value = eval::to_json(plan);
  value.as_object().append("money", money_of(plan, prices));
  const std::string bytes = json::dump(value, 2) + "\n";
  std::string text = text_of(plan, prices);
  if (arguments.output) {
    BROCH_CHECK(write_file(*arguments.output, bytes));
    value.as_object().append("sha256", sha256_hex(bytes));
    text +=
        fmt::format("\nplan {}\nNext:\n  broch eval run --plan {} …\n", sha256_hex(bytes), *arguments.output);
  }
  BROCH_CHECK(print(common.json ? json::dump(value) + "\n" : text));
  return kOk;
}

}  // namespace

void add_eval_plan(Subcommand eval) {
  Subcommand command =
      eval.add("plan", "What it takes to show a difference: items, tokens, money, hours; before any request");
  auto arguments = std::make_shared<PlanArguments>();
  EvalRequest& request = arguments->request;
  eval::PlanOptions& plan = arguments->plan;
  add_sample_options(command, request);
  command.option("--model", request.model, "Model, for its price and its requests in flight; not asked");
  command.option("--judge", request.judge, "The same of the judge");
  command.option("--difference", plan.difference, "Difference of rates that shall be shown")
      .within(0.0001, 1)
      .show_default();
  command.option("--power", plan.power, "Chance to show it when it is there")
      .within(0.01, 0.999)
      .show_default();
  command.option("--alpha", plan.alpha, "Level of the tests").within(0.0001, 0.5).show_default();
  command.option("--margin", plan.margin, "Margin of the comparison").within(0.001, 0.5).show_default();
  command.option("--gate", arguments->gate,
                 "Gate file of the comparison: its margin, its level and its hash");
  command.option("--discordant", plan.discordant, "Assumed: share of items on which the runs disagree")
      .within(0.001, 1)
      .show_default();
  command.option("--rate", plan.rate, "Assumed: rate of the metric, for unpaired runs")
      .within(0.001, 0.999)
      .show_default();
  command.option("--icc", plan.icc, "Assumed: correlation of items of one cluster")
      .within(0, 1)
      .show_default();
  command.option("--seconds", plan.seconds, "Assumed: time of a request").within(0.001, 36000).show_default();
  command.option("-o,--output", arguments->output, "Write the plan to a file, for `broch eval run --plan`");
  command.action([arguments](const Common& common) { return plan_run(*arguments, common); });
}

}  // namespace broch::cli
