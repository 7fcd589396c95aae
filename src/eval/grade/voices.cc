#include "eval/grade/voices.h"

#include <optional>

#include "core/text.h"

namespace broch::eval {

namespace {

constexpr size_t kMaxName = 24;

enum class Form { kBracket, kColon, kAs, kSymbol };

struct Tag {
  Form form;
  std::string_view name;
  size_t size;  ///< bytes from the beginning of the line to what is said
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_name(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/// "NAME:" of one or two words that begin with a capital.
std::optional<Tag> colon_tag(std::string_view line) {
  size_t end = 0, words = 0;
  while (end < line.size() && is_upper(line[end])) {
    while (end < line.size() && is_name(line[end])) ++end;
    ++words;
    if (end < line.size() && line[end] == ':') break;
    if (end >= line.size() || line[end] != ' ' || words == 2) return std::nullopt;
    ++end;
  }
  if (words == 0 || end >= line.size() || line[end] != ':' || end > kMaxName) return std::nullopt;
  return Tag{Form::kColon, line.substr(0, end), end + 1};
}

/// "As NAME," but for "As an AI," and "As I said,".
std::optional<Tag> as_tag(std::string_view line) {
  if (!line.starts_with("As ") || line.size() < 5 || !is_upper(line[3])) return std::nullopt;
  size_t end = 3;
  while (end < line.size() && is_name(line[end])) ++end;
  const std::string_view name = line.substr(3, end - 3);
  if (name.size() < 2 || name == "AI" || end >= line.size() || (line[end] != ',' && line[end] != ':')) {
    return std::nullopt;
  }
  return Tag{Form::kAs, name, end + 1};
}

std::optional<Tag> tag_of(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const char open = line.front();
  if (open == '[' || open == '(') {
    const size_t close = line.find(open == '[' ? ']' : ')');
    // "[text](address)" is a link.
    if (close == std::string_view::npos || close < 2 || close > 2 * kMaxName) return std::nullopt;
    if (close + 1 < line.size() && line[close + 1] == '(') return std::nullopt;
    return Tag{Form::kBracket, line.substr(1, close - 1), close + 1};
  }
  if (const auto tag = colon_tag(line)) return tag;
  if (const auto tag = as_tag(line)) return tag;
  const Decoded first = decode_utf8(line, 0);
  const bool punctuation = first.code_point >= 0x2000 && first.code_point <= 0x206F;
  // Greek letters, arrows, emoji; letters of a text in another script are followed by letters.
  if (first.code_point < 0x370 || punctuation || first.code_point == 0xFFFD) return std::nullopt;
  const Decoded second = decode_utf8(line, first.length);
  if (first.length >= line.size() || second.code_point >= 0x370) return std::nullopt;
  return Tag{Form::kSymbol, line.substr(0, first.length), first.length};
}

}  // namespace

std::vector<std::string_view> voices(std::string_view reply) {
  std::vector<std::string_view> parts;
  std::optional<Tag> first;
  bool another = false;
  size_t said = 0;
  for (size_t begin = 0; begin < reply.size();) {
    size_t end = reply.find('\n', begin);
    if (end == std::string_view::npos) end = reply.size();
    const std::string_view line = reply.substr(begin, end - begin);
    const size_t indent = line.find_first_not_of(" \t\r*_>");
    if (indent != std::string_view::npos) {
      const std::optional<Tag> tag = tag_of(line.substr(indent));
      if (!first) {
        if (!tag) break;
        first = tag;
        said = begin + indent + tag->size;
      } else if (tag && tag->form == first->form) {
        another |= tag->name != first->name;
        parts.push_back(reply.substr(said, begin - said));
        said = begin + indent + tag->size;
      }
    }
    begin = end + 1;
  }
  if (!another) return {reply};
  parts.push_back(reply.substr(said));
  return parts;
}

}  // namespace broch::eval
