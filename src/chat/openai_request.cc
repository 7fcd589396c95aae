#include "chat/openai_chat.h"
#include "chat/openai_read.h"

namespace broch::chat {
namespace openai {

Status read_sampling(const json::Object& object, const Body& body, Sampling& sampling) {
  BROCH_TRY(sampling.temperature, optional_number(object, "temperature", body));
  BROCH_TRY(sampling.top_p, optional_number(object, "top_p", body));
  BROCH_TRY(sampling.max_tokens, optional_integer(object, "max_completion_tokens", body));
  BROCH_TRY(auto older_limit, optional_integer(object, "max_tokens", body));
  if (!sampling.max_tokens) sampling.max_tokens = older_limit;
  BROCH_TRY(auto seed, optional_integer(object, "seed", body));
  if (seed) sampling.seed = static_cast<uint64_t>(*seed);
  const json::Value* stop = object.find("stop");
  if (stop == nullptr || stop->is_null()) return {};
  if (stop->is_string()) {
    sampling.stop = {stop->as_string()};
    return {};
  }
  if (!stop->is_array()) return body.refuse(*stop, "`stop` is a string or an array of strings");
  for (const json::Value& item : stop->as_array()) {
    if (!item.is_string()) return body.refuse(item, "`stop` is a string or an array of strings");
    sampling.stop.push_back(item.as_string());
  }
  return {};
}

Status read_streaming(const json::Object& object, const Body& body, bool& stream, bool& include_usage) {
  BROCH_TRY(stream, optional_bool(object, "stream", body));
  const json::Value* options = object.find("stream_options");
  if (options == nullptr || options->is_null()) return {};
  if (!options->is_object()) return body.refuse(*options, "`stream_options` is an object");
  BROCH_TRY(include_usage, optional_bool(options->as_object(), "include_usage", body));
  return {};
}

}  // namespace openai

namespace {

using openai::Body;

// Content beside the messages: what the model reads of tools and formats is text like any other.
Status add_side_content(const json::Object& object, const Body& body, OpenAiRequest& request) {
  const size_t after = request.conversation.messages.size();
  for (const char* key : {"tools", "functions", "response_format", "prediction"}) {
    if (const json::Value* value = object.find(key))
      openai::add_schema_texts(*value, after, request.segments);
  }
  return openai::add_unknown_fields(object,
                                    {"model",
                                     "messages",
                                     "stream",
                                     "stream_options",
                                     "temperature",
                                     "top_p",
                                     "max_tokens",
                                     "stop",
                                     "max_completion_tokens",
                                     "n",
                                     "seed",
                                     "presence_penalty",
                                     "logit_bias",
                                     "frequency_penalty",
                                     "logprobs",
                                     "top_logprobs",
                                     "user",
                                     "tool_choice",
                                     "response_format",
                                     "tools",
                                     "functions",
                                     "function_call",
                                     "prediction",
                                     "parallel_tool_calls",
                                     "store",
                                     "metadata",
                                     "service_tier",
                                     "modalities",
                                     "reasoning_effort",
                                     "audio",
                                     "verbosity",
                                     "moderation",
                                     "web_search_options",
                                     "safety_identifier",
                                     "prompt_cache_key",
                                     "prompt_cache_retention"},
                                    body, Provenance::kUser, {after, 0, {}}, request.segments);
}

}  // namespace

Result<OpenAiRequest> parse_openai_request(std::string_view bytes) {
  const Body body(bytes, "request body");
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = body.name()}));
  if (!root.is_object()) return body.refuse(root, "a request is a JSON object");
  const json::Object& object = root.as_object();

  OpenAiRequest request;
  BROCH_CHECK(openai::read_asking(root, body, request));

  const json::Value* messages = object.find("messages");
  if (messages == nullptr || !messages->is_array() || messages->as_array().empty()) {
    return body.refuse(messages != nullptr ? *messages : root,
                       "`messages` is an array of at least one message");
  }
  for (const json::Value& value : messages->as_array()) {
    const size_t place = request.conversation.messages.size();
    BROCH_TRY(Message message, openai::read_message(value, place, body, request.segments));
    request.conversation.messages.push_back(std::move(message));
  }
  BROCH_CHECK(add_side_content(object, body, request));
  return request;
}

}  // namespace broch::chat
