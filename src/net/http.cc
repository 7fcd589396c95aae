#include "net/http.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "core/text.h"
#include "net/wire.h"

namespace broch::net {
namespace {

constexpr size_t kMaxUrlBytes = 8192;

}  // namespace

void Headers::set(std::string_view name, std::string value) {
  remove(name);
  fields_.emplace_back(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](const auto& field) { return iequals(field.first, name); });
}

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (iequals(key, name)) return value;
  }
  return {};
}

bool Headers::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [&](const auto& field) { return iequals(field.first, name); });
}

bool Url::loopback() const {
  if (iequals(host, "localhost")) return true;
  boost::system::error_code ec;
  boost::asio::ip::address address = boost::asio::ip::make_address(host, ec);
  return !ec && address.is_loopback();
}

Result<Url> parse_url(std::string_view text) {
  if (text.size() > kMaxUrlBytes) return fail(ErrorKind::kLimit, "the URL is longer than 8192 bytes");
  const auto bad = [&](std::string_view why, std::string remedy = {}) {
    return fail(ErrorKind::kInput,
                "bad URL `" + ellipsize(sanitize_utf8(text), 200) + "`: " + std::string(why), {},
                std::move(remedy));
  };
  auto parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (!parsed) return bad("not an absolute URL", "write it as https://host/path");
  if (parsed->has_userinfo()) {
    // The text is not repeated: it holds what may be a secret.
    return fail(ErrorKind::kInput, "the URL carries a user name or password", {},
                "put the key into an environment variable");
  }

  Url url;
  url.scheme = to_lower(std::string(parsed->scheme().data(), parsed->scheme().size()));
  if (url.scheme != "http" && url.scheme != "https") return bad("the scheme is neither http nor https");
  url.host = to_lower(std::string(parsed->encoded_host().data(), parsed->encoded_host().size()));
  if (url.host.starts_with('[')) url.host = url.host.substr(1, url.host.size() - 2);
  if (url.host.empty()) return bad("no host");
  if (url.host.size() > 253) return bad("the host name is longer than 253 bytes");
  if (url.host.find('%') != std::string::npos) {
    return bad("the host is percent-encoded", "write an international name in its xn-- form");
  }
  url.port = url.tls() ? 443 : 80;
  if (parsed->has_port() && !parsed->port().empty()) {
    if (parsed->port_number() == 0) return bad("the port is not within 1 and 65535");
    url.port = parsed->port_number();
  }
  url.target = std::string(parsed->encoded_path().data(), parsed->encoded_path().size());
  if (url.target.empty()) url.target = "/";
  // Boost.URL 1.81 takes 127.0.0.1.example.com as the address 127.0.0.1 with the path `.example.com`.
  if (!url.target.starts_with('/')) return bad("the host is neither a name nor an address");
  if (parsed->has_query()) {
    url.target.append("?").append(parsed->encoded_query().data(), parsed->encoded_query().size());
  }
  return url;
}

bool is_token(std::string_view text) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

Status append_fields(std::string& out, const Headers& headers,
                     std::initializer_list<std::string_view> without) {
  for (const auto& [name, value] : headers) {
    if (std::any_of(without.begin(), without.end(), [&](std::string_view w) { return iequals(w, name); }))
      continue;
    if (!is_token(name)) return fail(ErrorKind::kInput, "a header name is not a token");
    const bool clean = std::all_of(value.begin(), value.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return c == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
    if (!clean)
      return fail(ErrorKind::kInput, "the value of header `" + name + "` holds a control character");
    out.append(name).append(": ").append(value).append("\r\n");
  }
  return {};
}

}  // namespace broch::net
