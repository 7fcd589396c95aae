#include "eval/suite/test_output.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"

namespace broch::eval {
namespace {

constexpr size_t kLongestWhy = 200;

bool is_figure(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The end of the number that begins at `from`: "12", "0x7ffe", "1e+30".
size_t end_of_number(std::string_view text, size_t from) {
  size_t end = from;
  while (end < text.size()) {
    const bool sign = text[end] == '+' || text[end] == '-';
    const bool exponent = sign && std::tolower(static_cast<unsigned char>(text[end - 1])) == 'e' &&
                          end + 1 < text.size() && is_figure(text[end + 1]);
    if (!in_word(text[end]) && text[end] != '.' && !exponent) break;
    ++end;
  }
  return end;
}

/// N for each number that stands for itself, with its sign: not those of "int32_t" and "32-bit".
std::string without_numbers(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const bool own = at == 0 || !in_word(text[at - 1]);
    const size_t digits = text[at] == '-' ? at + 1 : at;
    if (!own || digits == text.size() || !is_figure(text[digits])) {
      out += text[at++];
      continue;
    }
    const size_t end = end_of_number(text, digits);
    const bool part_of_a_word =
        end + 1 < text.size() && text[end] == '-' && in_word(text[end + 1]) && !is_figure(text[end + 1]);
    out += part_of_a_word ? std::string(text.substr(at, end - at)) : "N";
    at = end;
  }
  return out;
}

/// "AddressSanitizer: heap-buffer-overflow in parse_header" of "SUMMARY: AddressSanitizer:
/// heap-buffer-overflow /tmp/a.c:3 in parse_header"; "" of another line.
std::string sanitizer_summary(std::string_view line) {
  constexpr std::string_view kHead = "SUMMARY: ", kName = "Sanitizer: ";
  if (!line.starts_with(kHead)) return "";
  line.remove_prefix(kHead.size());
  const size_t name = line.find(kName);
  if (name == std::string_view::npos) return "";
  const size_t kind = name + kName.size(), kind_end = std::min(line.find(' ', kind), line.size());
  if (kind == kind_end) return "";
  // "8 byte(s) leaked in 1 allocation(s)." has neither kind nor place.
  if (is_figure(line[kind])) return without_numbers(line);
  std::string out(line.substr(0, kind_end));
  constexpr std::string_view kIn = " in ", kInterceptor = "__interceptor_";
  const size_t in = line.find(kIn, kind_end);
  if (in == std::string_view::npos) return out;
  std::string_view function = line.substr(in + kIn.size());
  if (function.starts_with(kInterceptor)) function.remove_prefix(kInterceptor.size());
  return out + std::string(kIn) + std::string(function);
}

/// "runtime error: division by zero" of "a.c:2:50: runtime error: division by zero"; "" of another line.
std::string undefined_behaviour(std::string_view line) {
  const size_t error = line.find(": runtime error: ");
  // Before it stands the column; a test may use the words otherwise.
  if (error == std::string_view::npos || error == 0 || !is_figure(line[error - 1])) return "";
  return without_numbers(line.substr(error + 2));
}

}  // namespace

std::string last_line(std::string_view err) { return one_line(split(trim(err), '\n').back(), kLongestWhy); }

std::string said_last(std::string_view err) {
  const std::vector<std::string_view> lines = split(err, '\n');
  // In this order: the summary that clang writes of undefined behaviour does not say which.
  for (const auto fault : {undefined_behaviour, sanitizer_summary}) {
    for (const std::string_view line : lines) {
      if (const std::string found = fault(trim(line)); !found.empty()) return one_line(found, kLongestWhy);
    }
  }
  return last_line(err);
}

}  // namespace broch::eval
