#include "cli/eval_plan.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cmath>
#include <iostream>

#include "core/text.h"

namespace broch::cli {

namespace {

double dollars(const eval::Tokens& tokens, const model::Price& price) {
  return tokens.money(price.input, price.output);
}

std::string money_text(const eval::Plan& plan, const PlanPrices& prices) {
  constexpr const char* kUnknown = "not known (add price_in and price_out to the {})";
  std::string text = "  money: ";
  text += prices.model ? fmt::format("about ${:.2f}", dollars(plan.tokens(), *prices.model))
                       : fmt::format(kUnknown, "model");
  if (prices.judged) {
    text += "; judge: ";
    text += prices.judge ? fmt::format("at most about ${:.2f}", dollars(plan.judge_tokens(), *prices.judge))
                         : fmt::format(kUnknown, "judge");
  }
  return text + "\n";
}

}  // namespace

std::string plan_text(const eval::Plan& plan, const PlanPrices& prices) {
  std::string text;
  for (const eval::SuitePlan& suite : plan.suites) {
    const std::string shows = std::isfinite(suite.detectable)
                                  ? fmt::format("a difference of {:.0f} points", 100 * suite.detectable)
                                  : "no difference: too few items";
    text += fmt::format("  {:<32} {:>6} requests, {} independent clusters: a second run can show {}\n",
                        suite.name + ", " + suite.intent, suite.requests, suite.clusters, shows);
  }
  const eval::Tokens asked = plan.tokens(), judged = plan.judge_tokens();
  text += fmt::format("  in all {} requests, about {} tokens in and {} {} tokens out\n", plan.requests(),
                      asked.in, plan.options.max_tokens > 0 ? "at most" : "perhaps", asked.out);
  if (prices.judged) {
    text += fmt::format("  judge: at most {} requests, about {} tokens in and {} out\n", plan.requests(),
                        judged.in, judged.out);
  }
  text += money_text(plan, prices);
  text += fmt::format(
      "  (two-sided {:g} %, power {:g} %, if {:g} % of the answers change and items of a cluster correlate "
      "by "
      "{:g})\n",
      100 * plan.options.alpha, 100 * plan.options.power, 100 * plan.options.discordant, plan.options.icc);
  return text;
}

std::optional<double> money_of(const eval::Plan& plan, const PlanPrices& prices) {
  if (!prices.model || (prices.judged && !prices.judge)) return std::nullopt;
  return dollars(plan.tokens(), *prices.model) +
         (prices.judged ? dollars(plan.judge_tokens(), *prices.judge) : 0);
}

Status confirm(const std::string& plan) {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) {
    return fail(ErrorKind::kUsage, "this run costs requests to a model, and nobody is there to agree", {},
                "look at the plan, then add --yes:\n" + plan);
  }
  fmt::print(stderr, "{}Go on? [y/N] ", plan);
  std::string answer;
  std::getline(std::cin, answer);
  if (iequals(trim(answer), "y") || iequals(trim(answer), "yes")) return {};
  return fail(ErrorKind::kCancelled, "nothing was run");
}

}  // namespace broch::cli
