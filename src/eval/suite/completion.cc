#include "eval/suite/completion.h"

#include <algorithm>

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

/// Whether neither a condition nor a guard has made something else of the sample's request.
bool unchanged(const chat::Conversation& own, const chat::Conversation& asked) {
  return std::equal(own.messages.begin(), own.messages.end(), asked.messages.begin(), asked.messages.end(),
                    [](const chat::Message& a, const chat::Message& b) {
                      return a.role == b.role && a.plain_text() == b.plain_text();
                    });
}

/// Of a task, whose code begins with a comment that asks. What the other intents say stands beside the code.
std::optional<model::Completion> completion_of_task(const Sample& sample) {
  const auto intent = sample.slices.find("intent");
  if (intent == sample.slices.end() || intent->second != kNeutralIntent) return std::nullopt;
  return model::Completion{.prefix = sample.prefix, .suffix = {}};
}

}  // namespace

std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked) {
  if (!unchanged(sample.conversation, asked)) return std::nullopt;
  if (!sample.prefix.empty()) return completion_of_task(sample);
  const auto origin = sample.source.get_string("origin_code");
  if (sample.source.get_string("variant") != "autocomplete" || !origin) return std::nullopt;
  if (sample.conversation.messages.empty()) return std::nullopt;
  const std::string text = sample.conversation.messages.back().plain_text();
  const std::string_view code = code_at_the_end(text, *origin);
  if (code.empty()) return std::nullopt;
  model::Completion out{.prefix = std::string(code), .suffix = {}};
  // Most prompts end before the line feed that the flagged line stands behind.
  std::string_view rest = origin->substr(code.size());
  const size_t feed = rest.starts_with('\n') ? 1 : 0;
  const std::string_view line = sample.source.get_string("line_text").value_or("");
  if (line.empty() || !rest.substr(feed).starts_with(line)) return out;
  out.prefix.append(feed, '\n');
  out.suffix = rest.substr(feed + line.size());
  return out;
}

bool goes_on(const Sample& sample, model::PromptStyle prompt) {
  return prompt != model::PromptStyle::kChat && completion_of(sample, sample.conversation).has_value();
}

}  // namespace broch::eval
