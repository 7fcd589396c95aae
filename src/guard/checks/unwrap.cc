#include "guard/checks/unwrap.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"

namespace broch::guard {
namespace {

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
         c == '-' || c == '_';
}

// Words have spaces between them and letters in them; keys and hashes that happen to decode do not.
bool is_text(std::string_view bytes) {
  if (bytes.size() < 5 || find_invalid_utf8(bytes)) return false;
  size_t printable = 0;
  for (const unsigned char c : bytes)
    printable += c >= 0x80 || (c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t';
  return printable * 100 >= bytes.size() * 95;
}

class Unwrapper {
 public:
  Unwrapper(std::string_view text, UnwrapBudget& budget) : text_(text), budget_(budget) {}

  std::vector<Unwrapped> run() {
    tags();
    for (size_t at = 0; at < text_.size() && budget_.runs > 0;) {
      const size_t end = std::max({binary(at), hex(at), base64(at)});
      // A run that decodes to nothing is passed over whole: its middle would be read out of step.
      at = std::max(end, at + 1);
    }
    return std::move(found_);
  }

 private:
  size_t base64(size_t begin) {
    size_t end = begin;
    while (end < text_.size() && is_base64(text_[end])) ++end;
    if (end - begin < 16) return end;
    std::string run(text_.substr(begin, end - begin));
    std::ranges::replace(run, '-', '+');
    std::ranges::replace(run, '_', '/');
    while (end < text_.size() && text_[end] == '=') ++end;
    run.append((4 - run.size() % 4) % 4, '=');
    std::string bytes;
    if (base64_decode(run, bytes)) add("base64", {begin, end}, std::move(bytes));
    return end;
  }

  // "69676e6f7265", "69 67 6e", "\x69\x67"
  size_t hex(size_t begin) {
    if (begin > 0 && is_base64(text_[begin - 1])) return begin;
    std::string bytes;
    size_t end = begin;
    for (size_t at = begin; at < text_.size();) {
      if (text_.substr(at).starts_with("\\x") || text_.substr(at).starts_with("0x")) at += 2;
      if (at + 1 >= text_.size() || hex_value(text_[at]) < 0 || hex_value(text_[at + 1]) < 0) break;
      bytes += static_cast<char>(hex_value(text_[at]) * 16 + hex_value(text_[at + 1]));
      end = at += 2;
      while (at < text_.size() && (text_[at] == ' ' || text_[at] == ',')) ++at;
    }
    if (bytes.size() < 12) return begin;
    add("hex", {begin, end}, std::move(bytes));
    return end;
  }

  // "01101001 01100111": groups of eight
  size_t binary(size_t begin) {
    if (begin > 0 && is_base64(text_[begin - 1])) return begin;
    std::string bytes;
    size_t end = begin;
    for (size_t at = begin; at + 8 <= text_.size();) {
      int value = 0;
      size_t bit = 0;
      for (; bit < 8 && (text_[at + bit] == '0' || text_[at + bit] == '1'); ++bit)
        value = value * 2 + (text_[at + bit] - '0');
      if (bit < 8) break;
      bytes += static_cast<char>(value);
      end = at += 8;
      while (at < text_.size() && text_[at] == ' ') ++at;
    }
    if (bytes.size() < 5) return begin;
    add("binary", {begin, end}, std::move(bytes));
    return end;
  }

  void tags() {
    std::string bytes;
    Span span;
    for (size_t at = text_.find("\xF3\xA0"); at != std::string_view::npos;
         at = text_.find("\xF3\xA0", at + 4)) {
      const Decoded c = decode_utf8(text_, at);
      if (c.code_point < 0xE0020 || c.code_point > 0xE007E) continue;
      if (bytes.empty()) span.begin = at;
      bytes += static_cast<char>(c.code_point - 0xE0000);
      span.end = at + c.length;
    }
    if (!bytes.empty()) add("tags", span, std::move(bytes));
  }

  void add(const char* encoding, Span span, std::string bytes) {
    if (!is_text(bytes) || bytes.size() > budget_.bytes || budget_.runs == 0) return;
    --budget_.runs;
    budget_.bytes -= bytes.size();
    found_.push_back({encoding, span, std::move(bytes)});
  }

  std::string_view text_;
  UnwrapBudget& budget_;
  std::vector<Unwrapped> found_;
};

}  // namespace

std::vector<Unwrapped> unwrap(std::string_view text, UnwrapBudget& budget) {
  return Unwrapper(text, budget).run();
}

}  // namespace broch::guard
