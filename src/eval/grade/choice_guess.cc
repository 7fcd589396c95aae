#include "eval/grade/choice_guess.h"

#include <algorithm>
#include <set>

#include "eval/grade/choice.h"
#include "eval/grade/delivered.h"

namespace broch::eval {

namespace {

struct Question {
  std::set<char> right, all;
};

std::vector<Question> questions_of(const std::vector<Sample>& samples) {
  std::vector<Question> out;
  for (const Sample& sample : samples) {
    const int64_t options = std::clamp<int64_t>(sample.grading.get_integer("options").value_or(0), 0, 26);
    Question question;
    for (const std::string& letter : grading_strings(sample, "correct")) {
      if (letter.size() == 1) question.right.insert(letter[0]);
    }
    for (int64_t i = 0; i < options; ++i) question.all.insert(static_cast<char>('A' + i));
    if (!question.right.empty() && !question.all.empty()) out.push_back(std::move(question));
  }
  return out;
}

template <typename Answer>
Guess guess(std::string name, const std::vector<Question>& questions, Answer answer) {
  Guess out{.name = std::move(name), .questions = static_cast<int64_t>(questions.size())};
  for (const Question& question : questions) {
    const std::set<char> said = answer(question);
    out.exact += said == question.right ? 1 : 0;
    out.jaccard += jaccard(said, question.right);
  }
  out.exact /= static_cast<double>(questions.size());
  out.jaccard /= static_cast<double>(questions.size());
  return out;
}

Guess always(char letter, const std::vector<Question>& questions) {
  return guess(std::string("always ") + letter, questions,
               [letter](const Question&) { return std::set<char>{letter}; });
}

}  // namespace

std::vector<Guess> guesses(const std::vector<Sample>& samples) {
  const std::vector<Question> questions = questions_of(samples);
  if (questions.empty()) return {};
  std::vector<Guess> out = {always('A', questions)};
  Guess best = out.front();
  for (char letter = 'B'; letter <= 'Z'; ++letter) {
    Guess one = always(letter, questions);
    if (one.exact > best.exact) best = std::move(one);
  }
  if (best.name != out.front().name) out.push_back(std::move(best));
  out.push_back(guess("all options", questions, [](const Question& question) { return question.all; }));
  return out;
}

json::Value to_json(const std::vector<Guess>& guesses) {
  json::Array rows;
  for (const Guess& one : guesses) {
    rows.push_back(json::Object{
        {"guess", one.name}, {"exact", one.exact}, {"jaccard", one.jaccard}, {"questions", one.questions}});
  }
  return rows;
}

}  // namespace broch::eval
