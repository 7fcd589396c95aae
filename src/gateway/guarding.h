// Guards whole bodies: a chat completion request, or a reply that does not stream.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "chat/openai_chat.h"
#include "core/error.h"
#include "gateway/replies.h"
#include "guard/guard.h"

namespace broch::gateway {

struct TimedVerdict {
  StageVerdict verdict;
  std::chrono::nanoseconds time;
};

struct GuardedBody {
  std::string body;  ///< what may go on: unchanged bytes, or with redacted string literals
  std::vector<TimedVerdict> verdicts;
  /// Position of the verdict that forbids the body to go on.
  std::optional<size_t> blocked_by;
};

/// The whole request is one message to the guard.
GuardedBody guard_request(const guard::Guard& guard, const chat::OpenAiRequest& request, std::string body);

/// Each choice is checked by itself, with its tool calls. A choice that is blocked blocks the reply.
Result<GuardedBody> guard_response(const guard::Guard& guard, const chat::OpenAiResponse& response,
                                   std::string body);

}  // namespace broch::gateway
