#include "chat/openai_chat.h"

namespace broch::chat {

size_t OpenAiAssembler::part(size_t choice, PartKind kind) {
  std::vector<Part>& parts = response_.choices[choice].message.parts;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == kind) return i;
  }
  parts.push_back({kind, {}, std::nullopt, {}});
  return parts.size() - 1;
}

void OpenAiAssembler::add(const OpenAiChunk& chunk) {
  if (response_.id.empty()) response_.id = chunk.id;
  if (response_.model.empty()) response_.model = chunk.model;
  if (response_.system_fingerprint.empty()) response_.system_fingerprint = chunk.system_fingerprint;
  if (chunk.usage) response_.usage = *chunk.usage;
  for (const OpenAiDelta& delta : chunk.deltas) {
    const auto [it, added] = position_.try_emplace(delta.choice, response_.choices.size());
    if (added) {
      response_.choices.push_back({.index = delta.choice, .message = {}, .finish_reason = {}});
      response_.choices.back().message.role = Role::kAssistant;
    }
    const size_t at = it->second;
    auto& parts = response_.choices[at].message.parts;
    if (!delta.reasoning.empty()) append_text(parts[part(at, PartKind::kReasoning)].text, delta.reasoning);
    if (!delta.content.empty()) append_text(parts[part(at, PartKind::kText)].text, delta.content);
    if (!delta.refusal.empty()) append_text(parts[part(at, PartKind::kRefusal)].text, delta.refusal);
    for (const OpenAiDelta::ToolFragment& fragment : delta.tool_calls) {
      const auto [call, first] = tool_calls_.try_emplace({delta.choice, fragment.index}, parts.size());
      if (first) parts.push_back({PartKind::kToolCall, {}, ToolCall{}, {}});
      ToolCall& target = *parts[call->second].tool_call;
      if (target.id.empty()) target.id = fragment.id;
      append_text(target.name, fragment.name);
      append_text(target.arguments, fragment.arguments);
    }
    if (!delta.finish_reason.empty()) response_.choices[at].finish_reason = delta.finish_reason;
  }
}

OpenAiResponse OpenAiAssembler::finish() && {
  for (size_t c = 0; c < response_.choices.size(); ++c) {
    const Message& message = response_.choices[c].message;
    for (size_t p = 0; p < message.parts.size(); ++p) {
      response_.segments.push_back(make_segment(message, message.parts[p], {c, p, {}}));
    }
  }
  return std::move(response_);
}

}  // namespace broch::chat
