// Reading the parts that requests and responses of the OpenAI formats share: messages, content parts, tool
// calls, sampling, usage, errors.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "chat/chat.h"
#include "chat/openai_chat.h"
#include "core/error.h"
#include "core/json.h"

namespace broch::chat::openai {

/// Errors over one body: each names what it is about and where in the bytes.
class Body {
 public:
  Body(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}
  std::unexpected<Error> refuse(const json::Value& at, std::string what, std::string remedy = {}) const;
  const std::string& name() const { return name_; }

 private:
  std::string_view bytes_;
  std::string name_;
};

/// True when a string lies anywhere in the value: numbers, booleans and null say nothing to a model or a
/// reader.
bool carries_content(const json::Value& value);

/// Refuses a member whose name is one of `known` but for the case of its letters: parsers that fold case read
/// it as that one, so guard and server would read two messages.
Status refuse_other_spellings(const json::Object& object, std::initializer_list<std::string_view> known,
                              const Body& body);

/// Adds an unscannable segment for each member that carries content and is not in `known`. Refuses other
/// spellings of these.
Status add_unknown_fields(const json::Object& object, std::initializer_list<std::string_view> known,
                          const Body& body, Provenance provenance, SegmentPlace place,
                          std::vector<Segment>& segments);

/// Adds a text segment for every string below `value` that a model may read: descriptions, titles, defaults,
/// enum values. Type words and names stay out.
void add_schema_texts(const json::Value& value, size_t message, std::vector<Segment>& segments);

/// Reads the message at position `place` and appends its segments. A message without a role has `fallback`.
Result<Message> read_message(const json::Value& value, size_t place, const Body& body,
                             std::vector<Segment>& segments, std::optional<Role> fallback = {});

// Of requests and responses, chat or not.
Status read_sampling(const json::Object& object, const Body& body, Sampling& sampling);
/// Sets `stream` and whether the stream is to say the usage.
Status read_streaming(const json::Object& object, const Body& body, bool& stream, bool& include_usage);
Result<Usage> read_usage(const json::Object& object, const Body& body);
/// What an answer says of an error in place of an answer.
std::optional<Error> error_object(const json::Value& root);

// Members that must have a type when they are present and not null.
Result<std::string> optional_string(const json::Object& object, std::string_view key, const Body& body);
Result<std::optional<double>> optional_number(const json::Object& object, std::string_view key,
                                              const Body& body);
Result<std::optional<int64_t>> optional_integer(const json::Object& object, std::string_view key,
                                                const Body& body);
Result<bool> optional_bool(const json::Object& object, std::string_view key, const Body& body);

/// What every request says beside its content: `model`, which it needs, streaming, `n` and sampling.
template <typename Request>
Status read_asking(const json::Value& root, const Body& body, Request& request) {
  const json::Object& object = root.as_object();
  BROCH_TRY(request.model, optional_string(object, "model", body));
  if (request.model.empty()) return body.refuse(root, "a request names a `model`");
  BROCH_CHECK(read_streaming(object, body, request.stream, request.include_usage));
  BROCH_TRY(const auto choices, optional_integer(object, "n", body));
  request.choices = choices.value_or(1);
  if (request.choices < 1) return body.refuse(*object.find("n"), "`n` is at least 1");
  return read_sampling(object, body, request.sampling);
}

}  // namespace broch::chat::openai
