#include "gateway/headers.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"

namespace broch::gateway {
namespace {

constexpr std::array<std::string_view, 15> kNeverForwarded = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
    "content-encoding",
    "accept-encoding",
    "expect",
    // Would send the client past the gateway, to the upstream itself.
    "alt-svc",
};

constexpr std::array<std::string_view, 3> kCredentials = {"authorization", "x-api-key", "api-key"};

template <size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Fields that the Connection field names belong to one connection too.
std::set<std::string> named_by_connection(const net::Headers& headers) {
  std::set<std::string> names;
  for (const auto& [name, value] : headers) {
    if (!iequals(name, "connection")) continue;
    for (const std::string_view token : split(value, ',')) names.insert(to_lower(trim(token)));
  }
  return names;
}

template <typename Keep>
net::Headers filtered(const net::Headers& headers, Keep keep) {
  const std::set<std::string> own = named_by_connection(headers);
  net::Headers out;
  for (const auto& [name, value] : headers) {
    const std::string lower = to_lower(name);
    if (!contains(kNeverForwarded, lower) && !own.contains(lower) && keep(lower)) out.add(name, value);
  }
  return out;
}

}  // namespace

net::Headers upstream_headers(const net::Headers& client, const std::string& key, bool loopback_upstream) {
  net::Headers out = filtered(client, [&](const std::string& name) {
    if (name.starts_with("x-broch-")) return loopback_upstream && name == kSimHint;
    return name != "content-type" && (key.empty() || !contains(kCredentials, name));
  });
  if (!key.empty()) out.set("Authorization", "Bearer " + key);
  // One reading of the body for guard and upstream: JSON in UTF-8, whatever the client said of it.
  out.set("Content-Type", "application/json");
  out.set("Accept-Encoding", "identity");
  return out;
}

net::Headers client_headers(const net::Headers& upstream, bool loopback_upstream) {
  return filtered(upstream, [&](const std::string& name) {
    return !name.starts_with("x-broch-") || (loopback_upstream && name == kSimTruth);
  });
}

bool is_event_stream(const net::Headers& headers) {
  const std::string_view type = headers.get("content-type");
  const std::string_view encoding = headers.get("content-encoding");
  return iequals(trim(type.substr(0, type.find(';'))), "text/event-stream") &&
         (encoding.empty() || iequals(encoding, "identity"));
}

}  // namespace broch::gateway
