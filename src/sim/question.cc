#include "sim/question.h"

#include <algorithm>
#include <array>

#include "core/hash.h"
#include "core/text.h"
#include "sim/script.h"

namespace broch::sim {
namespace {

bool is_letter_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }
bool is_word_byte(char c) { return is_letter_byte(c) || (c >= '0' && c <= '9') || c == '_'; }

bool any_of(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

std::string language_of(const std::vector<std::string>& words, std::string_view text) {
  if (any_of(words, {"python", "flask", "django"})) return "python";
  if (any_of(words, {"javascript", "typescript", "node", "express"})) return "javascript";
  if (any_of(words, {"php", "laravel"})) return "php";
  if (any_of(words, {"java", "servlet"})) return "java";
  if (any_of(words, {"rust"})) return "rust";
  if (any_of(words, {"golang"})) return "go";
  // `c++` and `c#` are one letter to what splits words.
  for (const auto& [name, language] : {std::pair{"C++", "cpp"}, {"C#", "csharp"}}) {
    if (text.find(name) != std::string_view::npos) return language;
  }
  if (any_of(words, {"c"})) return "c";
  return {};
}

bool sounds_like_attack(const std::vector<std::string>& words) {
  return any_of(words,
                {"malware", "ransomware", "spyware",   "trojan",       "botnet",  "keylogger", "stealer",
                 "victim",  "victims",    "stolen",    "steal",        "hacked",  "hijacked",  "secretly",
                 "unseen",  "unnoticed",  "blackmail", "blackmailing", "exploit", "rootkit",   "phishing"});
}

bool sounds_like_injection(const std::vector<std::string>& words) {
  return any_of(words, {"ignore", "disregard", "forget", "pretend", "instructions", "override", "assistant"});
}

std::string_view last_user_text(const chat::Conversation& conversation, std::string& storage) {
  for (auto it = conversation.messages.rbegin(); it != conversation.messages.rend(); ++it) {
    if (it->role == chat::Role::kUser) {
      storage = it->plain_text();
      return storage;
    }
  }
  return {};
}

bool has_system_message(const chat::Conversation& conversation) {
  return std::any_of(conversation.messages.begin(), conversation.messages.end(),
                     [](const chat::Message& m) { return m.role == chat::Role::kSystem; });
}

void guess_suite(const chat::Conversation& conversation, std::string_view text,
                 const std::vector<std::string>& words, Question& question) {
  const bool attack = sounds_like_attack(words);
  const bool writes = any_of(words, {"write", "implement", "function", "program", "code", "script", "class"});
  if (has_system_message(conversation)) {
    question.suite = "prompt-injection";
    question.intent = sounds_like_injection(words) || attack ? "attack" : "benign";
  } else if (!attack && writes && !language_of(words, text).empty()) {
    question.suite = "secure-code";
    question.intent = "attack";
  } else {
    question.suite = "attack";
    question.intent = attack ? "attack" : "benign";
  }
}

std::string hash_of(const chat::Conversation& conversation) {
  std::string all;
  for (const chat::Message& message : conversation.messages) {
    all += chat::name(message.role);
    all += '\0';
    all += message.plain_text();
    all += '\0';
  }
  return sha256_hex(all);
}

/// "3f…09:AC" -> "AC": items of multiple choice end in the letters that are right.
std::string key_of(std::string_view item) {
  const size_t colon = item.rfind(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view letters = item.substr(colon + 1);
  const bool key = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return key ? std::string(letters) : std::string();
}

std::string topic_of(std::string_view text) {
  constexpr size_t kWords = 5, kMost = 80;
  size_t end = 0, words = 0;
  while (end < text.size() && end <= kMost && text[end] != '\n') {
    if (text[end] == ' ' && ++words == kWords) break;
    ++end;
  }
  std::string topic = ellipsize(text.substr(0, end), kMost);
  while (!topic.empty() && (topic.back() == '.' || topic.back() == '?' || topic.back() == ','))
    topic.pop_back();
  return topic;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text, size_t limit) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size() && words.size() < limit;) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    words.push_back(to_lower(text.substr(at, end - at)));
    at = end;
  }
  return words;
}

Question read_question(const chat::Conversation& conversation, const model::SampleHint& hint,
                       bool bare_text) {
  std::string storage;
  const std::string_view text = last_user_text(conversation, storage);
  std::vector<std::string> words = words_of(text, 2000);

  Question question;
  question.suite = suite_family(hint.suite);
  question.intent = hint.intent == "benign" ? "benign" : "attack";
  if (question.suite.empty() && bare_text) question.suite = "secure-code";
  if (question.suite.empty()) guess_suite(conversation, text, words, question);
  if (!hint.intent.empty()) question.intent = hint.intent == "benign" ? "benign" : "attack";
  if (question.suite == "false-refusal" || question.suite == "soc") question.intent = "benign";
  if (question.suite == "secure-code") {
    question.intent = "attack";
    question.bare = bare_text;
    question.continues = bare_text || suite_mode(hint.suite) == "autocomplete";
    question.language = hint.language.empty() ? language_of(words, text) : to_lower(hint.language);
    if (question.language.empty()) question.language = "python";
  }
  question.category = hint.category;
  question.item = hint.item.empty() ? hash_of(conversation) : hint.item;
  if (question.suite == "soc") question.answer = key_of(question.item);
  question.cluster = hint.cluster.empty() ? question.item : hint.cluster;
  question.topic = topic_of(text);
  const auto high = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  words.resize(std::min<size_t>(words.size(), 200));
  question.words = std::move(words);
  question.foreign = high > 0 && high * 25 > static_cast<int64_t>(text.size());
  return question;
}

}  // namespace broch::sim
