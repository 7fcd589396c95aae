#include "scan/generic/tokens.h"

#include <algorithm>
#include <cctype>

#include "scan/lex/brackets.h"

namespace broch::scan {
namespace {

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || c == '_' || byte >= 0x80;
}

/// Length of the comment at the start of `rest`, or 0.
size_t comment_length(std::string_view rest, GenericOptions::Comments comments) {
  using Comments = GenericOptions::Comments;
  const bool to_line_end = (comments == Comments::kShell && rest.starts_with('#')) ||
                           (comments == Comments::kCpp && rest.starts_with("//"));
  if (to_line_end) return std::min(rest.find('\n'), rest.size());
  if ((comments == Comments::kC || comments == Comments::kCpp) && rest.starts_with("/*")) {
    const size_t end = rest.find("*/", 2);
    return end == std::string_view::npos ? rest.size() : end + 2;
  }
  return 0;
}

/// Brackets that nothing closes, or that close nothing, are passed over.
void pair_brackets(std::string_view text, std::vector<Token>& tokens) {
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const char c = text[tokens[i].span.begin];
    if (c == '(' || c == '[' || c == '{') open.push_back(i);
    if (c != ')' && c != ']' && c != '}') continue;
    const auto partner = std::find_if(open.rbegin(), open.rend(), [&](uint32_t opener) {
      return text[tokens[opener].span.begin] == opener_of(c);
    });
    if (partner == open.rend()) continue;
    tokens[*partner].partner = i;
    open.erase(partner.base() - 1, open.end());
  }
  open.clear();
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    if (!open.empty() && open.back() == i) open.pop_back();
    if (!open.empty()) tokens[i].around = open.back();
    if (tokens[i].partner != kNoToken) open.push_back(tokens[i].partner);
  }
}

}  // namespace

std::vector<Token> tokenize(std::string_view text, GenericOptions::Comments comments) {
  std::vector<Token> out;
  uint32_t line = 0, indent = 0;
  bool line_start = true;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\n') {
      ++line;
      indent = 0;
      line_start = true;
      ++at;
      continue;
    }
    if (std::isspace(static_cast<unsigned char>(c))) {
      if (line_start) ++indent;
      ++at;
      continue;
    }
    if (const size_t length = comment_length(text.substr(at), comments); length > 0) {
      line += static_cast<uint32_t>(std::count(text.begin() + static_cast<ptrdiff_t>(at),
                                               text.begin() + static_cast<ptrdiff_t>(at + length), '\n'));
      at += length;
      continue;
    }
    size_t end = at + 1;
    if (is_word(c)) {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    out.push_back({.span = {at, end}, .line = line, .indent = indent, .word = is_word(c)});
    line_start = false;
    at = end;
  }
  pair_brackets(text, out);
  return out;
}

}  // namespace broch::scan
