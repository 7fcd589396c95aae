#include "eval/plan/asking.h"

#include <string_view>

#include "eval/visual/png.h"

namespace broch::eval {

namespace {

constexpr int64_t kPixelsPerToken = 750;

int64_t pixels(const chat::Image& image) {
  constexpr int64_t kOfAPage = int64_t{1024} * 768;
  return png_pixels(image.bytes).value_or(kOfAPage);
}

int64_t bytes_of(const chat::Part& part) {
  if (part.image != nullptr) return pixels(*part.image) * kBytesPerToken / kPixelsPerToken;
  int64_t bytes = static_cast<int64_t>(part.text.size());
  if (part.tool_call)
    bytes += static_cast<int64_t>(part.tool_call->name.size() + part.tool_call->arguments.size());
  return bytes;
}

int64_t bytes_of(const chat::Conversation& conversation, size_t messages) {
  int64_t bytes = 0;
  for (size_t i = 0; i < messages; ++i) {
    for (const chat::Part& part : conversation.messages[i].parts) bytes += bytes_of(part);
  }
  return bytes;
}

void add(const Asked& asked, int64_t reply_tokens, Asking& sum) {
  int64_t said = 0;
  for (const std::string& turn : asked.turns) {
    said += static_cast<int64_t>(turn.size());
    sum.bytes += bytes_of(asked.conversation, asked.turns_at) + said;
    said += reply_tokens * kBytesPerToken;
  }
  sum.bytes += bytes_of(asked.conversation, asked.conversation.messages.size()) + said;
  sum.requests += 1 + static_cast<int64_t>(asked.turns.size());
}

}  // namespace

Asking asking(const chat::Conversation& conversation, const Matrix* matrix, int64_t reply_tokens) {
  Asking sum;
  if (matrix == nullptr) {
    add({.conversation = conversation, .turns = {}}, reply_tokens, sum);
    return sum;
  }
  for (const MatrixCell& cell : matrix->cells) add(matrix->ask(cell, conversation), reply_tokens, sum);
  return sum;
}

}  // namespace broch::eval
