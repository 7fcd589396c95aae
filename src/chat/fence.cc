// Fenced blocks as CommonMark defines them, but at any indentation: models nest code in lists, and a block
// that goes unseen goes unscanned.
#include "chat/chat.h"
#include "core/text.h"

namespace broch::chat {
namespace {

struct Fence {
  char mark = 0;
  size_t length = 0;
  std::string_view rest;  ///< what follows the marks, trimmed
};

std::optional<Fence> read_fence(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.empty() || (text[0] != '`' && text[0] != '~')) return std::nullopt;
  size_t length = 0;
  while (length < text.size() && text[length] == text[0]) ++length;
  if (length < 3) return std::nullopt;
  return Fence{text[0], length, trim(text.substr(length))};
}

// "python", "js {1,3}", "{.python}", "c++:main.cc" name a language first.
std::string info_word(std::string_view info) {
  const size_t begin = info.find_first_not_of("{. ");
  if (begin == std::string_view::npos) return {};
  const size_t end = info.find_first_of(" \t,:{}", begin);
  return to_lower(info.substr(begin, end == std::string_view::npos ? end : end - begin));
}

}  // namespace

std::vector<FencedBlock> fenced_blocks(std::string_view reply) {
  std::vector<FencedBlock> blocks;
  std::optional<Fence> open;
  for (size_t begin = 0; begin < reply.size();) {
    const size_t newline = reply.find('\n', begin);
    const size_t next = newline == std::string_view::npos ? reply.size() : newline + 1;
    const std::optional<Fence> fence = read_fence(reply.substr(begin, next - begin));
    if (open) {
      if (fence && fence->mark == open->mark && fence->length >= open->length && fence->rest.empty()) {
        blocks.back().body.end = begin;
        blocks.back().closed = true;
        open.reset();
      }
    } else if (fence && (fence->mark == '~' || fence->rest.find('`') == std::string_view::npos)) {
      open = fence;
      blocks.push_back({info_word(fence->rest), {next, reply.size()}, false});
    }
    begin = next;
  }
  return blocks;
}

}  // namespace broch::chat
