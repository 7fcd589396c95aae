#include "cli/eval_request.h"

#include <limits>

namespace broch::cli {

namespace {

constexpr int64_t kMostOfAny = std::numeric_limits<int64_t>::max();

/// Calls visit(key, member of a, member of b) for every member of a request: the one list of them.
template <typename First, typename Second, typename Visit>
void for_each_member(First& a, Second& b, const Visit& visit) {
  visit("suites", a.suites, b.suites);
  visit("model", a.model, b.model);
  visit("guard", a.guard, b.guard);
  visit("judge", a.judge, b.judge);
  visit("judge_vote", a.judge_vote, b.judge_vote);
  visit("dataset", a.dataset, b.dataset);
  visit("keep", a.keep, b.keep);
  visit("seal_to", a.seal_to, b.seal_to);
  visit("conditions", a.conditions, b.conditions);
  visit("deadline", a.deadline, b.deadline);
  visit("factors", a.factors, b.factors);
  visit("limit", a.limit, b.limit);
  visit("seed", a.seed, b.seed);
  visit("attempts", a.attempts, b.attempts);
  visit("temperature", a.temperature, b.temperature);
  visit("top_p", a.top_p, b.top_p);
  visit("max_tokens", a.max_tokens, b.max_tokens);
  visit("sampling_seed", a.sampling_seed, b.sampling_seed);
}

void read(const json::Value& value, const char* key, std::optional<std::string>& out) {
  if (const auto text = value.get_string(key)) out = std::string(*text);
}
void read(const json::Value& value, const char* key, std::optional<double>& out) {
  out = value.get_double(key);
}
void read(const json::Value& value, const char* key, std::optional<int64_t>& out) {
  out = value.get_integer(key);
}
void read(const json::Value& value, const char* key, std::optional<uint64_t>& out) {
  if (const auto number = value.get_integer(key)) out = static_cast<uint64_t>(*number);
}

json::Value written(const std::optional<uint64_t>& value) {
  // Integers of our JSON are signed; a seed keeps its bits.
  return value ? json::Value(static_cast<int64_t>(*value)) : json::Value();
}
template <typename T>
json::Value written(const std::optional<T>& value) {
  return value;
}

}  // namespace

void EvalRequest::fill_from(const EvalRequest& earlier) {
  for_each_member(*this, earlier, [](const char*, auto& mine, const auto& theirs) {
    if (!mine) mine = theirs;
  });
}

chat::Sampling EvalRequest::sampling() const {
  chat::Sampling sampling;
  sampling.temperature = temperature;
  sampling.top_p = top_p;
  sampling.max_tokens = max_tokens;
  if (sampling_seed) sampling.seed = static_cast<uint64_t>(*sampling_seed);
  return sampling;
}

json::Value EvalRequest::to_json() const {
  json::Object object;
  for_each_member(*this, *this, [&](const char* key, const auto& mine, const auto&) {
    if (mine) object.append(key, written(mine));
  });
  return object;
}

EvalRequest EvalRequest::from_json(const json::Value& value) {
  EvalRequest request;
  for_each_member(request, request, [&](const char* key, auto& mine, auto&) { read(value, key, mine); });
  return request;
}

void add_sample_options(Subcommand command, EvalRequest& request) {
  command.option("--suite", request.suites,
                 "Suites, separated by commas: built-in names, folders, test files");
  command.option("--dataset", request.dataset, "File to take the samples from, e.g. one of CyberSecEval's");
  command.option("--limit", request.limit, "At most so many samples a suite, evenly over categories")
      .whole(1, kMostOfAny);
  command.option("--seed", request.seed, "Seed of every random choice (1)").whole(0, kMostOfAny);
  command.option("--attempts", request.attempts, "Attempts a sample (1)").whole(1, 1000);
  command.option(
      "--conditions", request.conditions,
      "Matrix file: each sample under each condition, system prompt and guard (docs/conditions.md)");
  command.option("--max-tokens", request.max_tokens, "Longest reply").whole(1, 1 << 20);
}

}  // namespace broch::cli
