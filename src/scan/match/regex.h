// Regular expressions as rules mean them. Rules come from outside and code is hostile: an expression that
// would backtrack for ever ends.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/finding.h"
#include "core/pcre.h"
#include "scan/work.h"

namespace broch::scan {

/// One match: the whole at index 0, then the groups; absent ones have begin == npos.
struct RegexMatch {
  std::vector<Span> groups;
};

class Regex {
 public:
  enum class Mode {
    kSearch,    ///< anywhere, ^ and $ at lines: pattern-regex
    kAnchored,  ///< at the start only: metavariable-regex
    kWhole,     ///< anywhere, ^ and $ at the ends of the text: ICD rules
  };
  /// The error names the offset in the expression.
  static Result<Regex> compile(std::string_view expression, Mode mode, std::string_view flags = {});

  /// Calls `use` for each non-overlapping match until it returns false. Work::search_ended is set when a
  /// limit ended the search.
  void for_each(std::string_view text, Work& work, const std::function<bool(const RegexMatch&)>& use) const;
  /// The first match.
  bool search(std::string_view text, Work& work, RegexMatch& match) const;

  using Group = Pcre::Group;
  /// Named groups (?P<NAME>...).
  const std::vector<Group>& named_groups() const { return pcre_.named_groups(); }
  const std::string& expression() const { return pcre_.expression(); }

 private:
  explicit Regex(Pcre pcre) : pcre_(std::move(pcre)) {}
  Pcre pcre_;
};

}  // namespace broch::scan
