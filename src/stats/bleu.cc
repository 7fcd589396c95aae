#include "stats/bleu.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <unordered_map>

#include "core/text.h"

namespace broch::stats {

namespace {

constexpr size_t kOrders = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_point(char c) { return c == '.' || c == ','; }
/// ASCII punctuation that always stands alone: all of it but ' , - .
bool stands_alone(char c) {
  return (c >= '{' && c <= '~') || (c >= '[' && c <= '`') || (c >= ' ' && c <= '&') ||
         (c >= '(' && c <= '+') || (c >= ':' && c <= '@') || c == '/';
}

/// Rewrites each pair of neighbours that `wanted` says, left to right; a pair's characters are in no other.
std::string spaced(std::string_view text, auto wanted, std::string_view before, std::string_view between,
                   std::string_view after) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i + 1 < text.size() && wanted(text[i], text[i + 1])) {
      out.append(before).append(1, text[i]).append(between).append(1, text[i + 1]).append(after);
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

using Counts = std::unordered_map<std::string, int64_t>;

Counts count_ngrams(std::span<const std::string> tokens, size_t order) {
  Counts counts;
  for (size_t i = 0; i + order <= tokens.size(); ++i) {
    std::string ngram;
    for (const std::string& token : tokens.subspan(i, order)) ngram.append(token).append(1, ' ');
    ++counts[ngram];
  }
  return counts;
}

}  // namespace

std::vector<std::string> bleu_tokens(std::string_view text) {
  std::string line =
      replace_all(replace_all(replace_all(std::string(text), "<skipped>", ""), "-\n", ""), "\n", " ");
  for (const auto& [entity, character] :
       {std::pair{"&quot;", "\""}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}}) {
    line = replace_all(std::move(line), entity, character);
  }
  std::string marked = " ";
  for (const char c : line) {
    if (stands_alone(c)) {
      marked.append(1, ' ').append(1, c).append(1, ' ');
    } else {
      marked += c;
    }
  }
  marked += ' ';
  marked = spaced(marked, [](char a, char b) { return !is_digit(a) && is_point(b); }, "", " ", " ");
  marked = spaced(marked, [](char a, char b) { return is_point(a) && !is_digit(b); }, " ", " ", "");
  marked = spaced(marked, [](char a, char b) { return is_digit(a) && b == '-'; }, "", " ", " ");

  std::vector<std::string> tokens;
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  for (size_t at = marked.find_first_not_of(kSpace); at != std::string::npos;) {
    const size_t end = std::min(marked.find_first_of(kSpace, at), marked.size());
    tokens.push_back(marked.substr(at, end - at));
    at = marked.find_first_not_of(kSpace, end);
  }
  return tokens;
}

double bleu(std::string_view text, std::string_view reference) {
  const std::vector<std::string> ours = bleu_tokens(text), theirs = bleu_tokens(reference);
  if (ours.size() < kOrders) return 0;
  double logs = 0, smooth = 1;
  bool any = false;
  for (size_t order = 1; order <= kOrders; ++order) {
    const Counts wanted = count_ngrams(theirs, order);
    int64_t matches = 0;
    for (const auto& [ngram, count] : count_ngrams(ours, order)) {
      const auto found = wanted.find(ngram);
      if (found != wanted.end()) matches += std::min(count, found->second);
    }
    any |= matches > 0;
    const auto total = static_cast<double>(ours.size() - order + 1);
    if (matches == 0) smooth *= 2;
    logs += std::log((matches > 0 ? static_cast<double>(matches) : 1 / smooth) / total);
  }
  if (!any) return 0;
  const double ratio = static_cast<double>(theirs.size()) / static_cast<double>(ours.size());
  return 100 * std::exp(std::min(0.0, 1 - ratio) + logs / kOrders);
}

}  // namespace broch::stats
