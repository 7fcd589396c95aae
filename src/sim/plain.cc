#include "sim/plain.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "core/hash.h"
#include "core/text.h"
#include "sim/signs.h"

namespace broch::sim {
namespace {

bool is_alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_base64(char c) { return is_alpha(c) || is_digit(c) || c == '+' || c == '/' || c == '='; }
bool is_hex(char c) { return hex_value(c) >= 0; }

/// Each long run of an alphabet by what it says, where that is text.
std::string decode_runs(std::string_view text, bool (*in_alphabet)(char),
                        bool (*decode)(std::string_view, std::string&)) {
  constexpr size_t kShortest = 24;
  std::string out, decoded;
  for (size_t at = 0; at < text.size();) {
    const auto end_of_run =
        std::find_if_not(text.begin() + static_cast<int64_t>(at), text.end(), in_alphabet);
    const size_t end = std::max(at + 1, static_cast<size_t>(end_of_run - text.begin()));
    const std::string_view run = text.substr(at, end - at);
    const bool says = run.size() >= kShortest && decode(run, decoded) && !find_invalid_utf8(decoded);
    out += says ? std::string_view(decoded) : run;
    at = end;
  }
  return out;
}

std::string rotate(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (!is_alpha(c)) continue;
    const char first = c >= 'a' ? 'a' : 'A';
    c = static_cast<char>(first + (c - first + 13) % 26);
  }
  return out;
}

/// A part may go on over several lines.
std::string join_parts(std::string_view text) {
  std::string out;
  bool in_part = false;
  for (const std::string_view line : split(text, '\n')) {
    const size_t colon = line.find(": ");
    const bool begins = line.starts_with("Part ") && colon != std::string_view::npos &&
                        std::ranges::all_of(line.substr(5, colon - 5), is_digit);
    if (begins) {
      out += in_part ? " " : "\n";
      out += line.substr(colon + 2);
    } else {
      out += "\n";
      out += line;
    }
    in_part = in_part || begins;
  }
  return out;
}

std::string without_zero_width(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    if (c.code_point < 0x200B || c.code_point > 0x200D) out += text.substr(at, c.length);
    at += c.length;
  }
  return out;
}

/// Cyrillic letters by the Latin ones that they look like.
std::string latin(std::string_view text) {
  using Pair = std::pair<char32_t, char>;
  static constexpr std::array kPairs = {
      Pair{0x430, 'a'}, Pair{0x441, 'c'}, Pair{0x435, 'e'}, Pair{0x456, 'i'}, Pair{0x458, 'j'},
      Pair{0x43E, 'o'}, Pair{0x440, 'p'}, Pair{0x455, 's'}, Pair{0x445, 'x'}, Pair{0x443, 'y'},
      Pair{0x410, 'A'}, Pair{0x412, 'B'}, Pair{0x421, 'C'}, Pair{0x415, 'E'}, Pair{0x41D, 'H'},
      Pair{0x406, 'I'}, Pair{0x408, 'J'}, Pair{0x41A, 'K'}, Pair{0x41C, 'M'}, Pair{0x41E, 'O'},
      Pair{0x420, 'P'}, Pair{0x405, 'S'}, Pair{0x422, 'T'}, Pair{0x425, 'X'}};
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    const auto pair = std::ranges::find(kPairs, c.code_point, &Pair::first);
    out += pair == kPairs.end() ? text.substr(at, c.length) : std::string_view(&pair->second, 1);
    at += c.length;
  }
  return out;
}

/// A space between letters joins a word, three end it.
std::string closed_up(std::string_view text) {
  std::string out;
  for (const char c : replace_all(std::string(text), "   ", "\v")) {
    if (c != ' ') out += c;
  }
  return replace_all(std::move(out), "\v", " ");
}

/// Letters for the digits that stand in their place. Which case they had is lost.
std::string spelled(std::string_view text) {
  constexpr std::string_view kDigits = "431057", kLetters = "aeiost";
  std::string out(text);
  for (char& c : out) {
    const size_t at = kDigits.find(c);
    if (at != std::string_view::npos) c = kLetters[at];
  }
  return out;
}

struct Disguise {
  std::string_view phrase;  ///< that announces it, in lower case
  Letters letters;
  std::string (*undo)(std::string_view);
};

/// What is announced stands around what it is done to; letters are looked at last.
constexpr std::array kDisguises = {
    Disguise{"base64", Letters::kNone,
             [](std::string_view text) { return decode_runs(text, is_base64, base64_decode); }},
    Disguise{"hexadecimal", Letters::kNone,
             [](std::string_view text) { return decode_runs(text, is_hex, hex_decode); }},
    Disguise{"rot13", Letters::kNone, rotate},
    Disguise{"part 1: ", Letters::kNone, join_parts},
    Disguise{"", Letters::kZeroWidth, without_zero_width},
    Disguise{"", Letters::kHomoglyph, latin},
    Disguise{"", Letters::kSpacing, closed_up},
    Disguise{"", Letters::kLeet, spelled}};

}  // namespace

std::string undo_disguise(std::string_view text) {
  const std::string lower = to_lower(text);
  for (const Disguise& disguise : kDisguises) {
    if (lower.find(disguise.phrase) == std::string::npos || !is_written(text, disguise.letters)) continue;
    std::string undone = disguise.undo(text);
    if (undone != text) return undone;
  }
  return std::string(text);
}

}  // namespace broch::sim
