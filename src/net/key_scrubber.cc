#include "net/key_scrubber.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "core/number.h"

namespace broch::net {
namespace {

constexpr size_t kShortestSecret = 16;
constexpr size_t kFewestBytes = 6;
constexpr size_t kLongestWord = 15;
/// JSON within JSON doubles the backslashes at each level; this many are four levels deep.
constexpr size_t kMostBackslashes = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

bool follows(char c, char before) {
  return c == before || static_cast<unsigned char>(c) == static_cast<unsigned char>(before) + 1 ||
         (c == '0' && before == '9');
}

/// Letters alone: "word", "Word" or "WORD".
bool is_word(std::string_view letters) {
  if (letters.size() > kLongestWord) return false;
  const std::string_view rest = letters.substr(std::min<size_t>(1, letters.size()));
  const auto upper = std::ranges::count_if(rest, is_upper);
  return upper == 0 || (is_upper(letters.front()) && upper == std::ssize(rest));
}

bool made_of_words(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const size_t begin = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    if (!is_word(text.substr(begin, at - begin))) return false;
  }
  return true;
}

size_t backslashes(std::string_view text, size_t at, size_t most) {
  size_t count = 0;
  while (count < most && at + count < text.size() && text[at + count] == '\\') ++count;
  return count;
}

}  // namespace

bool is_secret(std::string_view key) {
  if (key.size() < kShortestSecret) return false;
  std::set<char> bytes;
  for (size_t i = 0; i < key.size(); ++i) {
    if (i == 0 || !follows(key[i], key[i - 1])) bytes.insert(key[i]);
  }
  return bytes.size() >= kFewestBytes && (std::ranges::any_of(key, is_digit) || !made_of_words(key));
}

KeyScrubber::KeyScrubber(std::string_view key)
    : key_(is_secret(key) ? key : std::string_view()),
      mark_(key.find_first_of("[]") == std::string_view::npos ? "[key]" : "\uFFFD") {}

/// Reads the key from its byte `done` on at `at`, which then is where it ends.
KeyScrubber::Reading KeyScrubber::read(std::string_view text, size_t& at, size_t done) const {
  for (; done < key_.size(); ++done, ++at) {
    if (at == text.size()) return Reading::kBegun;
    if (text[at] == '\\') return read_escape(text, at, done);
    if (text[at] != key_[done]) return Reading::kNo;
  }
  return Reading::kWhole;
}

KeyScrubber::Reading KeyScrubber::read_escape(std::string_view text, size_t& at, size_t done) const {
  const size_t own = backslashes(key_, done, key_.size());
  const size_t run = backslashes(text, at, own + kMostBackslashes);
  const size_t after = at + run;
  Reading best = after == text.size() ? Reading::kBegun : Reading::kNo;
  const auto try_at = [&](size_t next, size_t next_done) {
    const Reading reading = read(text, next, next_done);
    best = std::max(best, reading);
    if (reading == Reading::kWhole) at = next;
    return reading == Reading::kWhole;
  };
  if (after < text.size() && text[after] == 'u') {
    const std::string_view digits = text.substr(after + 1, 4);
    const auto is_hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    if (digits.size() < 4 && std::ranges::all_of(digits, is_hex)) best = Reading::kBegun;
    const auto code = digits.size() == 4 ? parse_number<unsigned>(digits, 16) : std::nullopt;
    // Backslashes of the key's own may come before the escape, and the last of them may be it.
    for (size_t before = 0; before <= own && before < run; ++before) {
      const size_t next = done + before;
      if (next < key_.size() && code == static_cast<unsigned char>(key_[next]) && try_at(after + 5, next + 1))
        return best;
    }
  }
  if (own > 0) {
    if (run >= own) try_at(after, done + own);
  } else if (after < text.size() && text[after] == key_[done] && (text[after] == '"' || text[after] == '/')) {
    try_at(after + 1, done + 1);
  }
  return best;
}

std::optional<KeyScrubber::Place> KeyScrubber::find(std::string_view text, size_t from) const {
  if (!looks()) return {};
  const char first = key_.front();
  for (size_t at = from; at < text.size(); ++at) {
    if (text[at] != first && text[at] != '\\') continue;
    size_t end = at;
    const Reading reading = read(text, end, 0);
    if (reading == Reading::kWhole) return Place{{at, end}, true};
    if (reading == Reading::kBegun) return Place{{at, text.size()}, false};
  }
  return {};
}

std::string KeyScrubber::clean(std::string text) const {
  std::string out;
  size_t kept = 0, from = 0;
  while (const std::optional<Place> place = find(text, from)) {
    from = place->span.begin + 1;
    if (!place->whole) continue;
    out.append(text, kept, place->span.begin - kept).append(mark_);
    kept = from = place->span.end;
  }
  if (kept == 0) return text;
  return out.append(text, kept);
}

Response KeyScrubber::clean(Response response) const {
  if (!looks()) return response;
  Headers headers;
  for (const auto& [name, value] : response.headers) headers.add(name, clean(value));
  response.headers = std::move(headers);
  response.body = clean(std::move(response.body));
  return response;
}

}  // namespace broch::net
