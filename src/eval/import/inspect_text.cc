#include "eval/import/inspect_text.h"

#include <algorithm>
#include <map>
#include <optional>

#include "eval/import/builder.h"

namespace broch::eval {

namespace {

constexpr std::string_view kAttachment = "attachment://";
constexpr size_t kHashDigits = 32;
/// A text that its attachments make longer than this keeps its references.
constexpr size_t kMaxResolved = size_t{16} << 20;

class Attachments {
 public:
  explicit Attachments(const json::Value* attachments) {
    if (attachments == nullptr || !attachments->is_object()) return;
    for (const json::Member& member : attachments->as_object()) {
      if (member.value.is_string()) texts_.emplace(member.key, member.value.as_string());
    }
  }

  /// Copies the value with its references replaced; `missing` counts those that lead nowhere.
  json::Value resolve(const json::Value& value, int64_t& missing) const {
    if (value.is_string()) return resolve_text(value.as_string(), missing);
    if (value.is_array()) {
      json::Array out;
      for (const json::Value& item : value.as_array()) out.push_back(resolve(item, missing));
      return out;
    }
    if (!value.is_object()) return value;
    json::Object out;
    for (const json::Member& member : value.as_object())
      out.append(member.key, resolve(member.value, missing));
    return out;
  }

 private:
  std::string resolve_text(const std::string& text, int64_t& missing) const {
    std::string out;
    size_t from = 0;
    for (size_t at = text.find(kAttachment); at != std::string::npos; at = text.find(kAttachment, from)) {
      out.append(text, from, at - from);
      const std::string hash = text.substr(at + kAttachment.size(), kHashDigits);
      const auto found = texts_.find(hash);
      if (found == texts_.end() || out.size() + found->second.size() > kMaxResolved) {
        ++missing;
        out += kAttachment;
        from = at + kAttachment.size();
        continue;
      }
      out += found->second;
      from = at + kAttachment.size() + hash.size();
    }
    return from == 0 ? text : out + text.substr(from);
  }

  std::map<std::string, std::string, std::less<>> texts_;
};

std::string last_assistant(const json::Array& messages) {
  for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
    const json::Value* content = message->find("content");
    if (message->get_string("role") == "assistant" && content != nullptr) return foreign_text(*content);
  }
  return "";
}

std::optional<std::string> said_in(const json::Value* output) {
  if (output == nullptr) return std::nullopt;
  if (const json::Value* content = output->at_pointer("/choices/0/message/content"))
    return foreign_text(*content);
  if (const auto completion = output->get_string("completion")) return std::string(*completion);
  return std::nullopt;
}

/// The messages a model event was given: its own, or ranges of the sample's pool.
json::Array event_input(const json::Value& sample, const json::Value& event) {
  json::Array messages;
  if (const json::Array* own = event.get_array("input")) messages = *own;
  const json::Array* refs = event.get_array("input_refs");
  const json::Array* pool = sample.get_array("message_pool");
  if (const json::Value* data = sample.find("events_data"); pool == nullptr && data != nullptr)
    pool = data->get_array("messages");
  if (refs == nullptr || pool == nullptr) return messages;
  for (const json::Value& range : *refs) {
    if (!range.is_array() || range.as_array().size() != 2 || !range.as_array()[0].is_integer() ||
        !range.as_array()[1].is_integer())
      continue;
    const auto size = static_cast<int64_t>(pool->size());
    const int64_t begin = std::clamp<int64_t>(range.as_array()[0].as_integer(), 0, size);
    const int64_t end = std::clamp<int64_t>(range.as_array()[1].as_integer(), begin, size);
    // Ranges may overlap as often as a hostile file likes.
    if (messages.size() + static_cast<size_t>(end - begin) > 100'000) break;
    messages.insert(messages.end(), pool->begin() + begin, pool->begin() + end);
  }
  return messages;
}

}  // namespace

json::Value resolve_references(const json::Value& sample, int64_t& missing) {
  if (!sample.is_object()) return sample;
  const Attachments attachments(sample.find("attachments"));
  json::Object out;
  for (const json::Member& member : sample.as_object()) {
    const bool read =
        member.key == "input" || member.key == "messages" || member.key == "output" || member.key == "scores";
    out.append(member.key, read ? attachments.resolve(member.value, missing) : member.value);
  }
  return out;
}

std::string inspect_reply(const json::Value& sample) {
  if (const auto said = said_in(sample.find("output")); said && !said->empty()) return *said;
  if (const json::Array* messages = sample.get_array("messages"); messages && !messages->empty())
    return last_assistant(*messages);
  const json::Array* events = sample.get_array("events");
  if (events == nullptr) return "";
  for (auto event = events->rbegin(); event != events->rend(); ++event) {
    if (event->get_string("event") != "model") continue;
    int64_t missing = 0;
    const Attachments attachments(sample.find("attachments"));
    if (const auto said = said_in(event->find("output")); said && !said->empty())
      return attachments.resolve(json::Value(*said), missing).as_string();
    const json::Value input = attachments.resolve(json::Value(event_input(sample, *event)), missing);
    return last_assistant(input.as_array());
  }
  return "";
}

}  // namespace broch::eval
