#include "eval/grade/text_match.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <stdexcept>
#include <utility>

#include "core/text.h"

namespace broch::eval {

namespace {

std::string normalised(const icu::Normalizer2* form, UErrorCode status, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status)) {
    form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr,
                        status);
  }
  if (U_FAILURE(status)) throw std::runtime_error("the text cannot be normalised");
  return out;
}

/// What typography puts in the place of an ASCII character, after NFKC.
char plain_form(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B) return '\'';
  if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB) return '"';
  return '\0';
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

/// The scripts whose words end at anything but a letter of their own.
bool parts_words(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/// Whether a word that ends in `edge` goes on in `beyond`.
bool goes_on(char32_t edge, char32_t beyond) {
  UErrorCode status = U_ZERO_ERROR;
  const bool digit = u_isdigit(static_cast<UChar32>(edge)) != 0;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(edge), &status);
  const bool letter = u_isalpha(static_cast<UChar32>(edge)) != 0 && parts_words(script);
  if (!digit && !letter) return false;
  if (u_isdigit(static_cast<UChar32>(beyond)) != 0) return true;
  if (is_mark(beyond)) return letter;
  const UScriptCode other = uscript_getScript(static_cast<UChar32>(beyond), &status);
  return u_isalpha(static_cast<UChar32>(beyond)) != 0 && (digit ? parts_words(other) : other == script);
}

char32_t last_of(std::string_view text, size_t end) {
  size_t at = end - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return decode_utf8(text, at).code_point;
}

}  // namespace

std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const std::string unified = normalised(form, status, text);
  std::string out;
  bool space = false;
  for (size_t at = 0; at < unified.size();) {
    const Decoded c = decode_utf8(unified, at);
    at += c.length;
    if (u_isUWhiteSpace(static_cast<UChar32>(c.code_point)) != 0) {
      space = true;
      continue;
    }
    if (std::exchange(space, false)) out += ' ';
    const char plain = plain_form(c.code_point);
    if (plain != '\0') {
      out += plain;
    } else {
      append_utf8(out, c.code_point);
    }
  }
  return out;
}

std::vector<std::string> folded_words(std::string_view text) {
  const std::string plain = folded(text);
  std::vector<std::string> words;
  bool inside = false;
  for (size_t at = 0; at < plain.size();) {
    const Decoded c = decode_utf8(plain, at);
    const auto code = static_cast<UChar32>(c.code_point);
    const bool letter = u_isalnum(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    if (letter && !inside) words.emplace_back();
    if (letter) words.back().append(plain, at, c.length);
    inside = letter;
    at += c.length;
  }
  return words;
}

std::string composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  return normalised(form, status, sanitize_utf8(text));
}

bool contains_text(std::string_view text, std::string_view needle) {
  const std::string in = folded(text), wanted = folded(trim(needle));
  if (wanted.empty()) return false;
  const char32_t first = decode_utf8(wanted, 0).code_point, last = last_of(wanted, wanted.size());
  for (size_t at = in.find(wanted); at != std::string::npos; at = in.find(wanted, at + 1)) {
    const size_t end = at + wanted.size();
    const bool begins = at == 0 || !goes_on(first, last_of(in, at));
    const bool ends = end == in.size() || !goes_on(last, decode_utf8(in, end).code_point);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace broch::eval
