#include "eval/data/messages_text.h"

#include <string_view>

namespace broch::eval {

namespace {

void add_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

std::string text_of_message(const json::Value& message) {
  std::string text;
  add_line(text, message.get_string("content").value_or(""));
  if (const json::Array* parts = message.get_array("content")) {
    for (const json::Value& part : *parts) {
      if (part.is_object()) add_line(text, part.get_string("text").value_or(""));
    }
  }
  if (const json::Value* picture = message.find("picture"); picture != nullptr && picture->is_object()) {
    for (const char* key : {"carrier", "message"}) add_line(text, picture->get_string(key).value_or(""));
  }
  return text;
}

}  // namespace

std::optional<std::string> messages_text(const json::Value& messages) {
  if (!messages.is_array()) return std::nullopt;
  std::string said, system;
  for (const json::Value& message : messages.as_array()) {
    const auto role = message.is_object() ? message.get_string("role") : std::nullopt;
    if (!role) return std::nullopt;
    add_line(*role == "system" ? system : said, text_of_message(message));
  }
  if (said.empty()) said = std::move(system);
  if (said.empty()) return std::nullopt;
  return said;
}

}  // namespace broch::eval
