// Anthropic's messages, version 2023-06-01.
#include <fmt/format.h>

#include "core/json.h"
#include "net/sse.h"
#include "sim/pictures.h"
#include "sim/wire.h"

namespace broch::sim {
namespace {

std::unexpected<Error> refuse(std::string what) { return fail(ErrorKind::kInput, std::move(what)); }

/// The text of a string or of an array of blocks; a tool's result is text or blocks again. Other blocks
/// (documents, tool calls) are nothing the simulator reads; images are read apart.
Result<std::string> read_content(const json::Value& content) {
  if (content.is_string()) return content.as_string();
  if (!content.is_array()) return refuse("`content` is a string or an array of blocks");
  std::string text;
  for (const json::Value& block : content.as_array()) {
    const std::optional<std::string_view> type = block.get_string("type");
    if (!type) return refuse("a content block has a `type`");
    if (*type == "text") {
      const std::optional<std::string_view> its = block.get_string("text");
      if (!its) return refuse("a text block has a `text`");
      text += *its;
    } else if (const json::Value* inner = block.find("content"); *type == "tool_result" && inner) {
      BROCH_TRY(const std::string its, read_content(*inner));
      text += its;
    }
  }
  return text;
}

/// Those that are sent in the request; others are at an address.
Status add_images(const json::Value& content, chat::Message& message) {
  if (!content.is_array()) return {};
  for (const json::Value& block : content.as_array()) {
    const json::Value* data = block.at_pointer("/source/data");
    if (block.get_string("type") != "image" || data == nullptr || !data->is_string()) continue;
    chat::Part part{.kind = chat::PartKind::kImage, .text = {}, .tool_call = {}};
    part.image = decode_image(data->as_string());
    if (part.image == nullptr) return refuse("the data of an image is base64");
    message.parts.push_back(std::move(part));
  }
  return {};
}

Result<chat::Message> read_message(const json::Value& value) {
  const std::string_view role = value.get_string("role").value_or("");
  if (role != "user" && role != "assistant") return refuse("`role` is `user` or `assistant`");
  const json::Value* content = value.find("content");
  if (!content) return refuse("a message has `content`");
  BROCH_TRY(std::string text, read_content(*content));
  chat::Message message =
      chat::Message::text(role == "user" ? chat::Role::kUser : chat::Role::kAssistant, std::move(text));
  BROCH_CHECK(add_images(*content, message));
  return message;
}

json::Value usage_value(int64_t input, int64_t output) {
  return json::Object{{"input_tokens", input}, {"output_tokens", output}};
}

std::string stop_reason(const WireReply& reply) { return reply.cut ? "max_tokens" : "end_turn"; }

json::Object message_value(const WireReply& reply, json::Array content, json::Value stop, int64_t output) {
  return json::Object{
      {"id", "msg_sim_" + reply.id},   {"type", "message"},
      {"role", "assistant"},           {"model", reply.model},
      {"content", std::move(content)}, {"stop_reason", std::move(stop)},
      {"stop_sequence", nullptr},      {"usage", usage_value(reply.usage.input_tokens, output)}};
}

json::Object text_block(std::string text) { return {{"type", "text"}, {"text", std::move(text)}}; }

/// An event is named as the `type` of its data.
std::string event(json::Object data) {
  const std::string type = data.find("type")->as_string();
  return net::write_sse(json::dump(std::move(data)), type);
}

class AnthropicWire final : public Wire {
 public:
  Result<WireRequest> read(std::string_view body) const override {
    BROCH_TRY(const json::Value root, json::parse(body, {.file = "request body"}));
    if (root.get_string("model").value_or("").empty()) return refuse("`model` is a string");
    WireRequest request;
    request.max_tokens = root.get_integer("max_tokens");
    if (!request.max_tokens || *request.max_tokens < 1) return refuse("`max_tokens` is a number from 1");
    request.stream = root.get_bool("stream").value_or(false);
    if (const json::Value* system = root.find("system")) {
      BROCH_TRY(std::string text, read_content(*system));
      request.conversation.messages.push_back(chat::Message::text(chat::Role::kSystem, std::move(text)));
    }
    const json::Array* messages = root.get_array("messages");
    if (!messages || messages->empty()) return refuse("`messages` is an array of at least one message");
    for (const json::Value& value : *messages) {
      BROCH_TRY(chat::Message message, read_message(value));
      request.conversation.messages.push_back(std::move(message));
    }
    return request;
  }

  std::string write(const WireReply& reply) const override {
    json::Array content;
    content.push_back(text_block(reply.text));
    return json::dump(
        message_value(reply, std::move(content), stop_reason(reply), reply.usage.output_tokens));
  }

  std::vector<std::string> write_stream(const WireReply& reply, bool) const override {
    std::vector<std::string> events;
    events.push_back(event({{"type", "message_start"}, {"message", message_value(reply, {}, nullptr, 1)}}));
    events.push_back(
        event({{"type", "content_block_start"}, {"index", 0}, {"content_block", text_block("")}}));
    events.push_back(event({{"type", "ping"}}));
    for (std::string& piece : pieces_of(reply.text)) {
      events.push_back(event({{"type", "content_block_delta"},
                              {"index", 0},
                              {"delta", json::Object{{"type", "text_delta"}, {"text", std::move(piece)}}}}));
    }
    events.push_back(event({{"type", "content_block_stop"}, {"index", 0}}));
    events.push_back(
        event({{"type", "message_delta"},
               {"delta", json::Object{{"stop_reason", stop_reason(reply)}, {"stop_sequence", nullptr}}},
               {"usage", json::Object{{"output_tokens", reply.usage.output_tokens}}}}));
    events.push_back(event({{"type", "message_stop"}}));
    return events;
  }

  std::string write_error(WireError error, std::string_view message) const override {
    const char* type = "api_error";
    if (error == WireError::kNotFound) type = "not_found_error";
    if (error == WireError::kRateLimited) type = "rate_limit_error";
    if (error == WireError::kInvalidRequest || error == WireError::kMethodNotAllowed)
      type = "invalid_request_error";
    return json::dump(json::Object{{"type", "error"},
                                   {"error", json::Object{{"type", type}, {"message", message}}},
                                   {"request_id", "req_sim"}});
  }

  std::string write_models(const std::string& model) const override {
    json::Array data;
    data.push_back(json::Object{
        {"type", "model"}, {"id", model}, {"display_name", model}, {"created_at", "2026-01-01T00:00:00Z"}});
    return json::dump(json::Object{
        {"data", std::move(data)}, {"has_more", false}, {"first_id", model}, {"last_id", model}});
  }
};

}  // namespace

const Wire& anthropic_wire() {
  static const AnthropicWire wire;
  return wire;
}

}  // namespace broch::sim
