// HTTP/1.1 over plain TCP and TLS, on Asio coroutines. Only net's .cc files include Beast.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace broch::net {

/// Header fields in order. Names compare without case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);
  /// The first value, or "" when absent.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  size_t size() const { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// A parsed http or https URL. `target` is path and query, at least "/".
struct Url {
  std::string scheme;
  std::string host;
  uint16_t port = 0;
  std::string target;

  bool tls() const { return scheme == "https"; }
  /// 127.0.0.0/8, ::1 or localhost.
  bool loopback() const;
};
/// User information in a URL is refused: secrets come from the environment or files.
Result<Url> parse_url(std::string_view text);

}  // namespace broch::net
