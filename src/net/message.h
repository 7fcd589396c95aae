// The HTTP/1.1 message parser, without input or output of its own, for client.cc and server.cc. It stands on
// Beast's incremental parser; message.cc is the only source that includes Beast.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "net/http.h"

namespace broch::net {

/// How the error of a message that breaks the grammar begins.
inline constexpr std::string_view kMalformed = "malformed HTTP message: ";

/// What the head of a message says. Trailers of a chunked body are read and dropped.
struct MessageHead {
  int minor_version = 1;  ///< of HTTP/1.x
  std::string method;     ///< requests
  std::string target;     ///< requests
  int status = 0;         ///< responses
  Headers headers;
  bool keep_alive = false;  ///< the connection may carry another message after this one
};

struct MessageLimits {
  size_t header_bytes = 64 << 10;
  size_t body_bytes = 64 << 20;
};

/// Reads one message. Stricter than the RFC where two readers might disagree about where a message ends: a
/// Transfer-Encoding beside a Content-Length, one that is not exactly `chunked`, or one under HTTP/1.0 is
/// refused.
class MessageParser {
 public:
  enum class Kind { kRequest, kResponse, kResponseToHead };

  MessageParser(Kind kind, const MessageLimits& limits);
  ~MessageParser();
  MessageParser(MessageParser&&) noexcept;
  MessageParser& operator=(MessageParser&&) noexcept;

  /// Reads from the front of `bytes` and returns how many it used; the rest must come again, with more behind
  /// it. Errors: kInput (malformed), kLimit (head or body too large, told apart by head_done()).
  Result<size_t> feed(std::string_view bytes);
  /// The stream has ended. An error unless the message is complete or its body is one that ends with the
  /// stream.
  Status finish();

  bool started() const;
  bool head_done() const;
  bool done() const;
  MessageHead& head();
  /// Body bytes read since the caller last emptied it.
  std::string& body();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::net
