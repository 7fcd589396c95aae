#include "chat/openai_write.h"

#include <algorithm>

#include "chat/openai_chat.h"
#include "core/hash.h"

namespace broch::chat {
namespace openai {

void append_sampling(json::Object& request, const Sampling& sampling) {
  if (sampling.temperature) request.append("temperature", *sampling.temperature);
  if (sampling.top_p) request.append("top_p", *sampling.top_p);
  if (sampling.max_tokens) request.append("max_tokens", *sampling.max_tokens);
  if (sampling.seed) request.append("seed", static_cast<int64_t>(*sampling.seed));
  if (!sampling.stop.empty()) request.append("stop", json::Value::strings(sampling.stop));
}

void append_streaming(json::Object& request) {
  request.append("stream", true);
  request.append("stream_options", json::Object{{"include_usage", true}});
}

json::Value usage_value(const Usage& usage) {
  return json::Object{{"prompt_tokens", usage.input_tokens},
                      {"completion_tokens", usage.output_tokens},
                      {"total_tokens", usage.input_tokens + usage.output_tokens}};
}

json::Value word_or_null(const std::string& text) { return text.empty() ? json::Value() : json::Value(text); }

}  // namespace openai

namespace {

using openai::usage_value;
using openai::word_or_null;

json::Value tool_call_value(const ToolCall& call) {
  return json::Object{{"id", call.id},
                      {"type", "function"},
                      {"function", json::Object{{"name", call.name}, {"arguments", call.arguments}}}};
}

std::string joined(const Message& message, PartKind kind) {
  std::string out;
  for (const Part& part : message.parts) {
    if (part.kind == kind) out += part.text;
  }
  return out;
}

json::Value image_value(const Image& image) {
  const std::string url = "data:" + image.media_type + ";base64," + base64_encode(image.bytes);
  return json::Object{{"type", "image_url"}, {"image_url", json::Object{{"url", url}}}};
}

json::Value content_value(const Message& message) {
  json::Array parts;
  for (const Part& part : message.parts) {
    if (part.kind == PartKind::kText || part.kind == PartKind::kToolResult) {
      parts.push_back(json::Object{{"type", "text"}, {"text", part.text}});
    } else if (part.image != nullptr) {
      parts.push_back(image_value(*part.image));
    } else if (part.kind == PartKind::kImage || part.kind == PartKind::kUnknown) {
      const std::string label = part.kind == PartKind::kImage ? "image" : "content";
      parts.push_back(
          json::Object{{"type", "text"}, {"text", "[" + label + " not carried: " + part.text + "]"}});
    }
  }
  if (parts.empty()) return nullptr;
  const json::Value* only = parts.size() == 1 ? parts[0].as_object().find("text") : nullptr;
  if (only != nullptr) return *only;
  return parts;
}

json::Object message_value(const Message& message, json::Value content) {
  json::Object out{{"role", name(message.role)}};
  if (!message.name.empty()) out.append("name", message.name);
  out.append("content", std::move(content));
  if (const std::string text = joined(message, PartKind::kReasoning); !text.empty()) {
    out.append("reasoning_content", text);
  }
  if (const std::string text = joined(message, PartKind::kRefusal); !text.empty())
    out.append("refusal", text);
  json::Array calls;
  for (const Part& part : message.parts) {
    if (part.tool_call) calls.push_back(tool_call_value(*part.tool_call));
  }
  if (!calls.empty()) out.append("tool_calls", std::move(calls));
  const auto result = std::ranges::find(message.parts, PartKind::kToolResult, &Part::kind);
  if (result != message.parts.end()) out.append("tool_call_id", result->tool_call_id);
  return out;
}

json::Value delta_value(const OpenAiDelta& delta) {
  json::Object out;
  if (delta.role) out.append("role", *delta.role);
  if (!delta.content.empty() || delta.role) out.append("content", delta.content);
  if (!delta.refusal.empty()) out.append("refusal", delta.refusal);
  if (!delta.reasoning.empty()) out.append("reasoning_content", delta.reasoning);
  json::Array calls;
  for (const OpenAiDelta::ToolFragment& fragment : delta.tool_calls) {
    json::Object call{{"index", fragment.index}};
    if (!fragment.id.empty()) {
      call.append("id", fragment.id);
      call.append("type", "function");
    }
    json::Object function;
    if (!fragment.name.empty()) function.append("name", fragment.name);
    function.append("arguments", fragment.arguments);
    call.append("function", std::move(function));
    calls.push_back(std::move(call));
  }
  if (!calls.empty()) out.append("tool_calls", std::move(calls));
  return out;
}

}  // namespace

/// A schema that lets a model write {"verdict": WORD} and nothing else.
static json::Object verdict_format(const std::vector<std::string>& words) {
  json::Object word{{"type", "string"}, {"enum", json::Value::strings(words)}};
  json::Object schema{{"type", "object"},
                      {"properties", json::Object{{"verdict", std::move(word)}}},
                      {"required", json::Array{"verdict"}},
                      {"additionalProperties", false}};
  return json::Object{
      {"type", "json_schema"},
      {"json_schema", json::Object{{"name", "verdict"}, {"strict", true}, {"schema", std::move(schema)}}}};
}

std::string write_openai_request(const std::string& model, const Conversation& conversation,
                                 const Sampling& sampling, bool stream) {
  json::Array messages;
  for (const Message& message : conversation.messages) {
    messages.push_back(message_value(message, content_value(message)));
  }
  json::Object out{{"model", model}, {"messages", std::move(messages)}};
  openai::append_sampling(out, sampling);
  if (!sampling.verdicts.empty()) out.append("response_format", verdict_format(sampling.verdicts));
  if (stream) openai::append_streaming(out);
  return json::dump(out);
}

std::string write_openai_response(const OpenAiResponse& response, int64_t created) {
  json::Array choices;
  for (const OpenAiChoice& choice : response.choices) {
    json::Object message = message_value(choice.message, content_value(choice.message));
    if (message.find("refusal") == nullptr) message.append("refusal", nullptr);
    choices.push_back(json::Object{{"index", choice.index},
                                   {"message", std::move(message)},
                                   {"logprobs", nullptr},
                                   {"finish_reason", word_or_null(choice.finish_reason)}});
  }
  json::Object out{
      {"id", response.id},       {"object", "chat.completion"},   {"created", created},
      {"model", response.model}, {"choices", std::move(choices)}, {"usage", usage_value(response.usage)}};
  if (!response.system_fingerprint.empty()) out.append("system_fingerprint", response.system_fingerprint);
  return json::dump(out);
}

std::string write_openai_error(std::string_view message, std::string_view type, std::string_view code,
                               std::optional<json::Value> guardrail) {
  json::Object error{
      {"message", message}, {"type", type}, {"param", nullptr}, {"code", word_or_null(std::string(code))}};
  if (guardrail) error.append("guardrail", std::move(*guardrail));
  return json::dump(json::Object{{"error", std::move(error)}});
}

std::string write_openai_chunk(const OpenAiChunk& chunk) {
  json::Array choices;
  for (const OpenAiDelta& delta : chunk.deltas) {
    choices.push_back(json::Object{{"index", delta.choice},
                                   {"delta", delta_value(delta)},
                                   {"logprobs", nullptr},
                                   {"finish_reason", word_or_null(delta.finish_reason)}});
  }
  json::Object out{{"id", chunk.id},
                   {"object", "chat.completion.chunk"},
                   {"created", chunk.created},
                   {"model", chunk.model},
                   {"choices", std::move(choices)}};
  if (!chunk.system_fingerprint.empty()) out.append("system_fingerprint", chunk.system_fingerprint);
  if (chunk.usage) out.append("usage", usage_value(*chunk.usage));
  return json::dump(out);
}

std::string replace_literals(std::string_view body, std::vector<std::pair<Span, std::string>> edits) {
  std::ranges::sort(edits, {}, [](const auto& edit) { return edit.first; });
  std::string out;
  out.reserve(body.size());
  size_t at = 0;
  for (const auto& [span, text] : edits) {
    if (span.begin < at || span.end > body.size()) continue;
    out += body.substr(at, span.begin - at);
    out += json::quote(text);
    at = span.end;
  }
  out += body.substr(at);
  return out;
}

}  // namespace broch::chat
