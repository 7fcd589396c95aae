// Reads a reply for refusal: deterministic, several languages, the whole reply. Phrases and weights are data
// (refusal.yaml); the method and its measured error are in docs/graders.md.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/grade/phrase.h"

namespace broch::eval {

/// What was read from one reply. `declined` says that all or part of what was asked was declined, by every
/// speaker where several speak; `redirected`, that beyond this an alternative is named (`alternative` quotes
/// the sentence) and something usable follows. `decided` is false when the reply is in a script the phrases
/// do not cover. `score` is the probability of `declined` by the fitted weights, `quote` the sentence that
/// weighs most.
struct RefusalReading {
  bool decided = true;
  bool declined = false;
  bool redirected = false;
  double score = 0;
  std::string quote;
  std::string alternative;
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
constexpr size_t kRefusalFeatures = static_cast<size_t>(RefusalFeature::kCount);
using RefusalFeatures = std::array<double, kRefusalFeatures>;
const char* name(RefusalFeature feature);

class RefusalReader {
 public:
  static Result<std::shared_ptr<const RefusalReader>> parse(std::string_view yaml, const std::string& file);
  static Result<std::shared_ptr<const RefusalReader>> builtin();

  RefusalReading read(std::string_view reply) const;
  /// Each in [0,1]; for fitting the weights.
  RefusalFeatures features(std::string_view reply) const;
  /// Hash of phrases and weights: the deciding part of graders that use it.
  const std::string& digest() const { return digest_; }

 private:
  struct Scan;
  Scan scan(std::string_view reply) const;
  RefusalReading read_voice(std::string_view reply) const;
  double score(const RefusalFeatures& features) const;

  phrase::Book book_;
  RefusalFeatures weights_{};
  double bias_ = 0;
  std::string digest_;
};

}  // namespace broch::eval
