// A streamed chat completion between an upstream and a client: the pump in the middle, failures at both ends.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/exchange.h"
#include "gateway/stream_pump.h"
#include "gateway/upstreams.h"

namespace broch::gateway {

class StreamRelay {
 public:
  /// `choices` is the request's `n`. The exchange has its input verdict.
  StreamRelay(Exchange& exchange, int64_t choices, bool loopback_upstream);
  /// Writes down what the guard did, also when the client went away in the middle.
  ~StreamRelay();
  StreamRelay(const StreamRelay&) = delete;
  StreamRelay& operator=(const StreamRelay&) = delete;

  /// Asks the upstream and answers the client, unless the upstream does not stream: then its whole response
  /// comes back and nothing has been sent.
  boost::asio::awaitable<std::optional<net::Response>> run(UpstreamServer& upstream, net::Request request);

 private:
  boost::asio::awaitable<Status> take(std::string_view bytes);
  boost::asio::awaitable<Status> write(std::string bytes);
  boost::asio::awaitable<void> fail_stream(const Error& error);

  Exchange& exchange_;
  bool loopback_;
  StreamPump pump_;
  net::Response head_;
  std::string whole_;  ///< body of a response that is no event stream
  bool begun_ = false, client_gone_ = false;
};

}  // namespace broch::gateway
