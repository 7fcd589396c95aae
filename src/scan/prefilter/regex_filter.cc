#include "scan/prefilter/regex_filter.h"

#include <algorithm>
#include <mutex>
#include <optional>

namespace broch::scan {
namespace {

// A filter must be cheap: an expression that backtracks more counts as matching.
constexpr uint32_t kMatchLimit = 1'000;

/// The end of the group that opens at `at`, or npos when it does not close.
size_t end_of_group(std::string_view expression, size_t at) {
  int depth = 0;
  bool in_class = false;
  for (; at < expression.size(); ++at) {
    const char c = expression[at];
    if (c == '\\') {
      ++at;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // `[]` and `[^]` begin with a bracket that is a member.
      if (expression.substr(at + 1).starts_with("]")) at += 1;
      if (expression.substr(at + 1).starts_with("^]")) at += 2;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

bool is_look_around(std::string_view rest) {
  return rest.starts_with("(?=") || rest.starts_with("(?!") || rest.starts_with("(?<=") ||
         rest.starts_with("(?<!");
}

}  // namespace

std::string without_assertions(std::string_view expression) {
  std::string out;
  bool in_class = false;
  for (size_t at = 0; at < expression.size(); ++at) {
    const char c = expression[at];
    const std::string_view rest = expression.substr(at);
    if (c == '\\' && rest.size() > 1) {
      out += rest.substr(0, 2);
      ++at;
      continue;
    }
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      out += c;
      if (rest.substr(1).starts_with("^")) out += expression[++at];
      if (expression.substr(at + 1).starts_with("]")) out += expression[++at];
      continue;
    } else if (is_look_around(rest)) {
      const size_t end = end_of_group(expression, at);
      if (end == std::string_view::npos) return std::string(expression);
      out += "(?:)";
      at = end - 1;
      continue;
    } else if (rest.starts_with("(?>")) {
      out += "(?:";
      at += 2;
      continue;
    } else if (c == '+' && !out.empty() && (out.back() == '+' || out.back() == '*' || out.back() == '?')) {
      continue;  // possessive
    }
    out += c;
  }
  return out;
}

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
