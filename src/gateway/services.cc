#include "gateway/services.h"

#include "core/text.h"

namespace broch::gateway {

Services::Services(Config c, Upstreams u, std::shared_ptr<const guard::Guard> g, std::ostream* log_out)
    : config(std::move(c)),
      upstreams(std::move(u)),
      guard(std::move(g)),
      guard_parts(join(guard->deciding_parts(), ",")),
      log(log_out) {}

Result<std::unique_ptr<Services>> Services::create(boost::asio::any_io_executor executor, Config config,
                                                   std::ostream* log_out) {
  BROCH_CHECK(config.check());
  BROCH_TRY(const guard::Policy policy, guard::Policy::load(config.policy));
  BROCH_TRY(auto guard, guard::Guard::compile(policy));
  BROCH_TRY(Upstreams upstreams, Upstreams::create(std::move(executor), config));
  auto services =
      std::make_unique<Services>(std::move(config), std::move(upstreams), std::move(guard), log_out);
  for (const auto& server : services->upstreams.servers()) {
    if (server->key_missing()) {
      services->log.warning(
          "the environment variable of an upstream's key is not set: clients' credentials pass",
          {{"upstream", server->name()}});
    } else if (server->key_plain()) {
      services->log.warning(
          "the key of an upstream is too short or too plain to be looked for in its answers",
          {{"upstream", server->name()}});
    }
  }
  return services;
}

}  // namespace broch::gateway
