#include "eval/plan/plan.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "core/file.h"
#include "core/hash.h"
#include "eval/grade/judge.h"
#include "eval/plan/asking.h"
#include "eval/plan/design_effect.h"
#include "stats/power.h"

namespace broch::eval {

namespace {

constexpr int64_t kFormat = 1;
constexpr size_t kMaxPlanBytes = 1 << 20;
constexpr int64_t kReplyTokens = 500;
/// A judge reads question and reply in a frame of about this size.
constexpr int64_t kJudgeFrameTokens = 250;

SuitePlan plan_of(const Suite& suite, const std::string& intent, const PlanOptions& options,
                  const Matrix* matrix) {
  SuitePlan plan;
  plan.name = suite.info.name;
  plan.intent = intent;
  plan.version = suite.info.version;
  plan.digest = suite.digest;
  std::map<std::string_view, std::set<std::string_view>> clusters;
  std::set<std::string_view> items;
  const int64_t reply_tokens = options.max_tokens > 0 ? options.max_tokens : kReplyTokens;
  Asking asked;
  for (const Sample& sample : suite.samples) {
    if (sample.intent != intent) continue;
    clusters[sample.cluster].insert(sample.item);
    items.insert(sample.item);
    const Asking one = asking(sample.conversation, matrix, reply_tokens);
    asked.requests += one.requests;
    asked.bytes += one.bytes;
    ++plan.samples;
  }
  plan.items = static_cast<int64_t>(items.size());
  plan.clusters = static_cast<int64_t>(clusters.size());
  std::vector<size_t> sizes;
  for (const auto& [name, members] : clusters) sizes.push_back(members.size());
  plan.design_effect = design_effect(sizes, options.icc);
  // A variance of 0/1 differences is at most their discordant share.
  const double paired = options.discordant * plan.design_effect;
  const double unpaired = 2 * options.rate * (1 - options.rate) * plan.design_effect;
  // Rates do not differ by more than 1.
  const auto detectable = [&](double variance) {
    const double least = stats::minimum_detectable(variance, plan.items, options.alpha, options.power);
    return least > 1 ? std::numeric_limits<double>::infinity() : least;
  };
  plan.detectable = detectable(paired);
  plan.detectable_unpaired = detectable(unpaired);
  plan.items_needed = plan.design_effect * stats::connor_pairs(options.discordant, options.difference,
                                                               options.alpha, options.power);
  plan.clusters_needed =
      plan.items_needed * static_cast<double>(plan.clusters) / std::max(1.0, static_cast<double>(plan.items));
  const double other = options.rate + options.difference <= 1 ? options.rate + options.difference
                                                              : options.rate - options.difference;
  plan.items_needed_unpaired =
      plan.design_effect * stats::two_sample_items(options.rate, other, options.alpha, options.power);
  const auto attempts = static_cast<int64_t>(options.attempts);
  plan.requests = asked.requests * attempts;
  plan.tokens.in = asked.bytes * attempts / kBytesPerToken;
  plan.tokens.out = reply_tokens * plan.requests;
  return plan;
}

json::Value number_or_null(double value) { return std::isfinite(value) ? json::Value(value) : json::Value(); }

Status differs(const Registered& registered, const std::string& what) {
  return fail(ErrorKind::kUsage, fmt::format("the plan {} has {}", registered.sha256.substr(0, 12), what), {},
              "run what was planned, or plan what is run: broch eval plan");
}

}  // namespace

int64_t Plan::requests() const {
  int64_t sum = 0;
  for (const SuitePlan& suite : suites) sum += suite.requests;
  return sum;
}

Tokens Plan::tokens() const {
  Tokens sum;
  for (const SuitePlan& suite : suites) sum.in += suite.tokens.in, sum.out += suite.tokens.out;
  return sum;
}

Tokens Plan::judge_tokens() const {
  if (!options.judged) return {};
  const Tokens asked = tokens();
  return {asked.in + asked.out + kJudgeFrameTokens * requests(), kVerdictTokens * requests()};
}

double Plan::hours() const {
  const double requests_in_all = static_cast<double>(requests()) * (options.judged ? 2 : 1);
  return requests_in_all * options.seconds / static_cast<double>(options.concurrency) / 3600;
}

Plan make_plan(const std::vector<Suite>& suites, const PlanOptions& options, const Matrix* matrix) {
  Plan plan{.options = options, .suites = {}};
  for (const Suite& suite : suites) {
    std::set<std::string> intents;
    for (const Sample& sample : suite.samples) intents.insert(sample.intent);
    for (const std::string& intent : intents) plan.suites.push_back(plan_of(suite, intent, options, matrix));
  }
  return plan;
}

json::Value to_json(const Plan& plan) {
  json::Array suites;
  for (const SuitePlan& suite : plan.suites) {
    suites.push_back(
        json::Object{{"suite", suite.name},
                     {"intent", suite.intent},
                     {"version", suite.version},
                     {"digest", suite.digest},
                     {"samples", suite.samples},
                     {"items", suite.items},
                     {"clusters", suite.clusters},
                     {"design_effect", suite.design_effect},
                     {"detectable", number_or_null(suite.detectable)},
                     {"detectable_unpaired", number_or_null(suite.detectable_unpaired)},
                     {"items_needed", number_or_null(std::ceil(suite.items_needed))},
                     {"clusters_needed", number_or_null(std::ceil(suite.clusters_needed))},
                     {"items_needed_unpaired", number_or_null(std::ceil(suite.items_needed_unpaired))},
                     {"enough", suite.enough()},
                     {"requests", suite.requests},
                     {"tokens_in", suite.tokens.in},
                     {"tokens_out", suite.tokens.out}});
  }
  const PlanOptions& o = plan.options;
  return json::Object{{"plan", kFormat},
                      {"difference", o.difference},
                      {"power", o.power},
                      {"alpha", o.alpha},
                      {"margin", o.margin},
                      {"gate", o.gate},
                      {"assumed", json::Object{{"discordant", o.discordant},
                                               {"rate", o.rate},
                                               {"icc", o.icc},
                                               {"seconds", o.seconds},
                                               {"concurrency", o.concurrency}}},
                      {"attempts", o.attempts},
                      {"suites", std::move(suites)},
                      {"requests", plan.requests()},
                      {"tokens_in", plan.tokens().in},
                      {"tokens_out", plan.tokens().out},
                      {"judge_tokens_in", plan.judge_tokens().in},
                      {"judge_tokens_out", plan.judge_tokens().out},
                      {"hours", plan.hours()}};
}

Result<Registered> load_plan(const std::string& path) {
  BROCH_TRY(
      const std::string text,
      read_file(path, kMaxPlanBytes, "check that this is the plan: broch eval plan -o FILE writes one"));
  BROCH_TRY(json::Value plan, json::parse(text, {.file = path}));
  if (plan.get_integer("plan") != kFormat || plan.get_array("suites") == nullptr) {
    return fail(ErrorKind::kInput, "this is no plan that this version reads", {path},
                "write one: broch eval plan -o FILE");
  }
  const auto difference = plan.get_double("difference");
  if (!difference || *difference <= 0 || *difference > 1) {
    return fail(ErrorKind::kInput, "the plan names no `difference` that is to be found (above 0, up to 1)",
                {path}, "write one: broch eval plan --difference D -o FILE");
  }
  return Registered{sha256_hex(text), std::move(plan)};
}

Status check_plan(const Registered& registered, const Plan& run) {
  const json::Array& planned = *registered.plan.get_array("suites");
  if (registered.plan.get_integer("attempts") != static_cast<int64_t>(run.options.attempts)) {
    return differs(registered, fmt::format("another number of attempts than {}", run.options.attempts));
  }
  if (planned.size() != run.suites.size()) {
    return differs(registered,
                   fmt::format("{} sets of samples, the run {}", planned.size(), run.suites.size()));
  }
  for (const SuitePlan& suite : run.suites) {
    const json::Value* same = nullptr;
    for (const json::Value& one : planned) {
      if (one.get_string("suite") == suite.name && one.get_string("intent") == suite.intent) same = &one;
    }
    if (same == nullptr)
      return differs(registered, fmt::format("no {} samples of suite `{}`", suite.intent, suite.name));
    if (same->get_string("digest") != suite.digest) {
      return differs(registered, fmt::format("other content of suite `{}`", suite.name));
    }
    if (same->get_integer("samples") != suite.samples) {
      return differs(registered, fmt::format("another number of samples of suite `{}` than {}", suite.name,
                                             suite.samples));
    }
  }
  return {};
}

}  // namespace broch::eval
