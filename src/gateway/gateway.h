// The guardrail gateway: an OpenAI-compatible reverse proxy with the guard in the path.
//
//   BROCH_TRY(gateway::Config config, gateway::Config::load("broch.yaml"));
//   BROCH_TRY(auto gateway, gateway::Gateway::create(io.get_executor(), config));
//   BROCH_TRY(uint16_t port, gateway->start());
//   io.run();                                     // until stop(), from a signal handler on the same
//   io_context
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <iosfwd>
#include <memory>

#include "core/error.h"
#include "gateway/config.h"

namespace broch::gateway {

/// Answers POST /v1/chat/completions, GET /v1/models, POST /v1/guard, GET /healthz, GET /metrics. Every
/// guarded reply carries x-broch-guard-action and x-broch-guard-parts; a block is an OpenAI-shaped 400 of
/// type "guardrail_blocked", code "content_filter". On a stream, whose action is not known at its head, the
/// comment line
/// `: broch-guard-action=...` before [DONE] tells it.
///
/// Belongs to one io_context with one thread: the guard runs inline, and nothing is locked.
class Gateway {
 public:
  /// Reads the policy and the upstreams' keys from the environment. Log lines, one JSON object each and never
  /// with content, go to `log`, which outlives the executor's context: what is under way when that is
  /// destroyed is logged then. nullptr means standard error.
  static Result<std::unique_ptr<Gateway>> create(boost::asio::any_io_executor executor, Config config,
                                                 std::ostream* log = nullptr);
  ~Gateway();

  /// Binds and listens; the port it got.
  Result<uint16_t> start();
  /// Accepts nothing more; running exchanges have two seconds to end.
  void stop();

 private:
  struct State;
  explicit Gateway(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch::gateway
