#include "cli/eval_plan.h"

#include <fmt/core.h>
#include <unistd.h>

#include <iostream>
#include <set>

#include "core/text.h"
#include "stats/power.h"

namespace broch::cli {

namespace {

/// English prose and code run at about four bytes a token in the vocabularies in use.
constexpr size_t kBytesPerToken = 4;
constexpr int64_t kReplyTokens = 500;
/// A judge reads question and reply in a frame of about this size, and answers with one word of at most 64.
constexpr size_t kJudgeFrameTokens = 250;
constexpr size_t kVerdictTokens = 64;
/// Share of items on which two runs disagree: what two versions of one model typically show.
constexpr double kDiscordant = 0.2;

size_t prompt_bytes(const eval::Suite& suite) {
  size_t bytes = 0;
  for (const eval::Sample& sample : suite.samples) {
    for (const chat::Message& message : sample.conversation.messages) bytes += message.plain_text().size();
  }
  return bytes;
}

size_t cluster_count(const eval::Suite& suite) {
  std::set<std::string_view> clusters;
  for (const eval::Sample& sample : suite.samples) clusters.insert(sample.cluster);
  return clusters.size();
}

struct Tokens {
  size_t in = 0;
  size_t out = 0;
};

double dollars(const Tokens& tokens, const model::Price& price) {
  return (static_cast<double>(tokens.in) * price.input + static_cast<double>(tokens.out) * price.output) /
         1e6;
}

std::string money_text(const Tokens& asked, const Tokens& judged, const PlanPrices& prices) {
  constexpr const char* kUnknown = "not known (add price_in and price_out to the {})";
  std::string text = "  money: ";
  text += prices.model ? fmt::format("about ${:.2f}", dollars(asked, *prices.model))
                       : fmt::format(kUnknown, "model");
  if (prices.judged) {
    text += "; judge: ";
    text += prices.judge ? fmt::format("at most about ${:.2f}", dollars(judged, *prices.judge))
                         : fmt::format(kUnknown, "judge");
  }
  return text + "\n";
}

}  // namespace

std::string plan_text(const std::vector<eval::Suite>& suites, uint64_t attempts, int64_t max_tokens,
                      const PlanPrices& prices) {
  size_t requests = 0, bytes = 0;
  std::string text;
  for (const eval::Suite& suite : suites) {
    const size_t clusters = cluster_count(suite);
    requests += suite.samples.size() * attempts;
    bytes += prompt_bytes(suite) * attempts;
    // A variance of 0/1 differences is at most their discordant share.
    const double difference = stats::minimum_detectable(kDiscordant, static_cast<int64_t>(clusters));
    text += fmt::format(
        "  {:<24} {:>6} requests, {} independent clusters: a second run can show a difference of {:.0f} "
        "points\n",
        suite.info.name, suite.samples.size() * attempts, clusters, 100 * difference);
  }
  const Tokens asked{bytes / kBytesPerToken,
                     static_cast<size_t>(max_tokens > 0 ? max_tokens : kReplyTokens) * requests};
  const Tokens judged{asked.in + asked.out + kJudgeFrameTokens * requests, kVerdictTokens * requests};
  text += fmt::format("  in all {} requests, about {} tokens in and {} {} tokens out\n", requests, asked.in,
                      max_tokens > 0 ? "at most" : "perhaps", asked.out);
  if (prices.judged) {
    text += fmt::format("  judge: at most {} requests, about {} tokens in and {} out\n", requests, judged.in,
                        judged.out);
  }
  text += money_text(asked, judged, prices);
  text += "  (two-sided 5 %, power 80 %, if one answer in five changes)\n";
  return text;
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
