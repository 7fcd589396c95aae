#include "eval/grade/disguise.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/hash.h"
#include "core/text.h"
#include "eval/grade/phrase.h"

namespace broch::eval {

namespace {

constexpr int kDeepest = 3;
constexpr size_t kMostDecoded = 8;  ///< times the text's size
/// A shorter run says nothing: texts that are looked for have at least eight letters.
constexpr size_t kLeastRun = 8;

/// Latin letters below letters of other scripts that look like them: Cyrillic, Greek, small capitals.
constexpr std::u32string_view kLooks =
    U"АаВвСсЕеНнІіЈјКкМмОоРрЅѕТтУуХхԁһԛԝΑαΒβΕεΖΗηΙικΚΜΝνΟοΡρΤτΥυΧχωᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
constexpr std::string_view kLike =
    "aabbcceehhiijjkkmmooppssttyyxxdhqwaabbeezhniikkmnvoopptt"
    "yuxxwabcdeghijklmnoprstuvwyz";

/// The number that `least` to `most` digits of `base` at `at` write; `at` moves behind them.
std::optional<char32_t> number_at(std::string_view text, size_t& at, int base, size_t least, size_t most) {
  size_t end = at;
  char32_t value = 0;
  for (; end < text.size() && end - at < most; ++end) {
    const int digit = hex_value(text[end]);
    if (digit < 0 || digit >= base) break;
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
  }
  if (end - at < least) return std::nullopt;
  at = end;
  return value;
}

/// `\x41`, `\u0041`, `\u{41}`, `\U00000041`, `\101`, `%41`, `=41`, `0x41`, `U+0041`, `&#65;`, `&#x41;`: what
/// the escape at `at` stands for, `at` then behind it. `byte` says whether it is one byte of UTF-8.
std::optional<char32_t> escape_at(std::string_view text, size_t& at, bool& byte) {
  const auto starts = [&](std::string_view mark) { return text.substr(at).starts_with(mark); };
  size_t end = at;
  const auto number = [&](size_t skip, int base, size_t least, size_t most, std::string_view close = {}) {
    end = at + skip;
    const std::optional<char32_t> value = number_at(text, end, base, least, most);
    if (!value || !text.substr(end).starts_with(close)) return std::optional<char32_t>();
    end += close.size();
    return value;
  };
  std::optional<char32_t> value;
  byte = false;
  if (starts("\\u{")) {
    value = number(3, 16, 1, 6, "}");
  } else if (starts("\\u")) {
    value = number(2, 16, 4, 4);
  } else if (starts("\\U")) {
    value = number(2, 16, 8, 8);
  } else if (starts("\\x") || starts("0x")) {
    value = number(2, 16, 2, 2), byte = true;
  } else if (starts("U+")) {
    value = number(2, 16, 4, 6);
  } else if (starts("&#x")) {
    value = number(3, 16, 2, 6, ";");
  } else if (starts("&#")) {
    value = number(2, 10, 2, 7, ";");
  } else if (starts("\\")) {
    value = number(1, 8, 3, 3), byte = true;
  } else if (starts("%") || starts("=")) {
    value = number(1, 16, 2, 2), byte = true;
  }
  if (!value || *value < 0x20 || *value > 0x10FFFF || (byte && *value > 0xFF)) return std::nullopt;
  at = end;
  return value;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    bool byte = false;
    const std::optional<char32_t> value = escape_at(text, at, byte);
    if (!value) {
      out += text[at++];
    } else if (byte) {
      out += static_cast<char>(*value);
    } else {
      append_utf8(out, *value);
    }
  }
  return out == text ? std::string() : out;
}

/// Stretches of `bytes` that are text, each on a line. Zero bytes are left out: UTF-16 of plain letters.
void keep_text(std::string_view bytes, std::string& out) {
  std::string run;
  const auto end_run = [&] {
    if (run.size() >= kLeastRun) out.append(out.empty() ? "" : "\n").append(run);
    run.clear();
  };
  for (size_t at = 0; at < bytes.size();) {
    const Decoded c = decode_utf8(bytes, at);
    const bool space = c.code_point == '\n' || c.code_point == '\t' || c.code_point == '\r';
    if (c.code_point != 0) {
      if ((c.code_point < 0x20 && !space) || c.code_point == 0x7F || c.code_point == 0xFFFD) {
        end_run();
      } else {
        run.append(bytes, at, c.length);
      }
    }
    at += c.length;
  }
  end_run();
}

/// Codes of letters in a row: "84 69 65 76" (decimal), "124 105" (octal), "01010100" (binary).
std::string from_numbers(std::string_view text) {
  struct Base {
    int base;
    size_t least, most;
  };
  std::string out;
  for (const Base& form : {Base{10, 2, 3}, Base{8, 3, 3}, Base{2, 7, 8}}) {
    std::string run;
    for (size_t at = 0; at < text.size();) {
      const auto is_word = [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      };
      if (!is_word(text[at])) {
        ++at;
        continue;
      }
      const size_t begin = at;
      while (at < text.size() && is_word(text[at])) ++at;
      const std::string_view word = text.substr(begin, at - begin);
      size_t read = 0;
      const std::optional<char32_t> value = number_at(word, read, form.base, form.least, form.most);
      if (value && read == word.size() && *value >= 0x20 && *value < 0x7F) {
        run += static_cast<char>(*value);
      } else {
        keep_text(run, out);
        run.clear();
      }
    }
    keep_text(run, out);
  }
  return out;
}

/// Pairs of hexadecimal digits in a row, from either digit, whatever parts them.
std::string from_hexadecimal(std::string_view text) {
  constexpr std::string_view kBetween = " \t\r\n,;:.-_'\"[](){}\\";
  std::string out, digits;
  const auto end_run = [&] {
    for (size_t first = 0; first < 2 && digits.size() >= 2 * kLeastRun; ++first) {
      std::string bytes;
      for (size_t at = first; at + 1 < digits.size(); at += 2) {
        bytes += static_cast<char>(hex_value(digits[at]) * 16 + hex_value(digits[at + 1]));
      }
      keep_text(bytes, out);
    }
    digits.clear();
  };
  for (const char c : text) {
    if (hex_value(c) >= 0) {
      digits += c;
    } else if (kBetween.find(c) == std::string_view::npos) {
      end_run();
    }
  }
  end_run();
  return out;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/// Runs of the alphabet of base64, or of its form for addresses, whatever white space parts them. Words may
/// stand before a code, so a run is read from each of its first four characters on.
std::string from_base64(std::string_view text) {
  std::string out;
  std::vector<int> values;
  const auto end_run = [&] {
    for (size_t first = 0; first < 4 && values.size() >= 11; ++first) {
      std::string bytes;
      uint32_t bits = 0;
      size_t held = 0;
      for (size_t at = first; at < values.size(); ++at) {
        bits = (bits << 6 | static_cast<uint32_t>(values[at])) & 0xFFFFFF;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>(bits >> held & 0xFF);
      }
      keep_text(bytes, out);
    }
    values.clear();
  };
  for (const char c : text) {
    const int value = base64_value(c);
    if (value >= 0) {
      values.push_back(value);
    } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      end_run();
    }
  }
  end_run();
  return out;
}

struct Code {
  const char* how;
  std::string (*decode)(std::string_view);
};
constexpr Code kCodes[] = {{"in escapes", unescaped},
                           {"in numbers", from_numbers},
                           {"in hexadecimal", from_hexadecimal},
                           {"in base64", from_base64}};

char letter_for(char c) {
  constexpr std::string_view kDigits = "0134578i", kLetters = "oleastbl";
  const size_t at = kDigits.find(c);
  return at == std::string_view::npos ? c : kLetters[at];
}

}  // namespace

std::vector<Revealed> revealed(std::string_view text) {
  std::vector<Revealed> found = {{std::string(text), ""}};
  size_t left = kMostDecoded * text.size();
  for (size_t at = 0, depth = 0; depth < kDeepest; ++depth) {
    for (const size_t level_end = found.size(); at < level_end; ++at) {
      for (const Code& code : kCodes) {
        std::string decoded = code.decode(found[at].text);
        if (decoded.empty() || decoded.size() > left) continue;
        left -= decoded.size();
        std::string how = found[at].how.empty() ? code.how : found[at].how;
        found.push_back({std::move(decoded), std::move(how)});
      }
    }
  }
  return found;
}

std::string by_looks(std::string_view text) {
  static_assert(kLooks.size() == kLike.size());
  std::string latin;
  for (size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    const size_t like = c.code_point < 0x80 ? std::u32string_view::npos : kLooks.find(c.code_point);
    if (like != std::u32string_view::npos) {
      latin += kLike[like];
    } else {
      latin.append(text, at, c.length);
    }
    at += c.length;
  }
  std::string out = join(phrase::fold_words(latin), "");
  std::transform(out.begin(), out.end(), out.begin(), letter_for);
  return out;
}

}  // namespace broch::eval
