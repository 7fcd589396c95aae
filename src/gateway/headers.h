// Which header fields cross the gateway, in both directions.
//
// Hop-by-hop fields (RFC 9110, section 7.6.1) end here. Encodings and lengths are the gateway's own, since it
// reads the bodies. x-broch-* fields are statements of Broch: neither a client nor an upstream can make them
// in our name, save the simulator's side channel, which stays on loopback.
#pragma once

#include <string>

#include "net/http.h"

namespace broch::gateway {

constexpr std::string_view kSimHint = "x-broch-sim-hint";
constexpr std::string_view kSimTruth = "x-broch-sim-truth";
constexpr std::string_view kGuardAction = "x-broch-guard-action";
constexpr std::string_view kGuardParts = "x-broch-guard-parts";
constexpr std::string_view kRequestId = "x-broch-request-id";

/// The client's fields as they go to an upstream. With `key`, the client's own credentials stay here and the
/// key takes their place.
net::Headers upstream_headers(const net::Headers& client, const std::string& key, bool loopback_upstream);

/// The upstream's fields as they go to the client.
net::Headers client_headers(const net::Headers& upstream, bool loopback_upstream);

/// Whether the body is an event stream that can be read: its type, and no encoding.
bool is_event_stream(const net::Headers& headers);

}  // namespace broch::gateway
