#include "net/endpoint.h"

#include <boost/asio/ip/address.hpp>

#include "core/number.h"

namespace broch::net {
namespace {

std::unexpected<Error> malformed(std::string_view text) {
  return fail(ErrorKind::kUsage, "`" + std::string(text) + "` is no address and port", {},
              "write 127.0.0.1:8080, [::1]:8080 or localhost:8080; port 0 takes any free one");
}

}  // namespace

bool Endpoint::loopback() const {
  boost::system::error_code failed;
  const auto parsed = boost::asio::ip::make_address(address, failed);
  return !failed && parsed.is_loopback();
}

std::string Endpoint::to_string() const {
  const bool six = address.find(':') != std::string::npos;
  return (six ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

Result<Endpoint> parse_endpoint(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return malformed(text);
  std::string_view host = text.substr(0, colon);
  const std::optional<uint16_t> port = parse_number<uint16_t>(text.substr(colon + 1));
  if (!port) return malformed(text);

  Endpoint endpoint;
  endpoint.port = *port;

  const bool brackets = host.starts_with('[') && host.ends_with(']');
  if (brackets) host = host.substr(1, host.size() - 2);
  endpoint.address = host == "localhost" ? "127.0.0.1" : std::string(host);
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(endpoint.address, failed);
  if (failed || address.is_v6() != brackets) return malformed(text);
  return endpoint;
}

}  // namespace broch::net
