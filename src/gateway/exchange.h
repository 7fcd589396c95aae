// One request on its way through the gateway: what is written down of it, and its answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>

#include "gateway/log.h"
#include "gateway/metrics.h"
#include "gateway/replies.h"
#include "gateway/services.h"
#include "net/server.h"

namespace broch::gateway {

/// Counts and logs its request when it ends, however it ends: a handler that is cancelled because its client
/// went away leaves status 499.
class Exchange {
 public:
  Exchange(Services& services, const net::ServerRequest& request, std::string route,
           net::ResponseWriter& writer);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  const net::ServerRequest& request() const { return request_; }
  Services& services() { return services_; }
  net::ResponseWriter& writer() { return writer_; }

  void set_upstream(const std::string& name) { entry_.upstream = name; }
  void set_guarded();
  /// Writes down a verdict that was reached in `time`; the strictest action stands.
  void note_verdict(guard::Stage stage, const guard::Verdict& verdict, std::chrono::nanoseconds time);
  void note_upstream_error(const Error& error);
  void note_upstream_status(int status);
  guard::Action action() const { return action_; }

  /// Adds the guard's header fields if the request was guarded, and the request id.
  boost::asio::awaitable<Status> send(Reply reply);
  /// Starts a stream: as send(), but its final action is not known yet.
  boost::asio::awaitable<Status> begin(int status, net::Headers headers);
  /// Ends the stream.
  boost::asio::awaitable<Status> end();

 private:
  void add_headers(net::Headers& headers, bool final_action) const;

  Services& services_;
  const net::ServerRequest& request_;
  net::ResponseWriter& writer_;
  LogEntry entry_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  bool guarded_ = false;
  int begun_status_ = 0;
  guard::Action action_ = guard::Action::kAllow, would_ = guard::Action::kAllow;
};

}  // namespace broch::gateway
