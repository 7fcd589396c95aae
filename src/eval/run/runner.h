// Runs suites against a model, under one condition or every cell of a matrix, and records every finished
// attempt.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/progress.h"
#include "eval/condition/matrix.h"
#include "eval/grade/grader.h"
#include "eval/store/store.h"
#include "eval/suite/sample.h"
#include "guard/guard.h"
#include "model/model.h"
#include "model/openai_model.h"
#include "seal/keys.h"

namespace broch::eval {

/// What is fixed over one run. `guard` is the in-process guard of --guard; a guard in front of the model
/// announces itself through Reply::guard_parts. With a matrix every sample is asked in each of its cells, and
/// the cell says which guard holds.
struct RunPlan {
  std::vector<Suite> suites;
  model::Model* model = nullptr;
  Judges judges;
  std::shared_ptr<const guard::Guard> guard;
  std::optional<Matrix> matrix;
  chat::Sampling sampling;
  json::Object factors;  ///< further ones that are declared, by name: "adapter": "lora-3"
  uint64_t seed = 1;
  uint64_t attempts = 1;                   ///< per sample and cell
  std::chrono::milliseconds deadline{0};   ///< of an attempt with its grading; 0 for none
  std::optional<model::Price> price;       ///< of the model, for the progress line
  std::string keep;                        ///< "" takes each suite's default
  std::optional<seal::PublicKey> seal_to;  ///< what is kept in full is sealed to it
  std::string resume;                      ///< id of the run to go on with, or ""
  bool retry_errors = false;               ///< with resume: makes attempts with outcome error again
  json::Value request;                     ///< recorded as it is, for `--resume` without other options
  Progress::Mode progress = Progress::Mode::kAuto;
};

struct RunSummary {
  std::string id;
  std::string status;          ///< complete | stopped | failed
  int64_t done = 0;            ///< attempts made now
  int64_t errors = 0;          ///< of these, failed requests
  int64_t skipped = 0;         ///< attempts that were there before
  bool unanswered = false;     ///< failed because not one request of the run was answered
  std::optional<Error> error;  ///< why it failed
};

/// Attempts are made by as many coroutines as the model wants in flight, all on the executor of this
/// coroutine, which must run on one thread. Every random choice is derived from the seed, the item and the
/// attempt, and a grade depends on its own sample alone: the order of completion changes nothing but times.
/// An attempt counts, and its coroutine goes on, once it is durable. Only `store` is used on another thread
/// too.
///
/// Goes on over failed requests (each becomes an attempt with outcome error) and stops on a store that cannot
/// write. A run whose every attempt is an error has measured nothing: its status is failed, with the first of
/// them. SIGINT is the caller's: `stop` returning true ends the run after the attempts in flight, with
/// status stopped. Resuming refuses a plan that differs from the recorded one in anything that decides a
/// result. An Error means that nothing was run; a store that fails later ends the run with status failed, and
/// what it holds by then stays.
asio::awaitable<Result<RunSummary>> run(RunPlan plan, Store& store, std::function<bool()> stop);

}  // namespace broch::eval
