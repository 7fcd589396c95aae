// Writes one response, for server.cc.
#pragma once

#include <chrono>
#include <string>

#include "net/server.h"
#include "net/transport.h"

namespace broch::net {

/// What the request says about its answer: the version and whether it is to a HEAD (headers only) decide its
/// form; `keep_alive` is what the connection will do afterwards.
struct ResponseForm {
  bool http10 = false;
  bool head_only = false;
  bool keep_alive = true;
};

class ConnectionWriter final : public ResponseWriter {
 public:
  ConnectionWriter(Transport& transport, ResponseForm form, std::chrono::milliseconds timeout)
      : transport_(transport), form_(form), timeout_(timeout) {}

  asio::awaitable<Status> send(int status, Headers headers, std::string body) override;
  asio::awaitable<Status> begin(int status, Headers headers) override;
  asio::awaitable<Status> write(std::string bytes) override;
  asio::awaitable<Status> end() override;
  void abort() override;

  bool started() const { return phase_ != Phase::kNothing; }
  /// The answer is whole on the wire: another may follow if the connection is kept.
  bool complete() const { return phase_ == Phase::kDone; }
  bool keep_alive() const { return form_.keep_alive; }

 private:
  enum class Phase { kNothing, kStreaming, kDone, kBroken };

  Result<std::string> write_head(int status, const Headers& headers, std::string_view framing) const;
  asio::awaitable<Status> put(std::string_view head, std::string_view body, Phase then);

  Transport& transport_;
  ResponseForm form_;
  std::chrono::milliseconds timeout_;
  Phase phase_ = Phase::kNothing;
};

/// {"error":{"message":…,"type":"invalid_request_error"|"server_error"}}: the shape that API clients expect.
std::string error_body(int status, std::string_view message);

}  // namespace broch::net
