#include "scan/prefilter/regex_filter.h"

#include <algorithm>
#include <mutex>
#include <optional>

namespace broch::scan {
namespace {

// A filter must be cheap: an expression that backtracks more counts as matching.
constexpr uint32_t kMatchLimit = 1'000;

}  // namespace

/// An expression that is compiled when somebody first asks.
class RegexFilter::LateExpression {
 public:
  explicit LateExpression(std::string expression) : expression_(std::move(expression)) {}

  /// Null where PCRE2 cannot compile it.
  const Pcre* get() const {
    std::call_once(made_, [&] {
      if (auto made = Pcre::compile(expression_, {.multiline = true, .paced = true}))
        pcre_ = *std::move(made);
    });
    return pcre_ ? &*pcre_ : nullptr;
  }

 private:
  std::string expression_;
  mutable std::once_flag made_;
  mutable std::optional<Pcre> pcre_;
};

RegexFilter::RegexFilter(const std::vector<std::string>& expressions) {
  for (const std::string& expression : expressions)
    expressions_.push_back(std::make_unique<const LateExpression>(expression));
}
RegexFilter::RegexFilter(RegexFilter&&) noexcept = default;
RegexFilter& RegexFilter::operator=(RegexFilter&&) noexcept = default;
RegexFilter::~RegexFilter() = default;

bool RegexFilter::Text::matches(uint32_t expression) {
  if (states_.empty()) states_.resize(filter_.expressions_.size());
  State& state = states_[expression];
  if (state == State::kUnknown) {
    const Pcre* exact = filter_.expressions_[expression]->get();
    state = State::kMatches;
    if (exact == nullptr) return true;
    bool found = false;
    work_.search_time.start();
    const Pcre::Pace pace{.more = [&] { return work_.search_time.more(); },
                          .match_limit = std::min(kMatchLimit, work_.backtracks)};
    const auto first = [&](const std::vector<Span>&) {
      found = true;
      return false;
    };
    // What a limit ended is for the rule itself to decide.
    if (exact->for_each(text_, first, &pace) && !found) state = State::kDoesNot;
  }
  return state == State::kMatches;
}

}  // namespace broch::scan
