// What `broch eval run` was asked for: from the command line, filled up from the run that is resumed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chat/openai_chat.h"
#include "cli/subcommand.h"
#include "core/error.h"
#include "core/json.h"
#include "eval/suite/sample.h"
#include "model/openai_model.h"

namespace broch::cli {

/// Every member is what the user gave; nothing stands for "not given".
struct EvalRequest {
  std::optional<std::string> suites, model, guard, judge, judge_vote, dataset, keep, seal_to, conditions,
      deadline, factors;
  std::optional<uint64_t> limit, seed, attempts;
  std::optional<double> temperature, top_p;
  std::optional<int64_t> max_tokens, sampling_seed;

  /// What this request leaves open is taken from `earlier`.
  void fill_from(const EvalRequest& earlier);
  uint64_t seed_or_default() const { return seed.value_or(1); }
  uint64_t attempts_or_default() const { return attempts.value_or(1); }
  uint64_t limit_or_default() const { return limit.value_or(0); }
  chat::Sampling sampling() const;

  json::Value to_json() const;
  static EvalRequest from_json(const json::Value& value);
};

/// Adds the options that say which samples are asked, how often and how long: --suite, --dataset, --limit,
/// --seed, --attempts, --conditions, --max-tokens.
void add_sample_options(Subcommand command, EvalRequest& request);
/// The suites that the request names, drawn as it says.
Result<std::vector<eval::Suite>> load_suites(const EvalRequest& request);
/// Whether asking it costs nothing: a simulator, recorded replies.
bool is_free(const std::string& spec, const model::Model& model);
/// What a model's spec says of its price; nothing where it says nothing.
std::optional<model::Price> price_of(const std::string& spec, const model::Model& model);

}  // namespace broch::cli
