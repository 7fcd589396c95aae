// OpenAI's older completions, both ways: text that is gone on with, and what comes after the gap where there
// is one. Answers are those of openai_chat.h, the text of a choice being its message; they have no segments,
// for no guard reads this format. Facts: the published OpenAPI description 2.3.0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "chat/openai_chat.h"
#include "core/error.h"

namespace broch::chat {

struct OpenAiCompletionRequest {
  std::string model;
  std::string prompt;
  std::string suffix;
  bool stream = false;
  bool include_usage = false;
  bool echo = false;  ///< the answer is to begin with the prompt
  int64_t choices = 1;
  Sampling sampling;
};

/// A prompt of tokens, or of several texts, is refused.
Result<OpenAiCompletionRequest> parse_openai_completion_request(std::string_view body);
/// An empty suffix is left out: many servers refuse the member, whatever it holds. `verdicts` of the sampling
/// have no place in this format.
std::string write_openai_completion_request(const std::string& model, const std::string& prompt,
                                            const std::string& suffix, const Sampling& sampling, bool stream);

Result<OpenAiResponse> parse_openai_completion(std::string_view body);
std::string write_openai_completion(const OpenAiResponse& response, int64_t created);

/// The data of one SSE event, as parse_openai_chunk() takes it.
Result<OpenAiChunk> parse_openai_completion_chunk(std::string_view data);
std::string write_openai_completion_chunk(const OpenAiChunk& chunk);

}  // namespace broch::chat
