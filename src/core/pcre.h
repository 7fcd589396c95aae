// PCRE2 over bytes, compiled just in time, with hard limits. Expressions may come from outside and text is
// hostile: a search that would backtrack for ever ends with an error of kind kLimit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

namespace broch {

/// One expression. Any thread may search with it.
class Pcre {
 public:
  struct Options {
    bool caseless = false;
    bool multiline = false;  ///< ^ and $ at lines
    bool dot_all = false;    ///< . is also the line feed
    bool anchored = false;   ///< matches where the search starts, or not at all
    bool partial = false;    ///< find_partial() will be called
    bool paced = false;      ///< for_each() will be given a pace
    bool utf = false;        ///< characters of well-formed UTF-8 instead of bytes; for find() alone
    /// Steps of backtracking from one place of the text. A million is enough for any sensible rule and ends
    /// under a tenth of a second.
    uint32_t match_limit = 1'000'000;
  };
  enum class Outcome {
    kNone,
    kMatch,
    kPartial,  ///< the text ends inside of what could become a match; find_partial() only
  };
  struct Group {
    std::string name;
    size_t index;
  };

  /// An expression of at most 64 KB. The error names the character of the expression.
  static Result<Pcre> compile(std::string_view expression, const Options& options);

  /// The first match at or after `start`. `groups` becomes the whole match followed by the capturing groups
  /// up to the last that took part; absent ones begin at npos. A text on which a limit is reached is an
  /// error: it was not searched.
  Result<Outcome> find(std::string_view text, size_t start, std::vector<Span>& groups) const;
  /// The same, where a match that more text could complete or lengthen is kPartial; groups[0] is then from
  /// where it begins to the end of the text.
  Result<Outcome> find_partial(std::string_view text, size_t start, std::vector<Span>& groups) const;
  /// How a search of a hostile text is kept short: it goes in stretches, before each of which `more` is asked
  /// whether to go on, and backtracks at most `match_limit` steps from one place.
  struct Pace {
    std::function<bool()> more;
    uint32_t match_limit;
  };
  /// Calls `use` for each non-overlapping match until it returns false. An expression of another option than
  /// `paced` takes no pace.
  Status for_each(std::string_view text, const std::function<bool(const std::vector<Span>&)>& use,
                  const Pace* pace = nullptr) const;

  /// Named groups, (?P<NAME>...).
  const std::vector<Group>& named_groups() const { return named_; }
  const std::string& expression() const { return expression_; }

  Pcre(Pcre&&) noexcept;
  Pcre& operator=(Pcre&&) noexcept;
  ~Pcre();

 private:
  Pcre();
  struct Code;
  /// The places tried are those from `start` to `last`.
  struct Stretch {
    size_t start;
    size_t last = static_cast<size_t>(-1);
    uint32_t match_limit;
  };
  Result<Outcome> match(std::string_view text, const Stretch& stretch, uint32_t options,
                        std::vector<Span>& groups) const;
  std::unique_ptr<Code> code_;
  std::vector<Group> named_;
  std::string expression_;
};

}  // namespace broch
