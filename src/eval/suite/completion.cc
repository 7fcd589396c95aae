#include "eval/suite/completion.h"

#include "eval/suite/task_samples.h"

namespace broch::eval {

namespace {

/// The longest end of `text` from the beginning of a line on that `origin` begins with; empty without one.
std::string_view code_at_the_end(std::string_view text, std::string_view origin) {
  while (!text.empty() && !origin.starts_with(text)) {
    const size_t line = text.find('\n');
    text.remove_prefix(line == std::string_view::npos ? text.size() : line + 1);
  }
  return text;
}

/// Of a task, whose code begins with a comment that asks. What the other intents say stands beside the code.
std::optional<model::Completion> completion_of_task(const Sample& sample, const chat::Conversation& asked) {
  const auto intent = sample.slices.find("intent");
  if (intent == sample.slices.end() || intent->second != kNeutralIntent) return std::nullopt;
  if (asked.messages.empty() || !asked.messages.back().plain_text().contains(sample.prefix))
    return std::nullopt;
  return model::Completion{.prefix = sample.prefix, .suffix = {}};
}

}  // namespace

std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked) {
  if (!sample.prefix.empty()) return completion_of_task(sample, asked);
  const auto origin = sample.source.get_string("origin_code");
  if (sample.source.get_string("variant") != "autocomplete" || !origin) return std::nullopt;
  if (sample.conversation.messages.empty() || asked.messages.empty()) return std::nullopt;
  const std::string text = sample.conversation.messages.back().plain_text();
  const std::string_view code = code_at_the_end(text, *origin);
  if (code.empty() || !asked.messages.back().plain_text().ends_with(code)) return std::nullopt;
  return model::Completion{.prefix = std::string(code), .suffix = {}};
}

}  // namespace broch::eval
