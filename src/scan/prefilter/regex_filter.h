// Which of many regular expressions match a text, answered when somebody asks: most never are.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/pcre.h"
#include "scan/work.h"

namespace broch::scan {

class RegexFilter {
 public:
  /// Expressions as PCRE2 reads them in multi-line mode. One that cannot be compiled matches any text.
  explicit RegexFilter(const std::vector<std::string>& expressions);
  RegexFilter(RegexFilter&&) noexcept;
  RegexFilter& operator=(RegexFilter&&) noexcept;
  ~RegexFilter();

  /// What is known of one text. Tries each expression at most once; one that backtracks for long counts as
  /// matching.
  class Text {
   public:
    Text(const RegexFilter& filter, std::string_view text, Work& work)
        : filter_(filter), text_(text), work_(work) {}
    bool matches(uint32_t expression);

   private:
    enum class State : uint8_t { kUnknown, kMatches, kDoesNot };
    const RegexFilter& filter_;
    std::string_view text_;
    Work& work_;
    std::vector<State> states_;  ///< empty before the first question
  };

 private:
  class LateExpression;
  std::vector<std::unique_ptr<const LateExpression>> expressions_;
};

}  // namespace broch::scan
