#include "eval/grade/refusal_words.h"

#include <optional>

#include "core/number.h"
#include "core/text.h"

namespace broch::eval {

std::vector<GramUse> grams(const phrase::Text& text, size_t first_sentences) {
  std::map<Gram, bool> found;
  const std::vector<uint32_t>& words = text.words();
  for (size_t s = 0; s < text.sentences().size(); ++s) {
    const phrase::Sentence& sentence = text.sentences()[s];
    const auto add = [&](uint32_t first, uint32_t second) {
      if (first == phrase::kUnknownWord || second == phrase::kUnknownWord) return;
      found[{first, second}] |= s < first_sentences;
    };
    uint32_t before = Gram::kBegin;
    for (size_t at = sentence.first_word; at < sentence.end_word; ++at) {
      add(words[at], Gram::kAlone);
      add(before, words[at]);
      before = words[at];
    }
    add(before, Gram::kEnd);
  }
  std::vector<GramUse> uses;
  uses.reserve(found.size());
  for (const auto& [gram, in_first] : found) uses.push_back({gram, in_first});
  return uses;
}

Result<WordWeights> WordWeights::parse(std::string_view text, const std::string& file, phrase::Book& book) {
  WordWeights words;
  int line_number = 0;
  for (const std::string_view line : split(text, '\n')) {
    const Place place{file, ++line_number, 1};
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> fields = split(line, ' ');
    if (line.front() == '@') {
      const std::optional<double> weight =
          fields.size() == 2 ? parse_number<double>(fields[1]) : std::nullopt;
      if (!weight) return fail(ErrorKind::kInput, "a line is `@NAME WEIGHT`", place);
      const std::string name(fields[0].substr(1));
      if (name == "bias") {
        words.bias_ = *weight;
      } else {
        words.named_[name] = *weight;
      }
      continue;
    }
    if (fields.size() < 3 || fields.size() > 4) {
      return fail(ErrorKind::kInput, "a line is `ANYWHERE IN_FIRST WORD [WORD]`", place);
    }
    const std::optional<double> anywhere = parse_number<double>(fields[0]),
                                in_first = parse_number<double>(fields[1]);
    if (!anywhere || !in_first) return fail(ErrorKind::kInput, "a weight is a number", place);
    const auto word = [&](std::string_view name) {
      if (name == "^") return Gram::kBegin;
      if (name == "$") return Gram::kEnd;
      return book.intern(std::string(name));
    };
    words.weights_[{word(fields[2]), fields.size() == 4 ? word(fields[3]) : Gram::kAlone}] = {*anywhere,
                                                                                              *in_first};
  }
  return words;
}

double WordWeights::log_odds(const std::vector<GramUse>& uses) const {
  double sum = 0;
  for (const GramUse& use : uses) {
    const auto weight = weights_.find(use.gram);
    if (weight == weights_.end()) continue;
    sum += weight->second.anywhere + (use.in_first ? weight->second.in_first : 0);
  }
  return sum;
}

}  // namespace broch::eval
