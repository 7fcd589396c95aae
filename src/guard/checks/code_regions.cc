#include "guard/checks/code_regions.h"

#include <algorithm>
#include <array>

#include "chat/chat.h"
#include "core/text.h"

namespace broch::guard {
namespace {

constexpr size_t kProbeLines = 5;  // lines that must look like code
constexpr size_t kProbeBytes = 2048;
constexpr size_t kProseWords = 6;
constexpr size_t kListDigits = 9;  // CommonMark: longer numbers begin no list

bool is_fence(std::string_view line) {
  const std::string_view text = chat::without_marks(line);
  return text.starts_with("```") || text.starts_with("~~~");
}

/// Whether a line of which only this is there may become a fence: nothing but marks, or the first of a fence,
/// or of a list ("-", "12.").
bool may_become_fence(std::string_view begun) {
  const std::string_view text = trim(chat::without_marks(begun));
  if (text.empty() || text[0] == '`' || text[0] == '~') return true;
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == text.size()) return digits <= kListDigits;
  return text.size() == digits + 1 && std::string_view(digits == 0 ? "-*+" : ".)").contains(text.back());
}

bool is_comment(std::string_view line) {
  const std::string_view text = trim(line);
  if (text.starts_with("#"))
    return !text.starts_with("#include") && !text.starts_with("#define") && !text.starts_with("#!");
  return text.starts_with("//") || text.starts_with("/*") || text.starts_with("*") ||
         text.starts_with("\"\"\"");
}

bool is_plain_word(std::string_view word) {
  return std::ranges::all_of(word, [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           std::string_view("'\",.:!?*-`").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

// A sentence, judged by its first words so that the rest of the line cannot change the answer. Nothing while
// too little of the line is there to tell.
std::optional<bool> is_prose(std::string_view line, bool complete) {
  const std::string_view text = trim(line);
  if (text.empty()) return complete ? std::optional(true) : std::nullopt;
  const auto first = static_cast<unsigned char>(text[0]);
  const bool capital =
      (first >= 'A' && first <= 'Z') || first >= 0x80 || first == '*' || std::isdigit(first) != 0;
  size_t words = 0;
  for (size_t at = 0; at < text.size() && words < kProseWords; ++words) {
    const size_t end = text.find_first_of(" \t", at);
    if (end == std::string_view::npos && !complete) return std::nullopt;
    if (!is_plain_word(text.substr(at, end == std::string_view::npos ? end : end - at))) return false;
    at = end == std::string_view::npos ? text.size() : text.find_first_not_of(" \t", end);
    if (at == std::string_view::npos) at = text.size();
  }
  if (words == kProseWords) return capital;
  if (!complete) return std::nullopt;
  const size_t last = text.find_last_not_of("*_");
  return capital && last != std::string_view::npos &&
         std::string_view(".!?:,").find(text[last]) != std::string_view::npos;
}

// "Here is the code:" and "**Code:**" introduce what follows.
bool introduces(std::string_view line) {
  const std::string_view text = trim(line);
  const size_t last = text.find_last_not_of("*_ ");
  return last != std::string_view::npos && text[last] == ':';
}

class Walker {
 public:
  Walker(std::string_view text, bool continuation)
      : given_(text),
        lines_(with_line_feeds(text)),
        text_(lines_),
        blocks_(chat::fenced_blocks(text_)),
        candidate_(!continuation) {}

  // With `complete`, the text ends here; otherwise what is undecided stays so.
  void run(bool complete) {
    complete_ = complete;
    while (at_ < text_.size() && !stopped_) step();
  }

  std::vector<CodeRegion> regions;
  size_t settled() const { return stopped_ ? at_ : text_.size(); }

 private:
  struct Line {
    std::string_view text;
    size_t end;
    bool complete;
  };

  Line line_at(size_t begin) const {
    const size_t newline = text_.find('\n', begin);
    const size_t end = newline == std::string_view::npos ? text_.size() : newline + 1;
    return {text_.substr(begin, end - begin), end, newline != std::string_view::npos || complete_};
  }

  void step() {
    const Line line = line_at(at_);
    const std::string_view text = trim(line.text);
    if (!line.complete && may_become_fence(text)) {
      stopped_ = true;
    } else if (is_fence(text) || opens_block(line)) {
      fence();
    } else if (text.empty()) {
      at_ = line.end;
    } else if (candidate_) {
      probe();
    } else {
      pass(line);
    }
  }

  void pass(const Line& line) {
    candidate_ = introduces(line.text);
    at_ = line.end;
  }

  bool opens_block(const Line& line) {
    if (!line.complete) return false;
    while (next_block_ < blocks_.size() && blocks_[next_block_].body.begin < line.end) ++next_block_;
    return next_block_ < blocks_.size() && blocks_[next_block_].body.begin == line.end;
  }

  void fence() {
    const Line opening = line_at(at_);
    if (!opens_block(opening)) return pass(opening);
    const chat::FencedBlock& block = blocks_[next_block_];
    // The closing line is only known to close once it is complete.
    const Line closing = line_at(block.body.end);
    if (!complete_ && (!block.closed || !closing.complete)) {
      stopped_ = true;
      return;
    }
    const size_t word = block.info.empty() ? 0 : to_lower(opening.text).find(block.info);
    chat::ReplyCode code(text_, block);
    const std::optional<scan::Language> language = language_of_fence(block.info, code.text());
    regions.push_back({std::move(code), given_.substr(at_ + word, block.info.size()), language});
    at_ = block.end;
    // A mark that is spoken of opened nothing: then its "end" is where code begins.
    candidate_ = block.behind_words;
  }

  // Reads lines until enough of them show whether this is code.
  void probe() {
    size_t lines = 0;
    size_t end = at_;
    bool first = true;
    while (end < text_.size() && lines < kProbeLines && end - at_ < kProbeBytes) {
      const Line line = line_at(end);
      const std::string_view text = trim(line.text);
      if (!line.complete && may_become_fence(text)) break;
      if (is_fence(text) || opens_block(line)) return decide(end);
      if (first && !is_comment(text)) {
        const std::optional<bool> prose = is_prose(line.text, line.complete);
        if (!prose) break;
        if (*prose) return pass_first();
        first = false;
      }
      if (!line.complete) break;
      lines += !text.empty() && !is_comment(text);
      end = line.end;
    }
    if (lines < kProbeLines && end - at_ < kProbeBytes && !complete_) {
      stopped_ = true;
      return;
    }
    decide(end);
  }

  void pass_first() { pass(line_at(at_)); }

  void decide(size_t probe_end) {
    const std::optional<scan::Language> language = scan::classify(text_.substr(at_, probe_end - at_));
    if (!language) return pass_first();
    size_t end = at_;
    while (end < text_.size()) {
      const Line line = line_at(end);
      const std::string_view text = trim(line.text);
      if (line.complete && (is_fence(text) || opens_block(line))) break;
      end = line.end;
    }
    if (end == text_.size() && !complete_) {
      stopped_ = true;
      return;
    }
    regions.push_back({chat::ReplyCode(text_, Span{at_, end}), {}, language});
    at_ = end;
    candidate_ = false;
  }

  std::string_view given_;
  std::string lines_;
  std::string_view text_;  ///< of `lines_`
  std::vector<chat::FencedBlock> blocks_;
  size_t next_block_ = 0;
  bool candidate_;
  bool complete_ = true;
  bool stopped_ = false;
  size_t at_ = 0;
};

}  // namespace

std::optional<scan::Language> language_of_fence(std::string_view info, std::string_view code) {
  constexpr std::string_view kSaysNothing[] = {"",          "text", "txt",    "plain",
                                               "plaintext", "code", "output", "console"};
  const std::string_view unversioned = info.substr(0, info.find_last_not_of("0123456789.") + 1);
  for (const std::string_view name : {info, unversioned}) {  // "python3.11"
    if (const auto language = scan::language_by_name(name); language && !name.empty()) return language;
  }
  if (std::ranges::find(kSaysNothing, info) == std::end(kSaysNothing)) return std::nullopt;
  return scan::classify_code(code);
}

std::vector<CodeRegion> code_regions(std::string_view text, bool continuation) {
  Walker walker(text, continuation);
  walker.run(true);
  return std::move(walker.regions);
}

size_t settled_prefix(std::string_view text, bool continuation) {
  Walker walker(text, continuation);
  walker.run(false);
  return walker.settled();
}

}  // namespace broch::guard
