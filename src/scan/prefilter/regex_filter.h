// Which of many regular expressions can match a text.
//
// RE2 tells for each expression which literal strings any match contains ("atoms", at least three letters).
// One search for all atoms leaves few candidates; those, and expressions without atoms, are tried with PCRE2
// when somebody asks. Building is a few milliseconds for hundreds of expressions, where compiling the
// expressions themselves into one automaton takes seconds.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob_cache.h"
#include "core/error.h"
#include "scan/work.h"

namespace broch::scan {

class RegexFilter {
 public:
  /// Expressions as PCRE2 reads them in multi-line mode. One that cannot be compiled can match any text.
  static RegexFilter build(const std::vector<std::string>& expressions, const BlobCache& cache = {});

  /// What is known of one text. Asks each expression at most once.
  class Text {
   public:
    Text(const RegexFilter& filter, std::string_view text, Work& work);
    bool matches(uint32_t expression);

   private:
    enum class State : uint8_t { kCandidate, kMatches, kDoesNot };
    const RegexFilter& filter_;
    std::string_view text_;
    Work& work_;
    std::vector<State> states_;
  };

  /// Expressions that are tried on every text.
  bool has_atoms(uint32_t expression) const;

  RegexFilter(RegexFilter&&) noexcept;
  RegexFilter& operator=(RegexFilter&&) noexcept;
  ~RegexFilter();

 private:
  struct Data;
  explicit RegexFilter(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

/// The expression without its look-arounds and possessive marks, which only ever forbid matches: whatever the
/// original matches in, this matches in too.
std::string without_assertions(std::string_view expression);

}  // namespace broch::scan
