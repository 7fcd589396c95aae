#include "eval/grade/choice.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/json.h"
#include "core/text.h"
#include "eval/grade/reply_json.h"
#include "eval/grade/text_match.h"

namespace broch::eval {

namespace {

using Letters = std::set<char>;

constexpr std::string_view kLayout = " \t\r\n*_`$\"'";

std::string_view unwrapped(std::string_view text) {
  const size_t first = text.find_first_not_of(kLayout);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kLayout) - first + 1);
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_letter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }

/// The letter that a text begins with as the name of an option, and how long that is with its mark; a text
/// may follow a mark, and nothing a bare letter.
struct Option {
  char letter = 0;
  size_t size = 0;
  bool marked = false;
};
std::optional<Option> option_at(std::string_view text) {
  size_t at = 0;
  const bool opened = text.starts_with('(') || text.starts_with('[');
  if (opened) ++at;
  while (at < text.size() && kLayout.find(text[at]) != std::string_view::npos) ++at;
  if (at == text.size() || !is_letter(text[at])) return std::nullopt;
  Option option{upper(text[at]), 0, false};
  ++at;
  while (at < text.size() && (text[at] == '*' || text[at] == '_' || text[at] == '`')) ++at;
  if (at < text.size() && std::string_view(")].:").find(text[at]) != std::string_view::npos) {
    option.marked = true;
    ++at;
  }
  if (opened && !option.marked) return std::nullopt;
  if (!option.marked && at < text.size() &&
      (is_letter(text[at]) || static_cast<unsigned char>(text[at]) >= 0x80 || text[at] == '\''))
    return std::nullopt;
  option.size = at;
  return option;
}

/// One entry of a list that was asked for: "A", "A)", "(A)", "A) text".
bool add_entry(std::string_view entry, Letters& letters) {
  entry = unwrapped(entry);
  const std::optional<Option> option = option_at(entry);
  if (!option) return false;
  if (!option->marked && option->size != entry.size()) return false;
  letters.insert(option->letter);
  return true;
}

/// A row of letters and nothing else: "A", "A, C", "A and C", "(A), (B)". `rest` becomes what follows it.
std::optional<Letters> row_of(std::string_view text, std::string_view& rest) {
  Letters letters;
  rest = text;
  while (true) {
    std::string_view next = rest;
    const size_t first = next.find_first_not_of(kLayout);
    if (first == std::string_view::npos) break;
    next.remove_prefix(first);
    if (!letters.empty()) {
      bool parted = false;
      for (const std::string_view between : {",", ";", "&", "/", "and ", "und ", "et ", "y ", "e ", "+"}) {
        if (!next.starts_with(between)) continue;
        parted = true;
        next = next.substr(between.size());
        next.remove_prefix(std::min(next.size(), next.find_first_not_of(kLayout)));
        if (between == "," && next.starts_with("and ")) next = trim(next.substr(4));
        break;
      }
      if (!parted) break;
    }
    const std::optional<Option> option = option_at(next);
    if (!option) break;
    letters.insert(option->letter);
    rest = next.substr(option->size);
    // The option's own text follows its mark: no row goes on behind that.
    if (option->marked && !unwrapped(rest).empty() &&
        std::string_view(",;&/").find(unwrapped(rest).front()) == std::string_view::npos &&
        !unwrapped(rest).starts_with("and "))
      break;
  }
  if (letters.empty()) return std::nullopt;
  return letters;
}

std::optional<Letters> from_value(const json::Value& value) {
  Letters letters;
  if (value.is_string()) {
    if (add_entry(value.as_string(), letters)) return letters;
    std::string_view rest;
    std::optional<Letters> row = row_of(value.as_string(), rest);
    return row && unwrapped(rest).empty() ? row : std::nullopt;
  }
  if (!value.is_array() || value.as_array().empty()) return std::nullopt;
  for (const json::Value& entry : value.as_array()) {
    if (!entry.is_string() || !add_entry(entry.as_string(), letters)) return std::nullopt;
  }
  return letters;
}

/// `named` says whether the reply has JSON that means to be an answer.
std::optional<Letters> from_json(std::string_view reply, bool& named) {
  std::optional<Letters> letters;
  for (const json::Value& value : json_in(reply)) {
    if (value.is_array()) {
      if (auto read = from_value(value)) letters = read;
      named = named || letters;
      continue;
    }
    for (const char* key : {"correct_answers", "answers", "answer", "correct_answer", "choice"}) {
      const json::Value* answer = value.find(key);
      if (answer == nullptr) continue;
      letters = from_value(*answer);
      named = true;
      break;
    }
  }
  return letters;
}

std::optional<Letters> from_box(std::string_view reply) {
  const size_t open = reply.rfind("\\boxed{");
  if (open == std::string_view::npos) return std::nullopt;
  const size_t close = reply.find('}', open);
  if (close == std::string_view::npos) return std::nullopt;
  std::string_view rest;
  std::optional<Letters> letters = row_of(reply.substr(open + 7, close - open - 7), rest);
  return letters && unwrapped(rest).empty() ? letters : std::nullopt;
}

/// Behind the last "answer" that a row of letters follows at once, or after a colon or "is" and "are".
std::optional<Letters> from_sentence(std::string_view reply) {
  const std::string lower = to_lower(reply);
  std::optional<Letters> letters;
  size_t found = 0;
  for (const std::string_view word : {"answer", "antwort", "r\xC3\xA9ponse", "respuesta", "risposta",
                                      "correct option", "correct choice", "richtige option"}) {
    for (size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
      std::string_view rest = reply.substr(at + word.size());
      if (rest.starts_with("s") || rest.starts_with("en") || rest.starts_with("S")) {
        rest.remove_prefix(rest.starts_with("en") ? 2 : 1);
      }
      rest = unwrapped(rest);
      bool led = false;
      for (const std::string_view lead :
           {":", "is ", "are ", "ist ", "sind ", "est ", "sont ", "es ", "son ", "sono "}) {
        if (!to_lower(rest.substr(0, lead.size())).starts_with(lead)) continue;
        rest = unwrapped(rest.substr(lead.size()));
        if (rest.starts_with(':')) rest = unwrapped(rest.substr(1));
        led = true;
        break;
      }
      if (!led) continue;
      if (rest.starts_with("a ") && !rest.starts_with("a and ")) continue;  // the article
      std::string_view behind;
      const auto row = row_of(rest, behind);
      if (row && at >= found) {
        letters = row;
        found = at;
      }
    }
  }
  return letters;
}

/// Letters alone, without anything between them: "AC". In the order of the options, lest a word be read so.
std::optional<Letters> from_run(std::string_view reply) {
  const std::string_view run = unwrapped(reply);
  if (run.size() < 2) return std::nullopt;
  for (size_t i = 0; i < run.size(); ++i) {
    if (run[i] < 'A' || run[i] > 'Z' || (i > 0 && run[i] <= run[i - 1])) return std::nullopt;
  }
  return Letters(run.begin(), run.end());
}

/// Marked letters alone, with nothing but space between them: "A) C)".
std::optional<Letters> from_marks(std::string_view reply) {
  Letters letters;
  for (std::string_view rest = unwrapped(reply); !rest.empty();) {
    const std::optional<Option> option = option_at(rest);
    if (!option || !option->marked) return std::nullopt;
    letters.insert(option->letter);
    rest = unwrapped(rest.substr(option->size));
  }
  if (letters.empty()) return std::nullopt;
  return letters;
}

/// "1." or "2)" before what a line of a list says.
std::string_view without_number(std::string_view line) {
  const size_t digits = line.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 2) return line;
  return line[digits] == '.' || line[digits] == ')' ? trim(line.substr(digits + 1)) : line;
}

/// Letters alone, or lines that each begin with one.
std::optional<Letters> from_lines(std::string_view reply) {
  if (auto run = from_run(reply)) return run;
  if (auto marks = from_marks(reply)) return marks;
  std::string_view rest;
  if (auto row = row_of(reply, rest);
      row && unwrapped(rest).find_first_not_of(".)") == std::string_view::npos)
    return row;
  Letters letters;
  for (std::string_view line : split(reply, '\n')) {
    line = trim(line);
    while (line.starts_with('-') || line.starts_with("* ") || line.starts_with("\xE2\x80\xA2"))
      line = trim(line.substr(line.front() == '\xE2' ? 3 : 1));
    line = without_number(line);
    if (line.empty()) continue;
    const std::optional<Option> option = option_at(line);
    if (!option || (!option->marked && !unwrapped(line.substr(option->size)).empty())) return std::nullopt;
    letters.insert(option->letter);
  }
  if (letters.empty()) return std::nullopt;
  return letters;
}

/// Full-width letters and marks as plain ones, and no comma before the end of a JSON list or object.
std::string plain(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    at += c.length;
    if (c.code_point >= 0xFF01 && c.code_point <= 0xFF5E) {
      out += static_cast<char>(c.code_point - 0xFF01 + '!');
    } else if (c.code_point == 0x3001) {
      out += ',';
    } else if (c.code_point == ',') {
      const size_t next = text.find_first_not_of(" \t\r\n", at);
      const bool trails = next != std::string_view::npos && (text[next] == ']' || text[next] == '}');
      if (!trails) out += ',';
    } else {
      append_utf8(out, c.code_point);
    }
  }
  return out;
}

}  // namespace

std::optional<std::set<char>> chosen(std::string_view raw, int options) {
  const std::string reply = plain(composed(raw));
  bool named = false;
  std::optional<Letters> letters = from_json(reply, named);
  if (!letters && !named) letters = from_box(reply);
  if (!letters && !named) letters = from_sentence(reply);
  if (!letters && !named) letters = from_lines(reply);
  if (letters && *letters->rbegin() >= 'A' + options) return std::nullopt;
  return letters;
}

double jaccard(const std::set<char>& a, const std::set<char>& b) {
  Letters both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  const size_t either = a.size() + b.size() - both.size();
  return either == 0 ? 1 : static_cast<double>(both.size()) / static_cast<double>(either);
}

}  // namespace broch::eval
