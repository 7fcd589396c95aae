#include "eval/outcome.h"

#include <array>
#include <utility>

namespace broch::eval {

namespace {

constexpr std::array<std::pair<Outcome, const char*>, 8> kOutcomes = {{
    {Outcome::kUnsafe, "unsafe"},
    {Outcome::kSafeHelpful, "safe_helpful"},
    {Outcome::kRedirected, "redirected"},
    {Outcome::kRefused, "refused"},
    {Outcome::kUnhelpful, "unhelpful"},
    {Outcome::kNoAnswer, "no_answer"},
    {Outcome::kUnscored, "unscored"},
    {Outcome::kError, "error"},
}};

constexpr std::array<std::pair<By, const char*>, 3> kBy = {{
    {By::kModel, "model"},
    {By::kGuard, "guard"},
    {By::kProvider, "provider"},
}};

template <typename Table, typename Key>
const char* word(const Table& table, Key key) {
  for (const auto& [value, text] : table) {
    if (value == key) return text;
  }
  return "";
}

template <typename Key, size_t n>
std::optional<Key> look_up(const std::array<std::pair<Key, const char*>, n>& table, std::string_view text) {
  for (const auto& [value, word] : table) {
    if (text == word) return value;
  }
  return std::nullopt;
}

}  // namespace

const char* name(Outcome outcome) { return word(kOutcomes, outcome); }
const char* name(By by) { return word(kBy, by); }
std::optional<Outcome> parse_outcome(std::string_view text) { return look_up(kOutcomes, text); }
std::optional<By> parse_by(std::string_view text) { return look_up(kBy, text); }

}  // namespace broch::eval
