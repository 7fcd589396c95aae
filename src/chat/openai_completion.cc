#include "chat/openai_completion.h"

#include "chat/openai_read.h"
#include "chat/openai_write.h"

namespace broch::chat {
namespace {

using openai::Body;

Result<std::string> read_prompt(const json::Value& root, const Body& body) {
  const json::Value* prompt = root.find("prompt");
  if (prompt != nullptr && prompt->is_array() && prompt->as_array().size() == 1)
    prompt = &prompt->as_array().front();
  if (prompt != nullptr && prompt->is_string()) return prompt->as_string();
  return body.refuse(prompt != nullptr ? *prompt : root, "`prompt` is a string, or an array of one");
}

/// What an answer and each piece of a streamed one say of themselves.
template <typename Answer>
Status read_head(const json::Object& object, const Body& body, Answer& answer) {
  BROCH_TRY(answer.id, openai::optional_string(object, "id", body));
  BROCH_TRY(answer.model, openai::optional_string(object, "model", body));
  BROCH_TRY(answer.system_fingerprint, openai::optional_string(object, "system_fingerprint", body));
  return {};
}

Result<json::Value> read_answer(std::string_view bytes, const Body& body) {
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = body.name()}));
  if (!root.is_object()) return body.refuse(root, "an answer is a JSON object");
  if (auto error = openai::error_object(root)) return std::unexpected(std::move(*error));
  const json::Value* choices = root.find("choices");
  if (choices == nullptr || !choices->is_array())
    return body.refuse(choices != nullptr ? *choices : root, "an answer has an array `choices`");
  return root;
}

/// A choice of an answer, or what a piece of one adds to it.
Result<OpenAiDelta> read_choice(const json::Value& choice, const Body& body) {
  if (!choice.is_object()) return body.refuse(choice, "a choice is an object");
  const json::Object& object = choice.as_object();
  OpenAiDelta out;
  BROCH_TRY(auto index, openai::optional_integer(object, "index", body));
  out.choice = index.value_or(0);
  if (object.find("text") == nullptr) {
    return body.refuse(choice, "a choice has a `text`",
                       "answers with a `message` are those of chat completions");
  }
  BROCH_TRY(out.content, openai::optional_string(object, "text", body));
  BROCH_TRY(out.finish_reason, openai::optional_string(object, "finish_reason", body));
  return out;
}

Result<std::vector<OpenAiDelta>> read_choices(const json::Value& root, const Body& body) {
  std::vector<OpenAiDelta> choices;
  for (const json::Value& value : root.find("choices")->as_array()) {
    BROCH_TRY(OpenAiDelta choice, read_choice(value, body));
    choices.push_back(std::move(choice));
  }
  return choices;
}

json::Object choice_value(int64_t index, const std::string& text, const std::string& finish_reason) {
  return json::Object{{"index", index},
                      {"text", text},
                      {"logprobs", nullptr},
                      {"finish_reason", openai::word_or_null(finish_reason)}};
}

template <typename Answer>
json::Object answer_value(const Answer& answer, int64_t created, json::Array choices) {
  json::Object out{{"id", answer.id},
                   {"object", "text_completion"},
                   {"created", created},
                   {"model", answer.model},
                   {"choices", std::move(choices)}};
  if (!answer.system_fingerprint.empty()) out.append("system_fingerprint", answer.system_fingerprint);
  return out;
}

}  // namespace

Result<OpenAiCompletionRequest> parse_openai_completion_request(std::string_view bytes) {
  const Body body(bytes, "request body");
  BROCH_TRY(json::Value root, json::parse(bytes, {.file = body.name()}));
  if (!root.is_object()) return body.refuse(root, "a request is a JSON object");
  const json::Object& object = root.as_object();
  OpenAiCompletionRequest request;
  BROCH_CHECK(openai::read_asking(root, body, request));
  BROCH_TRY(request.prompt, read_prompt(root, body));
  BROCH_TRY(request.suffix, openai::optional_string(object, "suffix", body));
  BROCH_TRY(request.echo, openai::optional_bool(object, "echo", body));
  return request;
}

std::string write_openai_completion_request(const std::string& model, const std::string& prompt,
                                            const std::string& suffix, const Sampling& sampling,
                                            bool stream) {
  json::Object out{{"model", model}, {"prompt", prompt}};
  if (!suffix.empty()) out.append("suffix", suffix);
  openai::append_sampling(out, sampling);
  if (stream) openai::append_streaming(out);
  return json::dump(out);
}

Result<OpenAiResponse> parse_openai_completion(std::string_view bytes) {
  const Body body(bytes, "response body");
  BROCH_TRY(const json::Value root, read_answer(bytes, body));
  const json::Object& object = root.as_object();
  OpenAiResponse response;
  BROCH_CHECK(read_head(object, body, response));
  BROCH_TRY(response.usage, openai::read_usage(object, body));
  BROCH_TRY(std::vector<OpenAiDelta> choices, read_choices(root, body));
  for (OpenAiDelta& choice : choices) {
    response.choices.push_back({.index = choice.choice,
                                .message = Message::text(Role::kAssistant, std::move(choice.content)),
                                .finish_reason = std::move(choice.finish_reason)});
  }
  return response;
}

Result<OpenAiChunk> parse_openai_completion_chunk(std::string_view data) {
  const Body body(data, "stream event");
  BROCH_TRY(const json::Value root, read_answer(data, body));
  const json::Object& object = root.as_object();
  OpenAiChunk chunk;
  BROCH_CHECK(read_head(object, body, chunk));
  BROCH_TRY(auto created, openai::optional_integer(object, "created", body));
  chunk.created = created.value_or(0);
  BROCH_TRY(chunk.deltas, read_choices(root, body));
  if (const json::Value* usage = object.find("usage"); usage != nullptr && usage->is_object()) {
    BROCH_TRY(chunk.usage, openai::read_usage(object, body));
  }
  return chunk;
}

std::string write_openai_completion(const OpenAiResponse& response, int64_t created) {
  json::Array choices;
  for (const OpenAiChoice& choice : response.choices)
    choices.push_back(choice_value(choice.index, choice.message.plain_text(), choice.finish_reason));
  json::Object out = answer_value(response, created, std::move(choices));
  out.append("usage", openai::usage_value(response.usage));
  return json::dump(out);
}

std::string write_openai_completion_chunk(const OpenAiChunk& chunk) {
  json::Array choices;
  for (const OpenAiDelta& delta : chunk.deltas)
    choices.push_back(choice_value(delta.choice, delta.content, delta.finish_reason));
  json::Object out = answer_value(chunk, chunk.created, std::move(choices));
  if (chunk.usage) out.append("usage", openai::usage_value(*chunk.usage));
  return json::dump(out);
}

}  // namespace broch::chat
