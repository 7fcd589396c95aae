// What checks look for: a LiteralIndex says which of many rules can match at all, a Pattern where one of them
// does and whether text to come could complete a match.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/finding.h"
#include "core/pcre.h"
#include "core/vectorscan.h"

namespace broch::guard {

/// Which of many rules a text could match at all, by strings of which one must occur, letters of ASCII in
/// either case.
class LiteralIndex {
 public:
  /// `literals[i]` are those of rule i.
  static Result<LiteralIndex> compile(const std::vector<std::vector<std::string>>& literals);
  /// Sets `seen[i]` for each rule of which a literal occurs.
  Status find(std::string_view text, std::vector<bool>& seen) const;

 private:
  LiteralIndex(Vectorscan set, std::vector<std::vector<size_t>> owners, size_t rules)
      : set_(std::move(set)), owners_(std::move(owners)), rules_(rules) {}
  Vectorscan set_;
  std::vector<std::vector<size_t>> owners_;  ///< literal -> rules
  size_t rules_;
};

/// One regular expression; a line feed is a character like any other.
class Pattern {
 public:
  struct Match {
    Span whole;
    Span group;  ///< the first capturing group, or the whole match when it did not take part
  };

  static Result<Pattern> compile(const std::string& pattern, bool ignore_case);

  /// The first match that begins at or after `start`. A text on which the engine's limits are reached is an
  /// error: it was not searched.
  Result<std::optional<Match>> find(std::string_view text, size_t start) const;
  /// The earliest place from `start` on at which a match begins that text to come could complete or lengthen.
  /// The matches before it, which nothing can change, are added to `complete`.
  Result<std::optional<size_t>> live(std::string_view text, size_t start, std::vector<Span>& complete) const;

 private:
  explicit Pattern(Pcre pcre) : pcre_(std::move(pcre)) {}
  Pcre pcre_;
};

}  // namespace broch::guard
