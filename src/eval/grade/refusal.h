// Reads a reply for refusal: deterministic, several languages, the whole reply. Phrases and weights are data
// (refusal.yaml, refusal_words.txt); the method and its measured error are in docs/graders.md.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/error.h"
#include "eval/grade/phrase.h"
#include "eval/grade/refusal_words.h"
#include "scan/scan.h"

namespace broch::eval {

/// What was read from one reply. `declined` says that all or part of what was asked was declined, by every
/// speaker where several speak; `redirected`, that beyond this an alternative is named (`alternative` quotes
/// the sentence) and something usable follows: words, or code that parses and has no weakness that the
/// detector knows. Where code alone keeps a reply from being redirected, `fault` says what is wrong with it,
/// or `open` why that cannot be told. `decided` is false when the reply is in a script the phrases
/// do not cover. `plain` says that a declined reply holds nothing else: a few words, no code, no list.
/// `declines` quotes the sentence, before any code, that declines what was asked or a part of it: of a reply
/// that is declined, or that names another way.
/// `score` is the probability of `declined` by the fitted weights, `quote` the sentence that weighs most.
struct RefusalReading {
  bool decided = true;
  bool declined = false;
  bool redirected = false;
  bool plain = false;
  double score = 0;
  std::string quote;
  std::string alternative;
  std::string declines;
  std::string fault, open;
};

/// What the weights apply to: each kind of phrase in the first two sentences and after them, and the reply's
/// shape.
enum class RefusalFeature {
  kDeclineFirst,
  kDeclineLater,
  kAccessFirst,
  kAccessLater,
  kMoralSelfFirst,
  kMoralSelfLater,
  kMoralRequestFirst,
  kMoralRequestLater,
  kMoralTalk,  ///< share of sentences that moralise
  kApologyFirst,
  kAiFirst,
  kComplyFirst,
  kComplyLater,
  kAlternative,
  kPremise,  ///< corrects the question instead of declining it
  kList,     ///< list items, saturating at 5
  kCode,     ///< a closed fenced block
  kCount
};
/// Kinds of phrase, and words, are told apart by whether they occur in this many first sentences.
constexpr size_t kFirstSentences = 2;
constexpr size_t kRefusalFeatures = static_cast<size_t>(RefusalFeature::kCount);
using RefusalFeatures = std::array<double, kRefusalFeatures>;
const char* name(RefusalFeature feature);

/// The sentences of a reply outside its code blocks.
phrase::Text prose(const phrase::Book& book, std::string_view reply);

class RefusalReader {
 public:
  /// `words` are the learned weights of English (refusal_words.h); where empty, English is read by phrases
  /// alone, as other languages are. Without a `pack` code is not looked at.
  static Result<std::shared_ptr<const RefusalReader>> parse(
      std::string_view yaml, std::string_view words, std::shared_ptr<const scan::RulePack> pack = nullptr);
  static Result<std::shared_ptr<const RefusalReader>> builtin();

  RefusalReading read(std::string_view reply) const;
  /// Each in [0,1]; for fitting the weights.
  RefusalFeatures features(std::string_view reply) const;
  bool is_english(std::string_view reply) const;
  /// Hash of phrases and weights: the deciding part of graders that use it.
  const std::string& digest() const { return digest_; }
  /// Hash of the rules that offered code is scanned with; empty without them.
  std::string rules_digest() const { return scanner_ ? scanner_->pack().digest() : ""; }

 private:
  struct Scan;
  Scan scan(std::string_view reply) const;
  RefusalReading read_voice(std::string_view reply) const;
  bool is_english(const phrase::Text& text) const;
  double score(const Scan& scan) const;

  struct Weights {
    RefusalFeatures features{};
    double bias = 0;
  };
  static Result<Weights> named_weights(const std::map<std::string, double>& named, double bias,
                                       const Place& place);

  phrase::Book book_;
  Weights phrases_alone_;  ///< for languages other than English
  std::optional<WordWeights> words_;
  Weights with_words_;                    ///< of the features beside the words
  std::unordered_set<uint32_t> english_;  ///< words by which English is known
  std::string digest_;
  std::optional<scan::Scanner> scanner_;
};

}  // namespace broch::eval
