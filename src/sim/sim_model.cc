// The simulator as a Model, in process.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/config.h"
#include "core/yaml.h"
#include "sim/sim.h"

namespace broch::sim {
namespace {

class SimModel final : public model::Model {
 public:
  SimModel(Simulator simulator, std::string id) : simulator_(std::move(simulator)), id_(std::move(id)) {}

  std::string id() const override { return id_; }
  bool simulated() const override { return true; }
  /// What answers at once waits for the disk alone: several groups of attempts are to be under way.
  size_t concurrency() const override {
    const Options& options = simulator_.options();
    if (options.concurrency > 0) return options.concurrency;
    return options.latency.count() > 0 ? 32 : 256;
  }

  asio::awaitable<Result<model::Reply>> generate(const model::GenerateRequest& request) override {
    Answer answer = simulator_.answer(request.conversation, request.hint, request.sampling.max_tokens);
    std::chrono::microseconds wait = answer.latency;
    if (answer.rate_limited) wait += kRateLimitWait;
    if (wait.count() > 0) {
      asio::steady_timer timer(co_await asio::this_coro::executor, wait);
      co_await timer.async_wait(asio::use_awaitable);
    }
    if (answer.fail)
      co_return fail(ErrorKind::kUpstream, "the simulator fails as its `error` rate says (500)");
    model::Reply reply;
    reply.usage = usage_of(request.conversation, answer.text);
    reply.text = std::move(answer.text);
    reply.finish_reason = answer.cut ? "length" : "stop";
    reply.tries = answer.rate_limited ? 2 : 1;
    reply.model = "sim-" + simulator_.name();
    reply.fingerprint = simulator_.digest();
    reply.truth = std::move(answer.truth);
    reply.latency = answer.latency;
    co_return reply;
  }

 private:
  Simulator simulator_;
  std::string id_;
};

std::string id_of(const model::ModelSpec& spec) {
  std::string id = "sim:" + spec.name;
  char separator = '?';
  for (const auto& [key, value] : spec.options) {
    id += separator + key + "=" + value;
    separator = '&';
  }
  return id;
}

}  // namespace

Result<Simulator> create(const model::ModelSpec& spec, std::shared_ptr<const References> references) {
  yaml::Node root;
  root.kind = yaml::Node::Kind::kMap;
  for (const auto& [key, value] : spec.options) {
    yaml::Node name, scalar;
    name.kind = scalar.kind = yaml::Node::Kind::kScalar;
    name.scalar = key;
    scalar.scalar = value;
    root.members.emplace_back(std::move(name), std::move(scalar));
  }
  config::Map map(root, id_of(spec));
  Options options;
  options.references = std::move(references);
  options.latency = std::chrono::milliseconds(map.duration_ms("latency", 0, {0, 600'000}));
  options.concurrency = static_cast<size_t>(map.integer("concurrency", 0, {0, 4096}));
  options.error = map.number("error", 0, 0, 1);
  options.rate_limit = map.number("rate_limit", 0, 0, 1);
  options.truncate = map.number("truncate", 0, 0, 1);
  options.condition = map.string("condition", "");
  options.seed = static_cast<uint64_t>(map.integer("seed", 1, {0, INT64_MAX}));
  if (Status status = map.finish(); !status) {
    Error error = std::move(status).error();
    error.kind = ErrorKind::kUsage;
    return std::unexpected(std::move(error));
  }
  return Simulator::create(spec.name, options);
}

Result<std::unique_ptr<model::Model>> open(const model::ModelSpec& spec, asio::any_io_executor,
                                           std::shared_ptr<const References> references) {
  BROCH_TRY(Simulator simulator, create(spec, std::move(references)));
  return std::make_unique<SimModel>(std::move(simulator), id_of(spec));
}

}  // namespace broch::sim
