// OpenAI's chat completions, and its older completions of text.
#include <algorithm>

#include "chat/openai_completion.h"
#include "core/json.h"
#include "net/sse.h"
#include "sim/pictures.h"
#include "sim/wire.h"

namespace broch::sim {
namespace {

/// A fixed time: the same request gives the same bytes.
constexpr int64_t kCreated = 1767225600;

/// A chunk with one delta, or with none when there is nothing to add.
chat::OpenAiChunk chunk(const std::string& id, const WireReply& reply,
                        std::optional<chat::OpenAiDelta> delta = {}) {
  chat::OpenAiChunk result;
  result.id = id;
  result.model = reply.model;
  result.system_fingerprint = reply.fingerprint;
  result.created = kCreated;
  if (delta) result.deltas.push_back(*std::move(delta));
  return result;
}

/// A parsed conversation does not hold the bytes of its images; the request does.
Status add_images(std::string_view body, chat::OpenAiRequest& request) {
  for (const chat::Segment& segment : request.segments) {
    if (segment.kind != chat::PartKind::kImage) continue;
    const Span wire = segment.place.wire;
    BROCH_TRY(const json::Value part, json::parse(body.substr(wire.begin, wire.end - wire.begin), {}));
    const json::Value* url = part.at_pointer("/image_url/url");
    if (url == nullptr || !url->is_string() || !url->as_string().starts_with("data:")) continue;
    const std::string_view text = url->as_string();
    auto image = decode_image(text.substr(std::min(text.find(',') + 1, text.size())));
    if (image == nullptr) return fail(ErrorKind::kInput, "a data URL of an image is base64");
    request.conversation.messages[segment.place.message].parts[segment.place.part].image = std::move(image);
  }
  return {};
}

std::string finish_reason(const WireReply& reply) { return reply.cut ? "length" : "stop"; }

/// The pieces of the text, how it ended, and the usage where it is asked for.
std::vector<chat::OpenAiChunk> chunks_of(const std::string& id, const WireReply& reply, bool usage) {
  std::vector<chat::OpenAiChunk> chunks;
  for (std::string& piece : pieces_of(reply.text))
    chunks.push_back(chunk(id, reply, chat::OpenAiDelta{.content = std::move(piece)}));
  chunks.push_back(chunk(id, reply, chat::OpenAiDelta{.finish_reason = finish_reason(reply)}));
  if (usage) {
    chunks.push_back(chunk(id, reply));
    chunks.back().usage = reply.usage;
  }
  return chunks;
}

std::vector<std::string> events_of(const std::vector<chat::OpenAiChunk>& chunks,
                                   std::string (*write)(const chat::OpenAiChunk&)) {
  std::vector<std::string> events;
  for (const chat::OpenAiChunk& each : chunks) events.push_back(net::write_sse(write(each)));
  events.push_back(net::write_sse("[DONE]"));
  return events;
}

chat::OpenAiResponse response_of(const std::string& id, const WireReply& reply) {
  chat::OpenAiResponse response;
  response.id = id;
  response.model = reply.model;
  response.system_fingerprint = reply.fingerprint;
  response.usage = reply.usage;
  response.choices.push_back(
      {0, chat::Message::text(chat::Role::kAssistant, reply.text), finish_reason(reply)});
  return response;
}

class OpenAiWire : public Wire {
 public:
  Result<WireRequest> read(std::string_view body) const override {
    BROCH_TRY(chat::OpenAiRequest parsed, chat::parse_openai_request(body));
    BROCH_CHECK(add_images(body, parsed));
    if (parsed.choices != 1) return fail(ErrorKind::kInput, "the simulator gives one choice");
    return WireRequest{.conversation = std::move(parsed.conversation),
                       .max_tokens = parsed.sampling.max_tokens,
                       .stream = parsed.stream,
                       .stream_usage = parsed.include_usage};
  }

  std::string write(const WireReply& reply) const override {
    return chat::write_openai_response(response_of("chatcmpl-sim-" + reply.id, reply), kCreated);
  }

  std::vector<std::string> write_stream(const WireReply& reply, bool usage) const override {
    const std::string id = "chatcmpl-sim-" + reply.id;
    std::vector<chat::OpenAiChunk> chunks = chunks_of(id, reply, usage);
    chunks.insert(chunks.begin(), chunk(id, reply, chat::OpenAiDelta{.role = "assistant"}));
    return events_of(chunks, chat::write_openai_chunk);
  }

  std::string write_error(WireError error, std::string_view message) const override {
    switch (error) {
      case WireError::kInvalidRequest:
        return chat::write_openai_error(message, "invalid_request_error", "invalid_request");
      case WireError::kNotFound:
        return chat::write_openai_error(message, "invalid_request_error", "not_found");
      case WireError::kMethodNotAllowed:
        return chat::write_openai_error(message, "invalid_request_error", "method_not_allowed");
      case WireError::kRateLimited:
        return chat::write_openai_error(message, "requests", "rate_limit_exceeded");
      case WireError::kServer:
        break;
    }
    return chat::write_openai_error(message, "server_error", "simulated_error");
  }

  std::string write_models(const std::string& model) const override {
    json::Array data;
    data.push_back(
        json::Object{{"id", model}, {"object", "model"}, {"created", kCreated}, {"owned_by", "broch"}});
    return json::dump(json::Object{{"object", "list"}, {"data", std::move(data)}});
  }
};

/// Errors and models are those of chat.
class OpenAiCompletionWire final : public OpenAiWire {
 public:
  Result<WireRequest> read(std::string_view body) const override {
    BROCH_TRY(const chat::OpenAiCompletionRequest parsed, chat::parse_openai_completion_request(body));
    if (parsed.choices != 1) return fail(ErrorKind::kInput, "the simulator gives one choice");
    if (parsed.echo) return fail(ErrorKind::kInput, "the simulator does not repeat the prompt");
    WireRequest request{.conversation = {},
                        .max_tokens = parsed.sampling.max_tokens,
                        .stream = parsed.stream,
                        .stream_usage = parsed.include_usage,
                        .bare_text = true};
    request.conversation.messages.push_back(
        chat::Message::text(chat::Role::kUser, parsed.prompt + parsed.suffix));
    return request;
  }

  std::string write(const WireReply& reply) const override {
    return chat::write_openai_completion(response_of("cmpl-sim-" + reply.id, reply), kCreated);
  }

  std::vector<std::string> write_stream(const WireReply& reply, bool usage) const override {
    return events_of(chunks_of("cmpl-sim-" + reply.id, reply, usage), chat::write_openai_completion_chunk);
  }
};

}  // namespace

const Wire& openai_wire() {
  static const OpenAiWire wire;
  return wire;
}

const Wire& openai_completion_wire() {
  static const OpenAiCompletionWire wire;
  return wire;
}

}  // namespace broch::sim
