#include "gateway/config.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "core/config.h"
#include "core/file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "net/http.h"

namespace broch::gateway {
namespace {

constexpr size_t kMaxFileBytes = 1 << 20;
constexpr int64_t kMaxWaitMs = 24 * 3600 * 1000;

void read_listen(config::Map& map, Config& config) {
  const yaml::Node* node = map.node("listen");
  if (node == nullptr) return;
  Result<net::Endpoint> listen = net::parse_endpoint(node->scalar);
  if (!listen) return map.error(*node, listen.error().what, listen.error().remedy);
  config.listen = *std::move(listen);
}

Result<Upstream> read_upstream(const yaml::Node& node, const std::string& file) {
  config::Map map(node, file);
  Upstream upstream;
  upstream.name = map.required_string("name");
  upstream.kind = map.choice("kind", upstream.kind, {"openai"});
  upstream.base_url = map.required_string("base_url");
  upstream.api_key_env = map.string("api_key_env", {});
  upstream.ca_file = map.string("ca_file", {});
  const auto wait = [&](std::string_view key, std::chrono::milliseconds& value) {
    value = std::chrono::milliseconds(map.duration_ms(key, value.count(), {1, kMaxWaitMs}));
  };
  wait("connect_timeout", upstream.connect_timeout);
  wait("idle_timeout", upstream.idle_timeout);
  wait("total_timeout", upstream.total_timeout);
  while (upstream.base_url.ends_with('/')) upstream.base_url.pop_back();
  if (const yaml::Node* url = map.node("base_url"); url != nullptr && !upstream.base_url.empty()) {
    if (const auto parsed = net::parse_url(upstream.base_url); !parsed) {
      map.error(*url, parsed.error().what, parsed.error().remedy);
    } else if (upstream.base_url.find_first_of("?#") != std::string::npos) {
      map.error(*url, "`base_url` has a query or a fragment", "give scheme, host and path alone");
    }
  }
  BROCH_CHECK(map.finish());
  return upstream;
}

Result<ModelRoute> read_route(const yaml::Node& node, const std::string& file,
                              const std::vector<std::string>& known) {
  config::Map map(node, file);
  ModelRoute route{map.required_string("name"), map.required_string("upstream")};
  const yaml::Node* name = map.node("name");
  if (name != nullptr && route.name.find('*') < route.name.size() - 1) {
    map.error(*name, "`*` stands only at the end of a model name", "write a whole name, `prefix*` or `*`");
  }
  const yaml::Node* upstream = map.node("upstream");
  if (upstream != nullptr && std::ranges::find(known, route.upstream) == known.end()) {
    map.error(*upstream, fmt::format("no upstream is named `{}`", route.upstream),
              "upstreams: " + join(known, ", "));
  }
  BROCH_CHECK(map.finish());
  return route;
}

Status read_upstreams(config::Map& map, Config& config) {
  const yaml::Node* list = map.required_node("upstreams");
  if (list == nullptr) return {};
  if (!list->is_sequence() || list->items.empty()) {
    map.error(*list, "`upstreams` is a list of at least one upstream");
    return {};
  }
  for (const yaml::Node& item : list->items) {
    BROCH_TRY(Upstream upstream, read_upstream(item, map.file()));
    if (std::ranges::find(config.upstreams, upstream.name, &Upstream::name) != config.upstreams.end()) {
      map.error(item, fmt::format("a second upstream is named `{}`", upstream.name));
    }
    config.upstreams.push_back(std::move(upstream));
  }
  return {};
}

Status read_models(config::Map& map, Config& config) {
  const yaml::Node* list = map.required_node("models");
  // Without upstreams, which is the error already, no route could be right.
  if (list == nullptr || config.upstreams.empty()) return {};
  if (!list->is_sequence() || list->items.empty()) {
    map.error(*list, "`models` is a list of at least one route",
              R"(the least is `- {name: "*", upstream: NAME}`)");
    return {};
  }
  std::vector<std::string> known;
  for (const Upstream& upstream : config.upstreams) known.push_back(upstream.name);
  for (const yaml::Node& item : list->items) {
    BROCH_TRY(ModelRoute route, read_route(item, map.file(), known));
    if (std::ranges::find(config.models, route.name, &ModelRoute::name) != config.models.end()) {
      map.error(item, fmt::format("a second route is named `{}`", route.name));
    }
    config.models.push_back(std::move(route));
  }
  return {};
}

// `guard: off`, `guard: balanced` and `guard: {policy: ./mine.yaml}`.
Status read_guard(config::Map& map, Config& config) {
  const yaml::Node* node = map.node("guard");
  if (node == nullptr) return {};
  if (node->is_scalar()) {
    config.policy = node->scalar;
  } else {
    config::Map guard(*node, map.file());
    config.policy = guard.string("policy", config.policy);
    BROCH_CHECK(guard.finish());
  }
  const std::filesystem::path path(config.policy);
  const bool is_path = config.policy.find('/') != std::string::npos || path.extension() == ".yaml" ||
                       path.extension() == ".yml";
  if (is_path && path.is_relative()) {
    config.policy = (std::filesystem::path(map.file()).parent_path() / path).lexically_normal().string();
  }
  return {};
}

Status read_auth(config::Map& map, Config& config) {
  const yaml::Node* node = map.node("auth");
  if (node == nullptr) return {};
  config::Map auth(*node, map.file());
  const yaml::Node* mode = auth.node("mode");
  if (mode != nullptr && (mode->scalar == "keys" || mode->scalar == "oidc")) {
    auth.error(*mode, fmt::format("this version has no authentication by `{}`", mode->scalar),
               "use `none` on a loopback address, behind something that authenticates");
  }
  config.auth_mode = auth.choice("mode", config.auth_mode, {"none", "keys", "oidc"});
  return auth.finish();
}

void read_audit(config::Map& map) {
  const yaml::Node* node = map.node("audit");
  if (node == nullptr || (node->is_scalar() && node->scalar == "off")) return;
  map.error(*node, "this version keeps no audit log", "set `audit: off`");
}

Status read_limits(config::Map& map, Config& config) {
  const yaml::Node* node = map.node("limits");
  if (node == nullptr) return {};
  config::Map limits(*node, map.file());
  const auto bytes = [&](std::string_view key, size_t& value) {
    value = static_cast<size_t>(limits.integer(key, static_cast<int64_t>(value), {1024, int64_t{1} << 30}));
  };
  bytes("request_bytes", config.limits.request_bytes);
  bytes("reply_bytes", config.limits.reply_bytes);
  return limits.finish();
}

}  // namespace

Result<Config> Config::parse(std::string_view text, const std::string& file) {
  BROCH_TRY(const yaml::Node root, yaml::parse(text, file));
  config::Map map(root, file);
  Config config;
  read_listen(map, config);
  BROCH_CHECK(read_upstreams(map, config));
  BROCH_CHECK(read_models(map, config));
  BROCH_CHECK(read_guard(map, config));
  BROCH_CHECK(read_auth(map, config));
  read_audit(map);
  BROCH_CHECK(read_limits(map, config));
  if (const Status allowed = config.check(); !allowed) {
    const yaml::Node* listen = map.node("listen");
    map.error(listen != nullptr ? *listen : root, allowed.error().what, allowed.error().remedy);
  }
  BROCH_CHECK(map.finish());
  return config;
}

Result<Config> Config::load(const std::string& path) {
  BROCH_TRY(const std::string text,
            read_file(path, kMaxFileBytes,
                      "check that this is the configuration: one holds a few upstreams, models and limits"));
  return parse(text, path);
}

Status Config::check() const {
  if (auth_mode == "none" && !listen.loopback()) {
    return fail(ErrorKind::kInput,
                fmt::format("without authentication the gateway listens only on loopback, not on `{}`",
                            listen.to_string()),
                {}, "listen on 127.0.0.1 or [::1], behind something that authenticates");
  }
  return {};
}

}  // namespace broch::gateway
