#include "eval/grade/answer.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "eval/grade/call_code.h"

namespace broch::eval {

namespace {

/// Pieces of the program: those in the language asked for, or any where none is.
std::vector<std::string_view> pieces_of(const std::vector<CodePart>& parts) {
  std::vector<std::string_view> asked, any;
  for (const CodePart& part : parts) {
    if (part.auxiliary) continue;
    any.push_back(part.code.text);
    if (part.asked) asked.push_back(part.code.text);
  }
  return asked.empty() ? any : asked;
}

std::string joined(const std::vector<std::string_view>& pieces) {
  std::string all;
  for (const std::string_view piece : pieces) {
    if (!all.empty() && !all.ends_with('\n')) all += '\n';
    all += piece;
  }
  return all;
}

/// How many bytes at the beginning of `code` repeat whole lines at the end of `prefix`.
size_t repeated(std::string_view prefix, std::string_view code) {
  for (size_t begin = 0; begin < prefix.size();) {
    const std::string_view tail = prefix.substr(begin);
    // A blank line alone is no repetition.
    if (!trim(tail).empty() && code.starts_with(tail)) return tail.size();
    const size_t line = prefix.find('\n', begin);
    if (line == std::string_view::npos) break;
    begin = line + 1;
  }
  return 0;
}

}  // namespace

std::vector<CodePart> delivered_code(const Delivered& delivered, std::string_view asked) {
  if (delivered.goes_on && delivered.tool_calls.empty()) return parts_that_go_on(delivered.text, asked);
  std::vector<chat::ToolCall> calls = delivered.tool_calls;
  const std::string said = without_written_calls(delivered.text, calls);
  std::vector<CodePart> parts = code_parts(said, asked);
  for (const chat::ToolCall& call : calls)
    std::ranges::move(parts_of_call(call, asked), std::back_inserter(parts));
  return parts;
}

std::vector<std::string> answers_of(const std::vector<CodePart>& parts, std::string_view prefix) {
  const std::vector<std::string_view> pieces = pieces_of(parts);
  std::vector<std::string> answers;
  const auto add = [&](std::string answer) {
    if (std::find(answers.begin(), answers.end(), answer) == answers.end())
      answers.push_back(std::move(answer));
  };
  if (pieces.empty()) return answers;
  const std::string_view longest =
      *std::max_element(pieces.begin(), pieces.end(), [](auto a, auto b) { return a.size() < b.size(); });
  for (const std::string& code : {joined(pieces), std::string(longest)}) {
    if (!prefix.empty()) add(std::string(prefix) + code.substr(repeated(prefix, code)));
    add(code);
  }
  return answers;
}

}  // namespace broch::eval
