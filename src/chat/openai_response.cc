#include "chat/openai_chat.h"
#include "chat/openai_read.h"

namespace broch::chat {
namespace openai {

Result<Usage> read_usage(const json::Object& object, const Body& body) {
  const json::Value* value = object.find("usage");
  if (value == nullptr || value->is_null()) return Usage{};
  if (!value->is_object()) return body.refuse(*value, "`usage` is an object");
  BROCH_TRY(auto input, optional_integer(value->as_object(), "prompt_tokens", body));
  BROCH_TRY(auto output, optional_integer(value->as_object(), "completion_tokens", body));
  return Usage{input.value_or(0), output.value_or(0)};
}

std::optional<Error> error_object(const json::Value& root) {
  const json::Value* error = root.as_object().find("error");
  if (error == nullptr || error->is_null()) return std::nullopt;
  std::string what = "the server answered with an error";
  if (error->is_string()) what += ": " + error->as_string();
  if (auto message = error->get_string("message")) what += ": " + std::string(*message);
  return Error{ErrorKind::kUpstream, std::move(what), {}, {}};
}

}  // namespace openai

namespace {

using openai::Body;

// Log probabilities spell the reply a second time, token by token, where no check reads and no redaction
// reaches.
bool repeats_text(const json::Value& choice) {
  const json::Value* logprobs = choice.as_object().find("logprobs");
  return logprobs != nullptr && openai::carries_content(*logprobs);
}

Result<OpenAiChoice> read_choice(const json::Value& value, size_t place, const Body& body,
                                 std::vector<Segment>& segments) {
  if (!value.is_object()) return body.refuse(value, "a choice is an object");
  const json::Object& object = value.as_object();
  OpenAiChoice choice;
  BROCH_TRY(auto index, openai::optional_integer(object, "index", body));
  choice.index = index.value_or(static_cast<int64_t>(place));
  BROCH_TRY(choice.finish_reason, openai::optional_string(object, "finish_reason", body));
  const json::Value* message = object.find("message");
  if (message == nullptr) return body.refuse(value, "a choice has a `message`");
  BROCH_TRY(choice.message, openai::read_message(*message, place, body, segments, Role::kAssistant));
  BROCH_CHECK(openai::add_unknown_fields(
      object,
      {"index", "finish_reason", "message", "stop_reason", "content_filter_results", "native_finish_reason"},
      body, Provenance::kAssistant, {place, choice.message.parts.size(), {}}, segments));
  return choice;
}

Result<OpenAiDelta> read_delta(const json::Value& choice, const Body& body,
                               std::vector<std::string>& unknown) {
  OpenAiDelta out;
  const json::Object& object = choice.as_object();
  BROCH_TRY(auto index, openai::optional_integer(object, "index", body));
  out.choice = index.value_or(0);
  BROCH_TRY(out.finish_reason, openai::optional_string(object, "finish_reason", body));
  if (repeats_text(choice)) unknown.push_back("logprobs");
  const json::Value* value = object.find("delta");
  if (value == nullptr || value->is_null()) return out;
  if (!value->is_object()) return body.refuse(*value, "`delta` is an object");
  const json::Object& delta = value->as_object();
  if (const json::Value* role = delta.find("role"); role != nullptr && role->is_string())
    out.role = role->as_string();
  BROCH_TRY(out.content, openai::optional_string(delta, "content", body));
  BROCH_TRY(out.refusal, openai::optional_string(delta, "refusal", body));
  BROCH_TRY(out.reasoning, openai::optional_string(delta, "reasoning_content", body));
  if (out.reasoning.empty()) {
    BROCH_TRY(out.reasoning, openai::optional_string(delta, "reasoning", body));
  } else if (const json::Value* twin = delta.find("reasoning");
             twin != nullptr && openai::carries_content(*twin)) {
    unknown.push_back("delta.reasoning");
  }
  return out;
}

Result<OpenAiDelta::ToolFragment> read_fragment(const json::Value& function, const Body& body,
                                                std::string_view text_key = "arguments") {
  if (!function.is_object()) return body.refuse(function, "the function of a tool call is an object");
  OpenAiDelta::ToolFragment fragment;
  BROCH_TRY(fragment.name, openai::optional_string(function.as_object(), "name", body));
  BROCH_TRY(fragment.arguments, openai::optional_string(function.as_object(), text_key, body));
  return fragment;
}

Status read_tool_fragments(const json::Value& choice, const Body& body, OpenAiDelta& out) {
  if (const json::Value* call = choice.at_pointer("/delta/function_call");
      call != nullptr && !call->is_null()) {
    BROCH_TRY(auto fragment, read_fragment(*call, body));
    out.tool_calls.push_back(std::move(fragment));
  }
  const json::Value* calls = choice.at_pointer("/delta/tool_calls");
  if (calls == nullptr || calls->is_null()) return {};
  if (!calls->is_array()) return body.refuse(*calls, "`tool_calls` is an array");
  for (size_t i = 0; i < calls->as_array().size(); ++i) {
    const json::Value& call = calls->as_array()[i];
    if (!call.is_object()) return body.refuse(call, "a tool call is an object");
    OpenAiDelta::ToolFragment fragment;
    if (const json::Value* function = call.as_object().find("function"); function != nullptr) {
      BROCH_TRY(fragment, read_fragment(*function, body));
    } else if (const json::Value* custom = call.as_object().find("custom"); custom != nullptr) {
      BROCH_TRY(fragment, read_fragment(*custom, body, "input"));
    }
    BROCH_TRY(fragment.id, openai::optional_string(call.as_object(), "id", body));
    BROCH_TRY(auto index, openai::optional_integer(call.as_object(), "index", body));
    fragment.index = index.value_or(static_cast<int64_t>(i));
    out.tool_calls.push_back(std::move(fragment));
  }
  return {};
}

Status note_unknown(const json::Object& object, const Body& body, const std::string& prefix,
                    std::initializer_list<std::string_view> known, std::vector<std::string>& unknown) {
  std::vector<Segment> found;
  BROCH_CHECK(openai::add_unknown_fields(object, known, body, Provenance::kAssistant, {}, found));
  for (const json::Member& member : object) {
    for (const Segment& segment : found) {
      if (segment.place.wire == member.value.span()) unknown.push_back(prefix + member.key);
    }
  }
  return {};
}

}  // namespace

Result<OpenAiResponse> parse_openai_response(std::string_view bytes) {
  const Body body(bytes, "response body");
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = body.name()}));
  if (!root.is_object()) return body.refuse(root, "a response is a JSON object");
  if (auto error = openai::error_object(root)) return std::unexpected(std::move(*error));
  const json::Object& object = root.as_object();

  OpenAiResponse response;
  BROCH_TRY(response.id, openai::optional_string(object, "id", body));
  BROCH_TRY(response.model, openai::optional_string(object, "model", body));
  BROCH_TRY(response.system_fingerprint, openai::optional_string(object, "system_fingerprint", body));
  BROCH_TRY(response.usage, openai::read_usage(object, body));
  const json::Value* choices = object.find("choices");
  if (choices == nullptr || !choices->is_array()) {
    return body.refuse(choices != nullptr ? *choices : root, "a response has an array `choices`");
  }
  for (const json::Value& value : choices->as_array()) {
    BROCH_TRY(auto choice, read_choice(value, response.choices.size(), body, response.segments));
    response.choices.push_back(std::move(choice));
  }
  BROCH_CHECK(openai::add_unknown_fields(object,
                                         {"id", "object", "created", "model", "system_fingerprint", "usage",
                                          "choices", "service_tier", "moderation", "prompt_filter_results"},
                                         body, Provenance::kAssistant, {response.choices.size(), 0, {}},
                                         response.segments));
  return response;
}

Result<OpenAiChunk> parse_openai_chunk(std::string_view data) {
  const Body body(data, "stream event");
  BROCH_TRY(json::Value root, json::parse(data, {.file = body.name()}));
  if (!root.is_object()) return body.refuse(root, "a stream chunk is a JSON object");
  if (auto error = openai::error_object(root)) return std::unexpected(std::move(*error));
  const json::Object& object = root.as_object();

  OpenAiChunk chunk;
  BROCH_TRY(chunk.id, openai::optional_string(object, "id", body));
  BROCH_TRY(chunk.model, openai::optional_string(object, "model", body));
  BROCH_TRY(chunk.system_fingerprint, openai::optional_string(object, "system_fingerprint", body));
  BROCH_TRY(auto created, openai::optional_integer(object, "created", body));
  chunk.created = created.value_or(0);
  const json::Value* choices = object.find("choices");
  if (choices == nullptr || !choices->is_array()) {
    return body.refuse(choices != nullptr ? *choices : root, "a stream chunk has an array `choices`");
  }
  for (const json::Value& choice : choices->as_array()) {
    if (!choice.is_object()) return body.refuse(choice, "a choice is an object");
    BROCH_TRY(OpenAiDelta delta, read_delta(choice, body, chunk.unknown));
    BROCH_CHECK(read_tool_fragments(choice, body, delta));
    if (const json::Value* value = choice.as_object().find("delta"); value != nullptr && value->is_object()) {
      BROCH_CHECK(note_unknown(
          value->as_object(), body, "delta.",
          {"role", "content", "refusal", "reasoning_content", "reasoning", "tool_calls", "function_call"},
          chunk.unknown));
    }
    BROCH_CHECK(note_unknown(choice.as_object(), body, "",
                             {"index", "finish_reason", "delta", "logprobs", "stop_reason",
                              "content_filter_results", "native_finish_reason"},
                             chunk.unknown));
    chunk.deltas.push_back(std::move(delta));
  }
  if (const json::Value* usage = object.find("usage"); usage != nullptr && usage->is_object()) {
    BROCH_TRY(chunk.usage, openai::read_usage(object, body));
  }
  BROCH_CHECK(note_unknown(object, body, "",
                           {"id", "object", "created", "model", "system_fingerprint", "choices", "usage",
                            "service_tier", "obfuscation", "moderation", "prompt_filter_results", "provider"},
                           chunk.unknown));
  return chunk;
}

}  // namespace broch::chat
