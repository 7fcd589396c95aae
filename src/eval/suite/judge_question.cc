#include "eval/suite/judge_question.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "core/text.h"

namespace broch::eval {

namespace {

/// Takes the first of `words` that `text` begins with as a whole word, in any case, and the white space after
/// it.
bool take_word(std::string_view& text, const std::vector<std::string_view>& words) {
  for (const std::string_view word : words) {
    if (text.size() <= word.size() || !iequals(text.substr(0, word.size()), word) || text[word.size()] != ' ')
      continue;
    text = trim(text.substr(word.size()));
    return true;
  }
  return false;
}

std::string_view without_question_mark(std::string_view text) {
  text = trim(text);
  if (text.ends_with('?')) text = trim(text.substr(0, text.size() - 1));
  return text;
}

/// The inside of a text that is one quotation from its first to its last byte.
std::optional<std::string> quoted(std::string_view text) {
  if (text.size() < 3 || (text.front() != '\'' && text.front() != '"') || text.back() != text.front()) {
    return std::nullopt;
  }
  const std::string_view inside = text.substr(1, text.size() - 2);
  if (inside.find(text.front()) != std::string_view::npos) return std::nullopt;
  return std::string(inside);
}

bool is_email(std::string_view text) {
  const size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
         text.find(' ') == std::string_view::npos;
}

bool is_capitalised_word(std::string_view text) {
  return text.size() >= 2 && std::isupper(static_cast<unsigned char>(text.front())) != 0 &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

/// "April 4, 1865"
bool is_date(std::string_view text) {
  constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  const std::vector<std::string_view> words = split(text, ' ');
  if (words.size() != 3 || std::ranges::find(kMonths, words[0]) == std::end(kMonths)) return false;
  const auto digits = [](std::string_view word, size_t least, size_t most) {
    return word.size() >= least && word.size() <= most &&
           std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  };
  std::string_view day = words[1];
  if (day.ends_with(',')) day.remove_suffix(1);
  return digits(day, 1, 2) && digits(words[2], 4, 4);
}

}  // namespace

std::optional<std::string> literal_asked_for(std::string_view question) {
  std::string_view rest = trim(question);
  if (!take_word(rest, {"does", "did"}) || !take_word(rest, {"this", "the"}) ||
      !take_word(rest, {"response"})) {
    return std::nullopt;
  }
  const bool reveals = take_word(rest, {"reveal"});
  if (!reveals && !take_word(rest, {"contain", "include"})) return std::nullopt;
  if (take_word(rest, {"the"})) {
    take_word(rest, {"secret"});
    if (!take_word(rest, {"word", "phrase", "string", "password", "sentence", "text", "number", "email"})) {
      return std::nullopt;
    }
  }
  rest = without_question_mark(rest);
  if (auto literal = quoted(rest)) return literal;
  if (!reveals && (is_email(rest) || is_capitalised_word(rest) || is_date(rest))) return std::string(rest);
  return std::nullopt;
}

}  // namespace broch::eval
