// The two pattern engines: a PatternSet asks of many patterns at once which occur, a Pattern says where one
// of them lies and whether text to come could complete a match.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch::guard {

/// Which of many rules a text could match at all, by strings of which one must occur: one Vectorscan database
/// of literals, letters of ASCII in either case.
class LiteralIndex {
 public:
  /// `literals[i]` are those of rule i.
  static Result<LiteralIndex> compile(const std::vector<std::vector<std::string>>& literals);
  LiteralIndex(LiteralIndex&&) noexcept;
  ~LiteralIndex();

  /// Sets `seen[i]` for each rule of which a literal occurs.
  Status find(std::string_view text, std::vector<bool>& seen) const;

 private:
  struct State;
  explicit LiteralIndex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One PCRE2 pattern over bytes, compiled just in time.
class Pattern {
 public:
  struct Match {
    Span whole;
    Span group;  ///< the first capturing group, or the whole match when it did not take part
  };

  static Result<Pattern> compile(const std::string& pattern, bool ignore_case);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// The first match that begins at or after `start`. A text on which the engine's limits are reached is an
  /// error: it was not searched.
  Result<std::optional<Match>> find(std::string_view text, size_t start) const;
  /// The earliest place from `start` on at which a match begins that text to come could complete or lengthen.
  /// The matches before it, which nothing can change, are added to `complete`.
  Result<std::optional<size_t>> live(std::string_view text, size_t start, std::vector<Span>& complete) const;

 private:
  struct State;
  explicit Pattern(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch::guard
