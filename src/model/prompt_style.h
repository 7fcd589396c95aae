// What a model is shown in place of a conversation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "model/model.h"

namespace broch::model {

/// "chat", "raw", "fim", as option `prompt` of a model has it.
std::optional<PromptStyle> parse_prompt_style(std::string_view text);

/// Of an answer to bare text, in tokens, where the request names no limit: such text has no end of its own.
constexpr int64_t kUsualAnswer = 1024;

/// The text of a message; one with images, calls or results of tools is an error.
Result<std::string> text_alone(const chat::Message& message);

/// What a request shows a model that is asked by bare text: the two sides of the gap, the second one for
/// kFim alone. Without a completion kRaw shows the messages, joined by a blank line, and kFim is an error.
Result<Completion> shown(const GenerateRequest& request, PromptStyle style);

}  // namespace broch::model
