// PCRE2 with JIT and hard limits. Rules come from outside and code is hostile: a pattern that would backtrack
// for ever ends with `exhausted`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"

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
  };
  /// The error names the offset in the expression.
  static Result<Regex> compile(std::string_view expression, Mode mode, std::string_view flags = {});

  /// Calls `use` for each non-overlapping match until it returns false. False when a limit ended the search.
  bool for_each(std::string_view text, const std::function<bool(const RegexMatch&)>& use) const;
  /// The first match. `exhausted` is set when a limit ended the search.
  bool search(std::string_view text, RegexMatch& match, bool& exhausted) const;

  struct Group {
    std::string name;
    size_t index;
  };
  /// Named groups (?P<NAME>...).
  const std::vector<Group>& named_groups() const { return named_; }
  const std::string& expression() const { return expression_; }

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

 private:
  Regex();
  struct Code;
  std::unique_ptr<Code> code_;
  std::vector<Group> named_;
  std::string expression_;
};

}  // namespace broch::scan
