// How much a model is sent for one sample: the words of every request, under every condition.
#pragma once

#include <cstdint>

#include "chat/chat.h"
#include "eval/condition/matrix.h"

namespace broch::eval {

/// English prose and code run at about four bytes a token in the vocabularies in use.
inline constexpr int64_t kBytesPerToken = 4;

/// Of one attempt. `bytes` counts what stands in no text, replies and images, as the bytes of as many tokens.
struct Asking {
  int64_t requests = 0;
  int64_t bytes = 0;
};

/// Over all cells of the matrix, or as the sample stands. A turn of a script is a request that repeats all
/// that was said before, with replies of `reply_tokens`. An image costs a token for 750 pixels (Anthropic's
/// rule; others are near it), one that is no PNG as much as a page of 1024 by 768.
Asking asking(const chat::Conversation& conversation, const Matrix* matrix, int64_t reply_tokens);

}  // namespace broch::eval
