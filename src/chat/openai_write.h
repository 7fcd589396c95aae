// Writing the parts that requests and responses of the OpenAI formats share.
#pragma once

#include <string>

#include "chat/openai_chat.h"
#include "core/json.h"

namespace broch::chat::openai {

/// All but `verdicts`. `max_tokens` goes under that name, which every server knows.
void append_sampling(json::Object& request, const Sampling& sampling);
/// Asks for a stream that says the usage.
void append_streaming(json::Object& request);
json::Value usage_value(const Usage& usage);
json::Value word_or_null(const std::string& text);

}  // namespace broch::chat::openai
