#include <fmt/core.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "gateway/gateway.h"

namespace broch::cli {
namespace {

Result<int> serve(const std::string& file, const Common& common) {
  BROCH_TRY(gateway::Config config, gateway::Config::load(file));
  net::Endpoint listen = config.listen;
  const std::string policy = config.policy;
  boost::asio::io_context io(1);
  BROCH_TRY(auto gateway, gateway::Gateway::create(io.get_executor(), std::move(config)));
  BROCH_TRY(listen.port, gateway->start());

  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& ec, int) {
    if (ec) return;
    gateway->stop();
    // A second signal ends the process at once: nothing catches it any more.
    signals.clear();
  });

  const std::string url = fmt::format("http://{}/v1", listen.to_string());
  const std::string line = common.json ? json::dump(json::Object{{"listening", url}, {"policy", policy}})
                                       : fmt::format("listening on {} (policy {})", url, policy);
  BROCH_CHECK(print(line + "\n"));
  io.run();  // until stop() has left nothing to do
  return kOk;
}

}  // namespace

void add_serve(Subcommand app) {
  Subcommand command = app.add("serve", "Run the guardrail gateway in front of model servers");
  auto file = std::make_shared<std::string>("broch.yaml");
  command.option("--config", *file, "Configuration file").show_default();
  command.action([file](const Common& common) { return serve(*file, common); });
}

}  // namespace broch::cli
