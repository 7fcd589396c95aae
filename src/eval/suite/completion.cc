#include "eval/suite/completion.h"

namespace broch::eval {

std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked) {
  const auto origin = sample.source.get_string("origin_code");
  if (sample.source.get_string("variant") != "autocomplete" || !origin || asked.messages.empty()) {
    return std::nullopt;
  }
  const std::string text = asked.messages.back().plain_text();
  for (size_t begin = 0; begin < text.size();) {
    const std::string_view code = std::string_view(text).substr(begin);
    if (origin->starts_with(code)) return model::Completion{.prefix = std::string(code), .suffix = {}};
    const size_t line = code.find('\n');
    if (line == std::string_view::npos) break;
    begin += line + 1;
  }
  return std::nullopt;
}

}  // namespace broch::eval
