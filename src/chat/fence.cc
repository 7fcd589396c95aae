// Fenced blocks as CommonMark defines them, in lists and quotes too, but at any indentation: a block that
// goes unseen goes unscanned. For the same reason a fence that opens behind words ("Here: ```python") opens,
// which CommonMark takes for the beginning of a span of code that its closing fence cuts off.
#include <algorithm>
#include <cctype>

#include "chat/chat.h"
#include "core/text.h"

namespace broch::chat {
namespace {

struct Fence {
  char mark = 0;
  size_t length = 0;
  std::string_view rest;  ///< what follows the marks, trimmed
  size_t quotes = 0;
  size_t indent = 0;
  bool behind_words = false;
};

size_t run_of(std::string_view text, char mark) {
  return std::min(text.find_first_not_of(mark), text.size());
}

/// The line without the marks of at most `most` quotes; `quotes` counts them.
std::string_view unquoted(std::string_view line, size_t most, size_t& quotes) {
  for (quotes = 0; quotes < most; ++quotes) {
    const size_t mark = line.find_first_not_of(" \t");
    if (mark == std::string_view::npos || line[mark] != '>') break;
    line.remove_prefix(mark + 1);
    if (line.starts_with(' ')) line.remove_prefix(1);
  }
  return line;
}

std::string_view unindented(std::string_view line, size_t most) {
  const size_t spaces = std::min({line.find_first_not_of(" \t"), line.size(), most});
  return line.substr(spaces);
}

/// "- ", "* ", "+ ", "1. ", "1) ": how long the mark of a list item is with the spaces behind it, or 0.
size_t list_mark(std::string_view text) {
  size_t mark = std::min(text.find_first_not_of("0123456789"), text.size());
  if (mark > 9 || mark >= text.size()) return 0;
  const bool numbered = mark > 0 && (text[mark] == '.' || text[mark] == ')');
  if (!numbered && (mark > 0 || std::string_view("-*+").find(text[0]) == std::string_view::npos)) return 0;
  const size_t content = text.find_first_not_of(' ', mark + 1);
  return content == std::string_view::npos || content == mark + 1 ? 0 : content;
}

/// The fence that a line is, from its first mark on.
std::optional<Fence> read_fence(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.empty() || (text[0] != '`' && text[0] != '~')) return std::nullopt;
  const size_t length = run_of(text, text[0]);
  if (length < 3) return std::nullopt;
  return Fence{text[0], length, trim(text.substr(length))};
}

bool closes(const Fence& fence, const Fence& open) {
  return fence.mark == open.mark && fence.length >= open.length && fence.rest.empty();
}

/// "python", "python:app.py", "{.python}", "python title=a.py": what names a language, and not words.
bool is_info(std::string_view text) {
  const size_t space = text.find_first_of(" \t");
  if (space != std::string_view::npos && text.find_first_of("={", space) == std::string_view::npos)
    return false;
  return text.substr(0, space).find_first_of("`\"'()<>;") == std::string_view::npos;
}

/// Behind words, the last run of backquotes of a line, with nothing but a tag after it: "Here: ```python".
/// One that closes another of its line opens nothing.
std::optional<Fence> fence_behind_words(std::string_view line) {
  std::optional<size_t> open;
  for (size_t at = line.find("```"); at != std::string_view::npos;) {
    const size_t length = run_of(line.substr(at), '`');
    open = open ? std::nullopt : std::optional(at);
    at = line.find("```", at + length);
  }
  // A quotation mark before it: a string of a program.
  if (!open || *open == 0 || std::string_view("\"'(").find(line[*open - 1]) != std::string_view::npos)
    return std::nullopt;
  std::optional<Fence> fence = read_fence(line.substr(*open));
  if (!fence || !is_info(fence->rest)) return std::nullopt;
  fence->behind_words = true;
  return fence;
}

/// The fence that has the line to itself. Backquotes behind those of one would make it a span of code.
std::optional<Fence> fence_of_line(std::string_view line) {
  std::optional<Fence> fence = read_fence(line);
  if (fence && fence->mark == '`' && fence->rest.find('`') != std::string_view::npos) fence.reset();
  return fence;
}

/// What a line begins with before its words.
struct Marks {
  size_t quotes = 0;
  size_t indent = 0;      ///< bytes of spaces and list marks behind the last of the quotes
  std::string_view rest;  ///< what follows all of them
};

Marks read_marks(std::string_view line) {
  Marks marks{.rest = line};
  size_t behind_quotes = line.size();
  for (size_t quotes = 0, mark = 1; quotes > 0 || mark > 0;) {
    marks.rest = unquoted(marks.rest, std::string_view::npos, quotes);
    marks.quotes += quotes;
    if (quotes > 0) behind_quotes = marks.rest.size();
    marks.rest.remove_prefix(std::min(marks.rest.find_first_not_of(" \t"), marks.rest.size()));
    mark = list_mark(marks.rest);
    marks.rest.remove_prefix(mark);
  }
  marks.indent = behind_quotes - marks.rest.size();
  return marks;
}

std::optional<Fence> opening_fence(std::string_view line) {
  const Marks marks = read_marks(line);
  std::optional<Fence> fence = fence_of_line(marks.rest);
  if (!fence) fence = fence_behind_words(marks.rest);
  if (!fence) return std::nullopt;
  fence->quotes = marks.quotes;
  fence->indent = marks.indent;
  return fence;
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
    const std::string_view line = reply.substr(begin, next - begin);
    if (open) {
      size_t quotes = 0;
      const std::string_view inner = unquoted(line, open->quotes, quotes);
      const std::optional<Fence> fence = read_fence(inner);
      const bool closed = fence && closes(*fence, *open);
      // What opened behind words may have been a mark that is spoken of: a fence with a language is a fence.
      const std::optional<Fence> next_fence = open->behind_words ? opening_fence(line) : std::nullopt;
      const bool overruled = next_fence && !next_fence->behind_words && !next_fence->rest.empty();
      if (closed || overruled || quotes < open->quotes) {
        FencedBlock& block = blocks.back();
        block.body.end = begin;
        block.end = closed ? next : begin;
        block.closed = true;
        // Behind words it is the closing fence that shows how far the block stands in.
        if (closed)
          block.indent = std::max(block.indent, std::min(inner.find_first_not_of(" \t"), inner.size()));
        open.reset();
        if (!closed) continue;  // the line is of what follows
      }
    } else {
      open = opening_fence(line);
      if (open)
        blocks.push_back({.info = info_word(open->rest),
                          .body = {next, reply.size()},
                          .closed = false,
                          .quotes = open->quotes,
                          .indent = open->indent,
                          .end = reply.size(),
                          .behind_words = open->behind_words});
    }
    begin = next;
  }
  return blocks;
}

bool may_hold_blocks(std::string_view info) {
  return info.empty() || iequals(info, "markdown") || iequals(info, "md") || iequals(info, "mdx");
}

std::string_view without_marks(std::string_view line) { return read_marks(line).rest; }

std::vector<std::string_view> block_lines(std::string_view reply, const FencedBlock& block) {
  std::vector<std::string_view> lines;
  for (const std::string_view line : lines_with_ends(reply.substr(block.body.begin, block.body.size()))) {
    size_t quotes = 0;
    lines.push_back(unindented(unquoted(line, block.quotes, quotes), block.indent));
  }
  return lines;
}

ReplyCode::ReplyCode(std::string_view reply, Span span)
    : text_(reply.substr(span.begin, span.size())), lines_{{0, span.begin}} {}

ReplyCode::ReplyCode(std::string_view reply, const FencedBlock& block) : lines_{{0, block.body.begin}} {
  for (const std::string_view line : block_lines(reply, block)) {
    const auto begin = static_cast<size_t>(line.data() - reply.data());
    // Lines that stand behind one another in the reply, too, count as one.
    if (in_reply(text_.size()) != begin) lines_.push_back({text_.size(), begin});
    text_ += line;
  }
}

size_t ReplyCode::in_reply(size_t at) const {
  const auto line = std::prev(std::ranges::upper_bound(lines_, at, {}, &Line::in_text));
  return line->in_reply + at - line->in_text;
}

Span ReplyCode::in_reply(Span span) const {
  const size_t begin = in_reply(span.begin);
  return {begin, span.end > span.begin ? in_reply(span.end - 1) + 1 : begin};
}

}  // namespace broch::chat
