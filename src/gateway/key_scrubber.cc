#include "gateway/key_scrubber.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace broch::gateway {
namespace {

constexpr size_t kShortestSecret = 8;
constexpr std::string_view kMark = "[key]";

}  // namespace

std::string without_key(std::string text, const std::string& key) {
  return key.size() < kShortestSecret ? text : replace_all(std::move(text), key, kMark);
}

net::Response without_key(net::Response response, const std::string& key) {
  net::Headers headers;
  for (const auto& [name, value] : response.headers) headers.add(name, without_key(value, key));
  response.headers = std::move(headers);
  response.body = without_key(std::move(response.body), key);
  return response;
}

std::string KeyScrubber::feed(std::string_view bytes) {
  if (key_.size() < kShortestSecret) return std::string(bytes);
  std::string text = without_key(std::exchange(held_, {}) + std::string(bytes), key_);
  for (size_t length = std::min(text.size(), key_.size() - 1); length > 0; --length) {
    if (!key_.starts_with(std::string_view(text).substr(text.size() - length))) continue;
    held_ = text.substr(text.size() - length);
    text.resize(text.size() - length);
    break;
  }
  return text;
}

std::string KeyScrubber::finish() { return std::exchange(held_, {}); }

}  // namespace broch::gateway
