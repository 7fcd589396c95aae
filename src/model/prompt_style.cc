#include "model/prompt_style.h"

#include <fmt/core.h>

#include <array>
#include <utility>

namespace broch::model {
namespace {

constexpr std::array kStyles{std::pair{"chat", PromptStyle::kChat}, std::pair{"raw", PromptStyle::kRaw},
                             std::pair{"fim", PromptStyle::kFim}};

}  // namespace

const char* name(PromptStyle style) {
  for (const auto& [text, value] : kStyles) {
    if (value == style) return text;
  }
  return "";
}

std::optional<PromptStyle> parse_prompt_style(std::string_view text) {
  for (const auto& [known, value] : kStyles) {
    if (known == text) return value;
  }
  return std::nullopt;
}

Result<std::string> text_alone(const chat::Message& message) {
  for (const chat::Part& part : message.parts) {
    if (part.kind == chat::PartKind::kText) continue;
    return fail(ErrorKind::kUnavailable,
                fmt::format("this model is shown text alone, and a message holds {}", chat::name(part.kind)));
  }
  return message.plain_text();
}

Result<Completion> shown(const GenerateRequest& request, PromptStyle style) {
  Completion out;
  if (request.completion) {
    out.prefix = request.completion->prefix;
    if (style == PromptStyle::kFim) out.suffix = request.completion->suffix;
    return out;
  }
  if (style == PromptStyle::kFim) {
    return fail(ErrorKind::kInput, "prompt=fim, and the sample has no text to go on with", {},
                "use prompt=raw");
  }
  for (const chat::Message& message : request.conversation.messages) {
    BROCH_TRY(const std::string said, text_alone(message));
    out.prefix += (out.prefix.empty() ? "" : "\n\n") + said;
  }
  return out;
}

}  // namespace broch::model
