// Takes the gateway's own upstream key out of what an upstream says: a server that repeats the credentials it
// got must not hand them to clients.
#pragma once

#include <string>
#include <string_view>

#include "net/client.h"

namespace broch::gateway {

/// Replaces each occurrence of `key` by "[key]". Keys shorter than 8 bytes are left alone: they are no
/// secret, and ordinary text holds them.
std::string without_key(std::string text, const std::string& key);
/// The same in the values of headers and in the body.
net::Response without_key(net::Response response, const std::string& key);

/// The same over a byte stream that comes in any pieces. What could be the beginning of the key is held back.
class KeyScrubber {
 public:
  explicit KeyScrubber(std::string key) : key_(std::move(key)) {}

  std::string feed(std::string_view bytes);
  /// What was held back: the stream has ended.
  std::string finish();

 private:
  std::string key_;
  std::string held_;
};

}  // namespace broch::gateway
