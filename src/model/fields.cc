#include "model/fields.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"

namespace broch::model {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return {};
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::optional<Fields> read_fields(std::string_view text) {
  Fields fields;
  if (text.empty()) return fields;
  for (const std::string_view field : split(text, '&')) {
    const size_t equals = field.find('=');
    if (equals == std::string_view::npos || equals == 0) return {};
    std::string key(field.substr(0, equals));
    std::optional<std::string> value = percent_decode(field.substr(equals + 1));
    const bool twice =
        std::any_of(fields.begin(), fields.end(), [&](const auto& other) { return other.first == key; });
    if (!value || twice) return {};
    fields.emplace_back(std::move(key), *std::move(value));
    // More keys than anyone defines would make the search above quadratic.
    if (fields.size() > 64) return {};
  }
  return fields;
}

}  // namespace broch::model
