#include "eval/grade/answer.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace broch::eval {

namespace {

/// Arguments as deep as this hold no code that a tool would be handed.
constexpr int kMaxDepth = 8;

/// What editing tools are told to replace is somebody else's text.
bool is_replaced(std::string_view key) {
  constexpr std::array<std::string_view, 5> kKeys{"old_str", "old_string", "old_text", "oldText", "search"};
  return std::ranges::find(kKeys, key) != kKeys.end();
}

void add_strings(const json::Value& value, std::string_view asked, int depth, std::vector<CodeText>& into) {
  if (depth > kMaxDepth) return;
  if (value.is_string()) {
    CodeText text{value.as_string(), code_parts(value.as_string(), asked)};
    if (!text.parts.empty()) into.push_back(std::move(text));
  } else if (value.is_array()) {
    for (const json::Value& one : value.as_array()) add_strings(one, asked, depth + 1, into);
  } else if (value.is_object()) {
    for (const json::Member& member : value.as_object()) {
      if (!is_replaced(member.key)) add_strings(member.value, asked, depth + 1, into);
    }
  }
}

/// Pieces of the program: those in the language asked for, or any where none is.
std::vector<std::string_view> pieces_of(const std::vector<CodeText>& texts) {
  std::vector<std::string_view> asked, any;
  for (const CodeText& text : texts) {
    for (const CodePart& part : text.parts) {
      if (part.auxiliary) continue;
      any.push_back(text.body(part));
      if (part.asked) asked.push_back(text.body(part));
    }
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

std::vector<CodeText> code_texts(const Delivered& delivered, std::string_view asked) {
  std::vector<CodeText> texts;
  CodeText said{delivered.text, delivered.goes_on ? parts_that_go_on(delivered.text, asked)
                                                  : code_parts(delivered.text, asked)};
  if (!said.parts.empty()) texts.push_back(std::move(said));
  for (const chat::ToolCall& call : delivered.tool_calls) {
    const auto arguments = json::parse(call.arguments);
    add_strings(arguments ? *arguments : json::Value(call.arguments), asked, 0, texts);
  }
  return texts;
}

std::vector<std::string> answers_of(const std::vector<CodeText>& texts, std::string_view prefix) {
  const std::vector<std::string_view> pieces = pieces_of(texts);
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
