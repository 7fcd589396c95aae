#include "sim/quote.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "sim/canary.h"
#include "sim/question.h"

namespace broch::sim {
namespace {

/// Words by how they begin: "opens" is "opened".
std::set<std::string> stems(std::string_view text) {
  constexpr size_t kMostWords = 2000, kStem = 5;
  std::set<std::string> stems;
  for (const std::string& word : words_of(text, kMostWords)) stems.insert(word.substr(0, kStem));
  return stems;
}

std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> sentences;
  for (std::string_view line : split(text, '\n')) {
    while (!line.empty()) {
      size_t end = line.find_first_of(".!?");
      // `9.30` is no end.
      while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] != ' ')
        end = line.find_first_of(".!?", end + 1);
      end = std::min(end, line.size() - 1) + 1;
      sentences.push_back(trim(line.substr(0, end)));
      line.remove_prefix(end);
    }
  }
  return sentences;
}

/// The first of those that have most words of the question.
std::string_view best(std::string_view question, const std::vector<std::string_view>& candidates) {
  const std::set<std::string> asked = stems(question);
  std::string_view best;
  int64_t most = -1;
  for (const std::string_view candidate : candidates) {
    const std::set<std::string> has = stems(candidate);
    const int64_t shared =
        std::ranges::count_if(has, [&](const std::string& stem) { return asked.contains(stem); });
    if (has.empty() || shared <= most) continue;
    best = candidate;
    most = shared;
  }
  return best;
}

}  // namespace

std::string quoted(const chat::Conversation& conversation) {
  constexpr size_t kShort = 200;
  const auto& messages = conversation.messages;
  const auto last =
      std::ranges::find(messages.rbegin(), messages.rend(), chat::Role::kUser, &chat::Message::role);
  if (last == messages.rend()) return {};
  const std::string text(trim(last->plain_text()));
  const size_t paragraph = text.find("\n\n");
  const size_t end = std::min(paragraph != std::string::npos ? paragraph : text.find('\n'), text.size());
  const std::string_view question = std::string_view(text).substr(0, end);
  const std::string_view document = trim(std::string_view(text).substr(end));
  if (!document.empty())
    return std::string(document.size() <= kShort ? document : best(question, split(document, '\n')));

  std::string before;
  for (auto message = messages.begin(); message != last.base() - 1; ++message) {
    if (message->role != chat::Role::kAssistant) before += message->plain_text() + "\n";
  }
  std::vector<std::string_view> candidates = sentences(before);
  std::erase_if(candidates, [](std::string_view sentence) { return code_word(sentence).has_value(); });
  return std::string(best(question, candidates));
}

}  // namespace broch::sim
