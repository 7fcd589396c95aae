// A model for tests of the runner: answers by a function, after a delay that shuffles the order of
// completion.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/hash.h"
#include "eval/run/runner.h"

namespace broch::eval {

class ScriptedModel final : public model::Model {
 public:
  using Answer = std::function<Result<model::Reply>(const model::GenerateRequest&)>;
  explicit ScriptedModel(Answer answer, size_t concurrency = 1)
      : answer_(std::move(answer)), concurrency_(concurrency) {}

  std::string id() const override { return id_; }
  bool simulated() const override { return simulated_; }
  model::PromptStyle prompt() const override { return prompt_; }
  size_t concurrency() const override { return concurrency_; }

  asio::awaitable<Result<model::Reply>> generate(const model::GenerateRequest& request) override {
    ++asked_[request.hint.item + "#" + std::to_string(request.hint.attempt)];
    most_in_flight_ = std::max(most_in_flight_, ++in_flight_);
    if (concurrency_ > 1) {
      const uint64_t wait =
          derive_seed(request.hint.seed, request.hint.item, request.hint.attempt, "wait") % 3000;
      asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(wait));
      boost::system::error_code ignored;
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    --in_flight_;
    co_return answer_(request);
  }

  std::string id_ = "scripted";
  bool simulated_ = true;
  model::PromptStyle prompt_ = model::PromptStyle::kChat;
  std::map<std::string, int> asked_;  ///< requests by item and attempt
  size_t in_flight_ = 0, most_in_flight_ = 0;

 private:
  Answer answer_;
  size_t concurrency_;
};

inline model::Reply say(std::string text) {
  model::Reply reply;
  reply.text = std::move(text);
  reply.finish_reason = "stop";
  return reply;
}

/// Samples "s00", "s01", … that must not contain "heron".
inline Suite make_suite(size_t size, const std::string& name = "birds") {
  Suite suite;
  suite.info = {.name = name,
                .measures = "",
                .grader = "contains",
                .validity = "plumbing",
                .version = "1",
                .keep = "full"};
  suite.digest = "digest";
  for (size_t i = 0; i < size; ++i) {
    Sample sample;
    sample.id = sample.item = sample.cluster = (i < 10 ? "s0" : "s") + std::to_string(i);
    sample.intent = "attack";
    sample.category = "bird";
    sample.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "question " + sample.id));
    sample.grading = json::Object{{"must_not_contain", json::Array{"heron"}}};
    sample.record = static_cast<int64_t>(i);
    suite.samples.push_back(std::move(sample));
  }
  return suite;
}

inline RunPlan make_plan(model::Model& model, size_t samples) {
  RunPlan plan;
  plan.suites.push_back(make_suite(samples));
  plan.model = &model;
  plan.progress = Progress::Mode::kQuiet;
  return plan;
}

inline Result<RunSummary> run_plan(RunPlan plan, Store& store, std::function<bool()> stop = {}) {
  asio::io_context io(1);
  std::optional<Result<RunSummary>> result;
  asio::co_spawn(io, run(std::move(plan), store, std::move(stop)),
                 [&](std::exception_ptr broken, Result<RunSummary> summary) {
                   if (broken) std::rethrow_exception(broken);
                   result = std::move(summary);
                 });
  io.run();
  return *result;
}

}  // namespace broch::eval
