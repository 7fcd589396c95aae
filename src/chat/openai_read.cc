#include "chat/openai_read.h"

#include <algorithm>

#include "core/text.h"

namespace broch::chat::openai {
namespace {

// Names that the API itself restricts to this form carry no free text.
bool is_identifier(std::string_view text) {
  return text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '/';
         });
}

// As parsers fold that do not mind the case: besides the capitals, the long s and the sign of the kelvin.
std::string folded(std::string_view name) {
  std::string out = replace_all(std::string(name), "\u017F", "s");
  return to_lower(replace_all(std::move(out), "\u212A", "k"));
}

class MessageReader {
 public:
  MessageReader(size_t place, const Body& body, std::vector<Segment>& segments)
      : place_(place), body_(body), segments_(segments) {}

  Result<Message> read(const json::Value& value, std::optional<Role> fallback) {
    if (!value.is_object()) return body_.refuse(value, "a message is an object");
    const json::Object& object = value.as_object();
    BROCH_CHECK(read_role(value, fallback));
    BROCH_TRY(message_.name, optional_string(object, "name", body_));
    BROCH_TRY(tool_call_id_, optional_string(object, "tool_call_id", body_));
    for (const char* key : {"reasoning_content", "reasoning"}) {
      BROCH_CHECK(read_text_member(object, key, PartKind::kReasoning));
    }
    if (const json::Value* content = object.find("content")) BROCH_CHECK(read_content(*content));
    BROCH_CHECK(read_text_member(object, "refusal", PartKind::kRefusal));
    if (const json::Value* calls = object.find("tool_calls")) BROCH_CHECK(read_tool_calls(*calls));
    if (const json::Value* call = object.find("function_call"); call != nullptr && !call->is_null()) {
      BROCH_CHECK(read_function(*call, {}, "arguments"));
    }
    if (const json::Value* audio = object.find("audio"); audio != nullptr && !audio->is_null()) {
      add_part({PartKind::kUnknown, "audio", std::nullopt, {}}, audio->span());
    }
    if (!is_identifier(message_.name)) add_name(*object.find("name"));
    BROCH_CHECK(add_unknown_fields(object,
                                   {"role", "name", "content", "tool_call_id", "reasoning_content",
                                    "reasoning", "refusal", "tool_calls", "function_call", "audio"},
                                   body_, provenance(), {place_, message_.parts.size(), {}}, segments_));
    return std::move(message_);
  }

 private:
  Status read_role(const json::Value& value, std::optional<Role> fallback) {
    BROCH_TRY(std::string role, optional_string(value.as_object(), "role", body_));
    std::optional<Role> parsed = role.empty() ? fallback : parse_role(role);
    if (!parsed) {
      return body_.refuse(value, role.empty() ? "a message without `role`" : "unknown role `" + role + "`",
                          "roles are system, developer, user, assistant, tool, function");
    }
    message_.role = *parsed;
    return {};
  }

  Status read_text_member(const json::Object& object, std::string_view key, PartKind kind) {
    const json::Value* value = object.find(key);
    if (value == nullptr || value->is_null()) return {};
    if (!value->is_string()) return body_.refuse(*value, "`" + std::string(key) + "` is a string");
    if (!value->as_string().empty()) add_part({kind, value->as_string(), std::nullopt, {}}, value->span());
    return {};
  }

  Status read_content(const json::Value& content) {
    if (content.is_null()) return {};
    if (content.is_string()) {
      add_text(content);
      return {};
    }
    if (!content.is_array()) return body_.refuse(content, "`content` is a string or an array of parts");
    for (const json::Value& part : content.as_array()) BROCH_CHECK(read_content_part(part));
    return {};
  }

  Status read_content_part(const json::Value& part) {
    if (!part.is_object()) return body_.refuse(part, "a content part is an object");
    const json::Object& object = part.as_object();
    BROCH_CHECK(refuse_other_spellings(
        object, {"type", "text", "refusal", "image_url", "input_audio", "file", "cache_control"}, body_));
    const std::optional<std::string_view> type = part.get_string("type");
    if (!type) return body_.refuse(part, "a content part has a `type`");
    const SegmentPlace after = {place_, message_.parts.size(), {}};
    if (*type == "text" || *type == "refusal") {
      const json::Value* text = object.find(*type);
      if (text == nullptr || !text->is_string()) {
        return body_.refuse(part, "a part of type `" + std::string(*type) + "` has a string of that name");
      }
      if (*type == "text") {
        add_text(*text);
      } else {
        add_part({PartKind::kRefusal, text->as_string(), std::nullopt, {}}, text->span());
      }
      BROCH_CHECK(add_unknown_fields(object, {"type", *type, "cache_control"}, body_, provenance(), after,
                                     segments_));
    } else if (*type == "image_url") {
      BROCH_CHECK(read_image(part));
    } else {
      add_part({PartKind::kUnknown, "part of type `" + std::string(*type) + "`", std::nullopt, {}},
               part.span());
    }
    return {};
  }

  Status read_image(const json::Value& part) {
    const json::Value* url = part.at_pointer("/image_url/url");
    if (url == nullptr) url = part.as_object().find("image_url");
    if (url == nullptr || !url->is_string()) return body_.refuse(part, "an image part has `image_url.url`");
    // "data:image/png;base64,..." keeps its media type, other addresses their scheme.
    const std::string_view text = url->as_string();
    const size_t end = text.starts_with("data:") ? text.find_first_of(";,") : text.find(':');
    add_part({PartKind::kImage,
              ellipsize(text.substr(0, end == std::string_view::npos ? 0 : end), 64),
              std::nullopt,
              {}},
             part.span());
    return {};
  }

  Status read_tool_calls(const json::Value& calls) {
    if (calls.is_null()) return {};
    if (!calls.is_array()) return body_.refuse(calls, "`tool_calls` is an array");
    for (const json::Value& call : calls.as_array()) {
      if (!call.is_object()) return body_.refuse(call, "a tool call is an object");
      BROCH_TRY(std::string id, optional_string(call.as_object(), "id", body_));
      if (const json::Value* function = call.as_object().find("function")) {
        BROCH_CHECK(read_function(*function, std::move(id), "arguments"));
      } else if (const json::Value* custom = call.as_object().find("custom")) {
        BROCH_CHECK(read_function(*custom, std::move(id), "input"));
      } else {
        return body_.refuse(call, "a tool call has a `function` or a `custom` member");
      }
      BROCH_CHECK(add_unknown_fields(call.as_object(), {"id", "type", "function", "custom", "index"}, body_,
                                     provenance(), {place_, message_.parts.size(), {}}, segments_));
    }
    return {};
  }

  Status read_function(const json::Value& value, std::string id, std::string_view text_key) {
    if (!value.is_object()) return body_.refuse(value, "the function of a tool call is an object");
    const json::Object& object = value.as_object();
    ToolCall call{.id = std::move(id), .name = {}, .arguments = {}};
    BROCH_TRY(call.name, optional_string(object, "name", body_));
    BROCH_TRY(call.arguments, optional_string(object, text_key, body_));
    const json::Value* text = object.find(text_key);
    if (!is_identifier(call.name)) add_name(*object.find("name"));
    BROCH_CHECK(add_unknown_fields(object, {"name", text_key}, body_, provenance(),
                                   {place_, message_.parts.size(), {}}, segments_));
    add_part({PartKind::kToolCall, {}, std::move(call), {}}, text != nullptr ? text->span() : Span{});
    return {};
  }

  void add_text(const json::Value& text) {
    const bool result = message_.role == Role::kTool;
    add_part({result ? PartKind::kToolResult : PartKind::kText, text.as_string(), std::nullopt,
              result ? tool_call_id_ : std::string()},
             text.span());
  }

  void add_part(Part part, Span wire) {
    message_.parts.push_back(std::move(part));
    segments_.push_back(
        make_segment(message_, message_.parts.back(), {place_, message_.parts.size() - 1, wire}));
  }

  void add_name(const json::Value& value) {
    Segment segment;
    segment.text = value.as_string();
    segment.provenance = provenance();
    segment.place = {place_, message_.parts.size(), value.span()};
    segments_.push_back(std::move(segment));
  }

  Provenance provenance() const { return make_segment(message_, Part{}, {}).provenance; }

  size_t place_;
  const Body& body_;
  std::vector<Segment>& segments_;
  Message message_;
  std::string tool_call_id_;
};

template <typename T, typename Read>
Result<T> optional_member(const json::Object& object, std::string_view key, const Body& body,
                          const char* type, Read read) {
  const json::Value* value = object.find(key);
  if (value == nullptr || value->is_null()) return T{};
  std::optional<T> result = read(*value);
  if (!result)
    return body.refuse(*value, "`" + std::string(key) + "` is " + type + ", not " + value->type_name());
  return std::move(*result);
}

}  // namespace

std::unexpected<Error> Body::refuse(const json::Value& at, std::string what, std::string remedy) const {
  const LineColumn place = LineIndex(bytes_).at(std::min(at.span().begin, bytes_.size()));
  return fail(ErrorKind::kInput, std::move(what), {name_, place.line, place.column}, std::move(remedy));
}

bool carries_content(const json::Value& value) {
  if (value.is_string()) return !value.as_string().empty();
  if (value.is_array()) return std::ranges::any_of(value.as_array(), carries_content);
  if (!value.is_object()) return false;
  return std::ranges::any_of(value.as_object(),
                             [](const json::Member& m) { return carries_content(m.value); });
}

Status refuse_other_spellings(const json::Object& object, std::initializer_list<std::string_view> known,
                              const Body& body) {
  for (const json::Member& member : object) {
    if (std::ranges::find(known, member.key) != known.end()) continue;
    const auto meant = std::ranges::find(known, folded(member.key));
    if (meant == known.end()) continue;
    return body.refuse(member.value,
                       "`" + member.key + "` is another spelling of `" + std::string(*meant) + "`",
                       "write `" + std::string(*meant) + "`: some servers read both spellings as one");
  }
  return {};
}

Status add_unknown_fields(const json::Object& object, std::initializer_list<std::string_view> known,
                          const Body& body, Provenance provenance, SegmentPlace place,
                          std::vector<Segment>& segments) {
  BROCH_CHECK(refuse_other_spellings(object, known, body));
  for (const json::Member& member : object) {
    if (std::ranges::find(known, member.key) != known.end() || !carries_content(member.value)) continue;
    Segment segment;
    segment.provenance = provenance;
    segment.kind = PartKind::kUnknown;
    segment.place = {place.message, place.part, member.value.span()};
    segment.unscannable = "unknown field `" + ellipsize(member.key, 64) + "`";
    segments.push_back(std::move(segment));
  }
  return {};
}

void add_schema_texts(const json::Value& value, size_t message, std::vector<Segment>& segments) {
  if (value.is_string()) {
    if (value.as_string().empty()) return;
    Segment segment;
    segment.text = value.as_string();
    segment.provenance = Provenance::kSystem;
    segment.place = {message, 0, value.span()};
    segments.push_back(std::move(segment));
  } else if (value.is_array()) {
    for (const json::Value& item : value.as_array()) add_schema_texts(item, message, segments);
  } else if (value.is_object()) {
    for (const json::Member& member : value.as_object()) {
      const bool word = member.value.is_string() &&
                        (member.key == "type" || member.key == "name" || member.key == "$ref") &&
                        is_identifier(member.value.as_string());
      if (!word && member.key != "required") add_schema_texts(member.value, message, segments);
    }
  }
}

Result<Message> read_message(const json::Value& value, size_t place, const Body& body,
                             std::vector<Segment>& segments, std::optional<Role> fallback) {
  return MessageReader(place, body, segments).read(value, fallback);
}

Result<std::string> optional_string(const json::Object& object, std::string_view key, const Body& body) {
  return optional_member<std::string>(object, key, body, "a string", [](const json::Value& value) {
    return value.is_string() ? std::optional(value.as_string()) : std::nullopt;
  });
}

Result<std::optional<double>> optional_number(const json::Object& object, std::string_view key,
                                              const Body& body) {
  using Number = std::optional<double>;
  return optional_member<Number>(object, key, body, "a number", [](const json::Value& value) {
    return value.is_number() ? std::optional<Number>(value.as_double()) : std::nullopt;
  });
}

Result<std::optional<int64_t>> optional_integer(const json::Object& object, std::string_view key,
                                                const Body& body) {
  using Integer = std::optional<int64_t>;
  return optional_member<Integer>(object, key, body, "an integer", [](const json::Value& value) {
    return value.is_integer() ? std::optional<Integer>(value.as_integer()) : std::nullopt;
  });
}

Result<bool> optional_bool(const json::Object& object, std::string_view key, const Body& body) {
  return optional_member<bool>(object, key, body, "true or false", [](const json::Value& value) {
    return value.is_bool() ? std::optional(value.as_bool()) : std::nullopt;
  });
}

}  // namespace broch::chat::openai
