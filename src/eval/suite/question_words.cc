// Questions in other languages than English that ask for a literal text.
#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

#include "core/text.h"
#include "eval/grade/data.h"
#include "eval/grade/text_match.h"
#include "eval/suite/judge_question.h"

namespace broch::eval {

namespace {

/// One language: all words a question for a literal text may hold, and those of them that ask. Folded.
struct QuestionWords {
  std::set<std::string, std::less<>> all, asking;
};

const std::vector<QuestionWords>& languages() {
  static const std::vector<QuestionWords> read = [] {
    std::vector<QuestionWords> out;
    for (const std::string_view line : split(grade_data("question_words.txt"), '\n')) {
      if (line.empty() || line.starts_with('#')) continue;
      QuestionWords one;
      bool asks = false;
      for (const std::string_view word : split(line.substr(line.find(':') + 1), ' ')) {
        if (word.empty()) continue;
        if (word == "|") {
          asks = true;
          continue;
        }
        one.all.insert(folded(word));
        if (asks) one.asking.insert(folded(word));
      }
      if (one.asking.empty()) throw std::runtime_error("question_words.txt: no word that asks");
      out.push_back(std::move(one));
    }
    return out;
  }();
  return read;
}

/// Whether a run is words of the language in a row: not every script parts them, and some attach particles.
bool is_made_of(std::string_view run, const QuestionWords& words, bool& asks) {
  constexpr size_t kLongest = 600;
  if (run.size() > kLongest) return false;
  std::vector<bool> reached(run.size() + 1), asking(run.size() + 1);
  reached[0] = true;
  for (size_t from = 0; from < run.size(); ++from) {
    if (!reached[from]) continue;
    for (const std::string& word : words.all) {
      if (!run.substr(from).starts_with(word)) continue;
      reached[from + word.size()] = true;
      asking[from + word.size()] = asking[from + word.size()] || asking[from] || words.asking.contains(word);
    }
  }
  asks = asks || asking.back();
  return reached.back();
}

bool asks_for_literal(std::string_view rest) {
  const std::vector<std::string> runs = folded_words(rest);
  return std::any_of(languages().begin(), languages().end(), [&](const QuestionWords& words) {
    bool asks = false;
    return std::all_of(runs.begin(), runs.end(),
                       [&](const std::string& run) { return is_made_of(run, words, asks); }) &&
           asks;
  });
}

constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {
    {"\"", "\""}, {"'", "'"}, {"“", "”"}, {"„", "“"}, {"«", "»"}, {"「", "」"}, {"『", "』"}, {"‘", "’"}};

}  // namespace

std::optional<std::string> literal_asked_for_elsewhere(std::string_view question, std::string_view told) {
  for (const auto& [open, close] : kQuotes) {
    const size_t begin = question.find(open);
    if (begin == std::string_view::npos) continue;
    const size_t end = question.rfind(close);
    if (end == std::string_view::npos || end < begin + open.size()) continue;
    const std::string_view inside = trim(question.substr(begin + open.size(), end - begin - open.size()));
    if (inside.empty() || inside.find(open) != std::string_view::npos) continue;
    std::string rest(question.substr(0, begin));
    rest += ' ';
    rest += question.substr(end + close.size());
    if (asks_for_literal(rest) && contains_text(told, inside)) return std::string(inside);
  }
  return std::nullopt;
}

}  // namespace broch::eval
