#include "eval/condition/encode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/hash.h"
#include "core/text.h"

namespace broch::eval {

namespace {

constexpr std::string_view kZeroWidthSpace = "\u200B";

char rot13(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>('a' + (c - 'a' + 13) % 26);
  if (c >= 'A' && c <= 'Z') return static_cast<char>('A' + (c - 'A' + 13) % 26);
  return c;
}

char leet(char c) {
  constexpr std::string_view kLetters = "aeiostAEIOST", kDigits = "431057431057";
  const size_t at = kLetters.find(c);
  return at == std::string_view::npos ? c : kDigits[at];
}

/// The Cyrillic letter that looks like a Latin one. Lower case has fewer than upper case: `в` is not `b`.
std::string_view look_alike_of(char c) {
  using Pair = std::pair<char, std::string_view>;
  static constexpr std::array kPairs = {
      Pair{'a', "а"}, Pair{'c', "с"}, Pair{'e', "е"}, Pair{'i', "і"}, Pair{'j', "ј"}, Pair{'o', "о"},
      Pair{'p', "р"}, Pair{'s', "ѕ"}, Pair{'x', "х"}, Pair{'y', "у"}, Pair{'A', "А"}, Pair{'B', "В"},
      Pair{'C', "С"}, Pair{'E', "Е"}, Pair{'H', "Н"}, Pair{'I', "І"}, Pair{'J', "Ј"}, Pair{'K', "К"},
      Pair{'M', "М"}, Pair{'O', "О"}, Pair{'P', "Р"}, Pair{'S', "Ѕ"}, Pair{'T', "Т"}, Pair{'X', "Х"}};
  const auto found = std::ranges::find(kPairs, c, &Pair::first);
  return found == kPairs.end() ? std::string_view() : found->second;
}

std::string each_byte(std::string_view text, char (*map)(char)) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), map);
  return out;
}

std::string homoglyphs(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::string_view other = look_alike_of(c);
    if (other.empty()) {
      out += c;
    } else {
      out += other;
    }
  }
  return out;
}

enum class Kind { kWord, kMark, kSpace, kOther };

Kind kind_of(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (u_isUWhiteSpace(code_point)) return Kind::kSpace;
  if (u_isalnum(code_point)) return Kind::kWord;
  // A combining mark belongs to the letter before it.
  return (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0 ? Kind::kMark : Kind::kOther;
}

/// `gap` between neighbouring letters and digits; `around` on both sides of white space.
std::string apart(std::string_view text, std::string_view gap, std::string_view around) {
  std::string out;
  bool in_word = false;
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    const Kind kind = kind_of(c.code_point);
    const std::string_view bytes = text.substr(at, c.length);
    at += c.length;
    if (kind == Kind::kSpace) {
      ((out += around) += bytes) += around;
    } else {
      if (kind == Kind::kWord && in_word) out += gap;
      out += bytes;
    }
    in_word = kind == Kind::kWord || (kind == Kind::kMark && in_word);
  }
  return out;
}

std::string split_into(std::string_view text, size_t parts) {
  // A word begins where white space ends, and takes the white space after it along.
  std::vector<size_t> begins;
  constexpr std::string_view kSpaces = " \t\r\n";
  for (size_t at = text.find_first_not_of(kSpaces); at < text.size();) {
    begins.push_back(at);
    at = text.find_first_not_of(kSpaces, std::min(text.find_first_of(kSpaces, at), text.size()));
  }
  const size_t count = std::max<size_t>(1, std::min(parts, begins.size()));
  std::string out;
  for (size_t part = 0; part < count; ++part) {
    const size_t first = part * begins.size() / count, last = (part + 1) * begins.size() / count;
    const size_t from = begins.empty() ? 0 : begins[first];
    const size_t to = last < begins.size() ? begins[last] : text.size();
    if (!out.empty()) out += '\n';
    out += "Part " + std::to_string(part + 1) + ": " + std::string(trim(text.substr(from, to - from)));
  }
  return out;
}

}  // namespace

std::optional<Encoding> parse_encoding(std::string_view name) {
  using Pair = std::pair<std::string_view, Encoding>;
  static constexpr std::array kNames = {
      Pair{"base64", Encoding::kBase64},        Pair{"hex", Encoding::kHex},
      Pair{"rot13", Encoding::kRot13},          Pair{"leet", Encoding::kLeet},
      Pair{"zero-width", Encoding::kZeroWidth}, Pair{"homoglyph", Encoding::kHomoglyph},
      Pair{"spacing", Encoding::kSpacing},      Pair{"split", Encoding::kSplit}};
  const auto found = std::ranges::find(kNames, name, &Pair::first);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

std::string encode(Encoding encoding, std::string_view text, size_t parts) {
  switch (encoding) {
    case Encoding::kNone:
      return std::string(text);
    case Encoding::kBase64:
      return base64_encode(text);
    case Encoding::kHex:
      return to_hex(reinterpret_cast<const uint8_t*>(text.data()), text.size());
    case Encoding::kRot13:
      return each_byte(text, rot13);
    case Encoding::kLeet:
      return each_byte(text, leet);
    case Encoding::kZeroWidth:
      return apart(text, kZeroWidthSpace, "");
    case Encoding::kHomoglyph:
      return homoglyphs(text);
    case Encoding::kSpacing:
      return apart(text, " ", " ");
    case Encoding::kSplit:
      return split_into(text, parts);
  }
  return {};
}

}  // namespace broch::eval
