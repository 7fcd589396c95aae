#include "eval/grade/verdict.h"

#include "chat/chat.h"
#include "core/json.h"
#include "core/text.h"

namespace broch::eval {

std::string_view without_reasoning(std::string_view answer) {
  constexpr std::string_view kOpen = "<think>", kClose = "</think>";
  answer = trim(answer);
  if (!answer.starts_with(kOpen)) return answer;
  const size_t close = answer.find(kClose);
  return close == std::string_view::npos ? std::string_view{} : trim(answer.substr(close + kClose.size()));
}

std::string verdict_line(std::string_view answer) {
  answer = without_reasoning(answer);
  const std::vector<chat::FencedBlock> blocks = chat::fenced_blocks(answer);
  if (blocks.size() == 1 && answer.starts_with("```"))
    answer = trim(answer.substr(blocks[0].body.begin, blocks[0].body.size()));
  std::string word;
  if (const Result<json::Value> value = json::parse(answer)) {
    // One member and no more: which of two would be the verdict is not for us to say.
    if (value->is_object() && value->as_object().size() == 1)
      word = value->get_string("verdict").value_or("");
    if (value->is_string()) word = value->as_string();
    answer = word;
  }
  constexpr std::string_view kMarks = " \t\r.,;:!*_`\"'";
  answer = answer.substr(0, answer.find('\n'));
  const size_t first = answer.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return {};
  return to_lower(answer.substr(first, answer.find_last_not_of(kMarks) - first + 1));
}

}  // namespace broch::eval
