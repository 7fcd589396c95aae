// The servers behind the gateway: which one serves a model, and how it is asked.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "gateway/config.h"
#include "net/client.h"
#include "net/key_scrubber.h"

namespace broch::gateway {

/// One upstream, ready to be asked.
class UpstreamServer {
 public:
  /// Takes the key from the environment, now.
  static Result<std::unique_ptr<UpstreamServer>> create(boost::asio::any_io_executor executor,
                                                        const Upstream& upstream, const Limits& limits);

  const std::string& name() const { return name_; }
  /// Asks. The gateway's own key is taken out of what comes back.
  boost::asio::awaitable<Result<net::Response>> send(net::Request request);
  /// The same for a stream, see net::Client::stream.
  boost::asio::awaitable<Result<net::Response>> stream(net::Request request, net::Client::OnHead on_head,
                                                       net::Client::OnData on_data);
  bool loopback() const { return base_.loopback(); }
  /// Configured by name, but absent from the environment: the client's own credentials pass.
  bool key_missing() const { return key_missing_; }
  /// There is a key, but too plain a one to be looked for in answers, see net::is_secret.
  bool key_plain() const { return !key_.empty() && !scrubber_.looks(); }

  /// A request to `path` below the base URL. `query` starts with '?' or is empty.
  net::Request request(std::string method, std::string_view path, std::string_view query,
                       const net::Headers& client_headers, std::string body) const;

 private:
  UpstreamServer(std::string name, net::Url base, net::Client client)
      : name_(std::move(name)), base_(std::move(base)), client_(std::move(client)) {}

  std::string name_;
  net::Url base_;  ///< target without a final '/'
  std::string key_;
  net::KeyScrubber scrubber_{""};  ///< of key_
  bool key_missing_ = false;
  net::Client client_;
};

/// Finds the upstream of a model: its own name first, then the longest prefix, then "*".
class Upstreams {
 public:
  static Result<Upstreams> create(boost::asio::any_io_executor executor, const Config& config);

  /// Nothing when no route matches.
  UpstreamServer* find(std::string_view model) const;
  const std::vector<ModelRoute>& routes() const { return routes_; }
  const std::vector<std::unique_ptr<UpstreamServer>>& servers() const { return servers_; }

 private:
  std::vector<ModelRoute> routes_;
  std::vector<std::unique_ptr<UpstreamServer>> servers_;
};

}  // namespace broch::gateway
