// broch sim: the simulators over HTTP, for trying out and testing everything that talks to a model.
#include "sim/sim.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <optional>

#include "cli/command.h"
#include "cli/models.h"
#include "cli/subcommand.h"
#include "core/json.h"
#include "net/endpoint.h"

namespace broch::cli {
namespace {

struct SimArguments {
  std::string name;
  std::string listen = "127.0.0.1:0";
  std::optional<int64_t> port;  ///< of 127.0.0.1, in place of `listen`
};

Result<int> serve(const SimArguments& arguments, const Common& common) {
  BROCH_TRY(const model::ModelSpec spec, model::parse_spec("sim:" + arguments.name));
  BROCH_TRY(auto references, task_references());
  BROCH_TRY(sim::Simulator simulator, sim::create(spec, std::move(references)));
  BROCH_TRY(net::Endpoint listen, net::parse_endpoint(arguments.listen));
  if (arguments.port) listen = {.address = "127.0.0.1", .port = static_cast<uint16_t>(*arguments.port)};

  boost::asio::io_context context(1);
  net::ServerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  sim::SimServer server(context.get_executor(), std::move(simulator), options);
  BROCH_TRY(listen.port, server.start());
  boost::asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { server.stop(); });

  const std::string url = fmt::format("http://{}/v1", listen.to_string());
  BROCH_CHECK(print(common.json ? json::dump(json::Object{{"listening", url}}) + "\n"
                                : fmt::format("listening on {}\n", url)));
  context.run();
  return kOk;
}

}  // namespace

void add_sim(Subcommand app) {
  Subcommand command =
      app.add("sim", "Serve a simulated model with stated rates (for calibration and tests)");
  auto arguments = std::make_shared<SimArguments>();
  command
      .option(
          "NAME", arguments->name,
          "vulnerable, hardened or judge, with ?latency=20ms&error=0.05&rate_limit=0.1&truncate=0.02&seed=7")
      .required();
  command.option("--listen", arguments->listen, "Address and port; port 0 takes any free one").show_default();
  command.option("--port", arguments->port, "Port on 127.0.0.1, in place of --listen").whole(0, 65535);
  command.action([arguments](const Common& common) { return serve(*arguments, common); });
}

}  // namespace broch::cli
