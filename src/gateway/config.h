// broch.yaml: where the gateway listens, whom it asks, and which policy stands between.
//
//   listen: 127.0.0.1:8080
//   upstreams:
//     - {name: local, kind: openai, base_url: "http://127.0.0.1:9000/v1", api_key_env: UPSTREAM_KEY}
//   models:
//     - {name: "*", upstream: local}
//   guard: {policy: balanced}          # or a file, or `off`
//   auth: {mode: none}
//   audit: off
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "net/endpoint.h"

namespace broch::gateway {

/// A server that speaks OpenAI's wire format.
struct Upstream {
  std::string name;
  std::string kind = "openai";
  std::string base_url;     ///< with its path, usually ending in /v1; no query
  std::string api_key_env;  ///< name of the environment variable that holds the key; "" for none
  std::string ca_file;      ///< PEM, trusted besides the system's store
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds idle_timeout{120'000};   ///< between two reads
  std::chrono::milliseconds total_timeout{600'000};  ///< of one exchange, streams included
};

struct ModelRoute {
  std::string name;  ///< model as the client names it; "*" matches all, "gpt-*" a prefix
  std::string upstream;
};

struct Limits {
  size_t request_bytes = size_t{32} << 20;  ///< larger bodies get 413
  size_t reply_bytes = size_t{64} << 20;    ///< larger replies of an upstream become 502
};

/// Unknown keys are errors with a suggestion; every error names line and column.
struct Config {
  net::Endpoint listen{"127.0.0.1", 8080};
  std::vector<Upstream> upstreams;
  std::vector<ModelRoute> models;
  std::string policy =
      "balanced";  ///< a built-in name or a path; relative paths start at the folder of the file
  std::string auth_mode = "none";
  Limits limits;

  static Result<Config> load(const std::string& path);
  static Result<Config> parse(std::string_view text, const std::string& file);

  /// Refuses what must not run: no authentication on an address that others can reach.
  Status check() const;
};

}  // namespace broch::gateway
