#include "eval/condition/condition.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/hash.h"
#include "core/text.h"

namespace broch::eval {

namespace {

using chat::Message;
using chat::PartKind;
using chat::Role;

constexpr const char* kToolName = "read_ticket";
constexpr const char* kCallId = "call_1";

/// The last text of the last user message.
std::optional<std::pair<size_t, size_t>> find_request(const chat::Conversation& conversation) {
  for (size_t m = conversation.messages.size(); m-- > 0;) {
    const Message& message = conversation.messages[m];
    if (message.role != Role::kUser) continue;
    for (size_t p = message.parts.size(); p-- > 0;) {
      if (message.parts[p].kind == PartKind::kText) return std::pair(m, p);
    }
  }
  return std::nullopt;
}

const std::vector<std::string>& turns_of(const Step& step) {
  return step.turns.empty() ? step.technique->turns : step.turns;
}

/// Works the steps of a condition on a conversation.
class Transformation {
 public:
  Transformation(Asked& asked, size_t message, size_t part)
      : asked_(asked), message_(message), part_(part), asked_first_(request()) {}

  void take(const Step& step) {
    const Technique& technique = *step.technique;
    const auto number = static_cast<size_t>(step.number > 0 ? step.number : technique.number.fallback);
    std::string& text = request();
    text = encode(technique.encoding, text, number);
    text = replace_all(step.last.empty() ? wording(technique) : step.last, kRequest, text);
    if (technique.carrier == Carrier::kTool) move_to_tool_result(technique.task);
    if (technique.carrier == Carrier::kDocument)
      text = technique.task + "\n\n<document>\n" + text + "\n</document>";
    if (!technique.pairs.empty()) show(technique.pairs, number);
    const std::vector<std::string>& turns = turns_of(step);
    asked_.turns.insert(asked_.turns.end(), turns.begin(), turns.end());
  }

 private:
  const std::string& wording(const Technique& technique) const {
    if (technique.texts.size() == 1) return technique.texts.front();
    return technique.texts[derive_seed(0, asked_first_, 0, technique.name) % technique.texts.size()];
  }

  std::string& request() { return asked_.conversation.messages[message_].parts[part_].text; }

  /// The user sets the task, the model calls a tool, and the request comes back in its result.
  void move_to_tool_result(const std::string& task) {
    std::string carried = std::exchange(request(), task);
    Message call{.role = Role::kAssistant, .parts = {}, .name = {}};
    call.parts.push_back({.kind = PartKind::kToolCall,
                          .text = {},
                          .tool_call = chat::ToolCall{kCallId, kToolName, "{}"},
                          .tool_call_id = {}});
    Message result = Message::text(Role::kTool, std::move(carried));
    result.parts[0].tool_call_id = kCallId;
    std::vector<Message>& messages = asked_.conversation.messages;
    const auto after = messages.begin() + static_cast<int64_t>(message_) + 1;
    messages.insert(after, {std::move(call), std::move(result)});
    message_ += 2;
    part_ = 0;
  }

  /// Before all that was said, after what the system says.
  void show(const std::vector<Exchange>& pairs, size_t count) {
    std::vector<Message> shown;
    for (size_t i = 0; i < count; ++i) {
      const Exchange& pair = pairs[i % pairs.size()];
      shown.push_back(Message::text(Role::kUser, pair.question));
      shown.push_back(Message::text(Role::kAssistant, pair.answer));
    }
    std::vector<Message>& messages = asked_.conversation.messages;
    const auto first =
        std::ranges::find_if(messages, [](const Message& m) { return m.role != Role::kSystem; });
    messages.insert(first, std::make_move_iterator(shown.begin()), std::make_move_iterator(shown.end()));
    message_ += shown.size();
    asked_.turns_at += shown.size();
  }

  Asked& asked_;
  size_t message_, part_;  ///< where the text of the request is
  const std::string asked_first_;
};

}  // namespace

Asked apply(const Condition& condition, chat::Conversation conversation) {
  Asked asked{.conversation = std::move(conversation), .turns = {}};
  const auto request = find_request(asked.conversation);
  if (!request) return asked;
  asked.turns_at = request->first;
  Transformation transformation(asked, request->first, request->second);
  for (const Step& step : condition.steps) transformation.take(step);
  return asked;
}

size_t turn_count(const Condition& condition) {
  size_t turns = 0;
  for (const Step& step : condition.steps) turns += turns_of(step).size();
  return turns;
}

}  // namespace broch::eval
