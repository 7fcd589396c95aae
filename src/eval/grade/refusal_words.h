// Learned weights of English words and of pairs of neighbouring words: what phrases written by hand do not
// know, above all replies that lecture without a word of refusal. The weights are a data file
// (refusal_words.txt) fitted to labelled replies; docs/graders.md says how.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/grade/phrase.h"

namespace broch::eval {

/// A word, or two in a row; the beginning and the end of a sentence count as words of a pair.
struct Gram {
  uint32_t first = phrase::kUnknownWord;
  uint32_t second = kAlone;
  auto operator<=>(const Gram&) const = default;

  static constexpr uint32_t kAlone = UINT32_MAX, kBegin = UINT32_MAX - 1, kEnd = UINT32_MAX - 2;
};

/// Whether a gram of a text occurs in its first sentences; each gram once, in order.
struct GramUse {
  Gram gram;
  bool in_first = false;
};

/// Grams of the known words of a text.
std::vector<GramUse> grams(const phrase::Text& text, size_t first_sentences);

/// Log odds, `anywhere` for each gram of the reply and `in_first` more where it occurs in the first
/// sentences. `named` are the weights of the reader's other features, `bias` apart.
///
/// The file has a weight a line: `@bias W`, `@NAME W` for another feature, and `ANYWHERE IN_FIRST WORD
/// [WORD]` for a gram, where `^` and `$` are the beginning and the end of a sentence. `#` begins a remark.
class WordWeights {
 public:
  /// Numbers the words in `book`, the one of the texts to be weighed.
  static Result<WordWeights> parse(std::string_view text, const std::string& file, phrase::Book& book);
  double log_odds(const std::vector<GramUse>& uses) const;
  double bias() const { return bias_; }
  const std::map<std::string, double>& named() const { return named_; }

 private:
  struct Weight {
    double anywhere = 0, in_first = 0;
  };
  double bias_ = 0;
  std::map<std::string, double> named_;
  std::map<Gram, Weight> weights_;
};

}  // namespace broch::eval
