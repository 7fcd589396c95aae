// The wire formats that the simulator speaks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chat/openai_chat.h"

namespace broch::sim {

/// A request, whatever format it came in.
struct WireRequest {
  chat::Conversation conversation;
  std::optional<int64_t> max_tokens;
  bool stream = false;
  bool stream_usage = false;  ///< the stream is to say the usage
  bool bare_text = false;     ///< the one message is text to go on with
};

/// A reply on its way out. `id` is the hash that message ids are made of.
struct WireReply {
  std::string id;
  std::string model;
  std::string fingerprint;
  std::string text;
  bool cut = false;
  chat::Usage usage;
};

enum class WireError { kInvalidRequest, kNotFound, kMethodNotAllowed, kRateLimited, kServer };
/// The HTTP status.
int status_of(WireError error);

class Wire {
 public:
  virtual ~Wire() = default;
  virtual Result<WireRequest> read(std::string_view body) const = 0;
  virtual std::string write(const WireReply& reply) const = 0;
  /// The server-sent events of a stream, in order.
  virtual std::vector<std::string> write_stream(const WireReply& reply, bool usage) const = 0;
  virtual std::string write_error(WireError error, std::string_view message) const = 0;
  virtual std::string write_models(const std::string& model) const = 0;
};

const Wire& openai_wire();
const Wire& openai_completion_wire();
const Wire& anthropic_wire();

/// Pieces as a model streams them: a few words each, never inside a UTF-8 sequence.
std::vector<std::string> pieces_of(const std::string& text);

}  // namespace broch::sim
