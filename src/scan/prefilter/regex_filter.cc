#include "scan/prefilter/regex_filter.h"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>

#include "core/pcre.h"
#include "core/vectorscan.h"

namespace broch::scan {
namespace {

constexpr int kMinAtom = 3;
constexpr int64_t kMaxMemory = 1 << 20;
// A filter must be cheap: an expression that backtracks more counts as matching.
constexpr uint32_t kMatchLimit = 1'000;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

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

namespace {

/// An expression that is compiled when somebody first asks: most are never candidates.
class LateExpression {
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

}  // namespace

/// `exact[i]` tells whether expression i matches.
struct RegexFilter::Data {
  re2::FilteredRE2 re2{kMinAtom};
  std::deque<LateExpression> exact;
  std::vector<bool> unfiltered;
  std::vector<uint32_t> expression_of;  ///< by the number RE2 gives
  std::optional<Vectorscan> atoms;
};

RegexFilter::RegexFilter(std::unique_ptr<Data> data) : data_(std::move(data)) {}
RegexFilter::RegexFilter(RegexFilter&&) noexcept = default;
RegexFilter& RegexFilter::operator=(RegexFilter&&) noexcept = default;
RegexFilter::~RegexFilter() = default;

RegexFilter RegexFilter::build(const std::vector<std::string>& expressions, const BlobCache& cache) {
  auto data = std::make_unique<Data>();
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  data->unfiltered.assign(expressions.size(), true);
  for (uint32_t i = 0; i < expressions.size(); ++i) {
    data->exact.emplace_back(expressions[i]);
    int number = -1;
    if (!is_ascii(expressions[i]) ||
        data->re2.Add(without_assertions(expressions[i]), options, &number) != RE2::NoError) {
      continue;
    }
    data->unfiltered[i] = false;
    data->expression_of.push_back(i);
  }
  std::vector<std::string> atoms;
  if (data->re2.NumRegexps() > 0) data->re2.Compile(&atoms);
  auto literals = Vectorscan::literals(atoms, true, cache);
  if (!atoms.empty() && literals) {
    data->atoms = *std::move(literals);
    std::vector<int> always;
    data->re2.AllPotentials({}, &always);
    for (const int number : always) data->unfiltered[data->expression_of[static_cast<size_t>(number)]] = true;
  } else {
    data->unfiltered.assign(expressions.size(), true);
  }
  return RegexFilter(std::move(data));
}

bool RegexFilter::has_atoms(uint32_t expression) const { return !data_->unfiltered[expression]; }

RegexFilter::Text::Text(const RegexFilter& filter, std::string_view text, Work& work)
    : filter_(filter), text_(text), work_(work) {
  const Data& data = *filter.data_;
  states_.assign(data.exact.size(), State::kCandidate);
  if (!data.atoms) return;
  std::vector<bool> seen;
  // When the engine cannot run, nothing may be ruled out.
  if (!data.atoms->find(text, seen)) return;
  for (size_t i = 0; i < states_.size(); ++i) {
    if (!data.unfiltered[i]) states_[i] = State::kDoesNot;
  }
  std::vector<int> atoms, candidates;
  for (size_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) atoms.push_back(static_cast<int>(i));
  }
  if (atoms.empty()) return;
  data.re2.AllPotentials(atoms, &candidates);
  for (const int number : candidates) {
    states_[data.expression_of[static_cast<size_t>(number)]] = State::kCandidate;
  }
}

bool RegexFilter::Text::matches(uint32_t expression) {
  State& state = states_[expression];
  if (state == State::kCandidate) {
    const Pcre* exact = filter_.data_->exact[expression].get();
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
