// ADDRESS:PORT, as `listen:` and `--listen` take it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace broch::net {

/// An IP address and a port; port 0 takes any free one.
struct Endpoint {
  std::string address;
  uint16_t port = 0;

  /// 127.0.0.0/8 or ::1.
  bool loopback() const;
  /// "127.0.0.1:8080", "[::1]:8080".
  std::string to_string() const;
};

/// "127.0.0.1:8080", "[::1]:0", "localhost:0". Other host names are refused: which address they mean may
/// change.
Result<Endpoint> parse_endpoint(std::string_view text);

}  // namespace broch::net
