#include "gateway/gateway.h"

#include <utility>

#include "gateway/routes.h"
#include "gateway/services.h"
#include "net/server.h"

namespace broch::gateway {

struct Gateway::State {
  std::shared_ptr<Services> services;  ///< requests under way share it: they may outlive the gateway
  net::Server server;
};

Gateway::Gateway(std::unique_ptr<State> state) : state_(std::move(state)) {}
Gateway::~Gateway() = default;

Result<std::unique_ptr<Gateway>> Gateway::create(boost::asio::any_io_executor executor, Config config,
                                                 std::ostream* log) {
  BROCH_TRY(std::shared_ptr<Services> services, Services::create(executor, std::move(config), log));
  const net::Handler handler = [services](const net::ServerRequest& request, net::ResponseWriter& writer) {
    return answer(*services, request, writer);
  };
  net::ServerOptions options;
  options.address = services->config.listen.address;
  options.port = services->config.listen.port;
  options.max_body_bytes = services->config.limits.request_bytes;
  net::Server server(std::move(executor), std::move(options), handler);
  return std::unique_ptr<Gateway>(
      new Gateway(std::make_unique<State>(std::move(services), std::move(server))));
}

Result<uint16_t> Gateway::start() {
  BROCH_TRY(const uint16_t port, state_->server.start());
  Services& services = *state_->services;
  services.log.event("listening", {{"address", services.config.listen.address},
                                   {"port", static_cast<int64_t>(port)},
                                   {"policy", services.guard->policy().name},
                                   {"policy_digest", services.guard->policy().digest}});
  return port;
}

void Gateway::stop() {
  state_->services->log.event("stopping");
  state_->server.stop();
}

}  // namespace broch::gateway
