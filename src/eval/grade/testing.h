// What grader tests share: running a grade to its end, and a judge with a written answer.
#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <stdexcept>

#include "eval/grade/grader.h"
#include "eval/grade/refusal.h"

namespace broch::eval {

/// Answers every question with one text, and keeps the last prompt.
class WrittenJudge final : public model::Model {
 public:
  explicit WrittenJudge(Result<std::string> answer) : answer_(std::move(answer)) {}
  std::string id() const override { return "written:judge"; }
  asio::awaitable<Result<model::Reply>> generate(const model::GenerateRequest& request) override {
    prompt = request.conversation.messages.back().plain_text();
    verdicts = request.sampling.verdicts;
    if (!answer_) co_return std::unexpected(answer_.error());
    model::Reply reply;
    reply.text = *answer_;
    co_return reply;
  }
  std::string prompt;
  std::vector<std::string> verdicts;

 private:
  Result<std::string> answer_;
};

template <typename T>
T run_to_end(asio::awaitable<T> work) {
  asio::io_context context;
  std::optional<T> value;
  asio::co_spawn(context, std::move(work), [&](std::exception_ptr error, T result) {
    if (error) std::rethrow_exception(error);
    value = std::move(result);
  });
  context.run();
  return *value;
}

inline Grade run_grader(const Grader& grader, const Sample& sample, const Delivered& delivered) {
  return run_to_end(grader.grade(sample, delivered));
}

/// The value of a metric; a metric that is absent is told from one that is undecided by has_value().
inline std::optional<bool> value(const Grade& grade, std::string_view metric) {
  for (const auto& [name, is] : grade.values) {
    if (name == metric) return is;
  }
  throw std::runtime_error("no metric " + std::string(metric));
}

inline bool has_value(const Grade& grade, std::string_view metric) {
  return std::any_of(grade.values.begin(), grade.values.end(),
                     [&](const auto& v) { return v.first == metric; });
}

/// The built-in reader of refusals; that it loads is a test of its own.
inline const std::shared_ptr<const RefusalReader>& reader() {
  static const std::shared_ptr<const RefusalReader> builtin = RefusalReader::builtin().value();
  return builtin;
}

}  // namespace broch::eval
