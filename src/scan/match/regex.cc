#include "scan/match/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace broch::scan {
namespace {

// Enough for any sensible rule on a file of a few MB, and under a tenth of a second at the worst.
constexpr uint32_t kMatchLimit = 1'000'000;
constexpr uint32_t kDepthLimit = 10'000;
constexpr uint32_t kHeapLimitKb = 20'000;
constexpr size_t kMaxExpression = 64 << 10;

struct MatchDataDeleter {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
using MatchData = std::unique_ptr<pcre2_match_data, MatchDataDeleter>;

}  // namespace

struct Regex::Code {
  pcre2_code* code = nullptr;
  pcre2_match_context* context = nullptr;

  ~Code() {
    pcre2_match_context_free(context);
    pcre2_code_free(code);
  }
};

Regex::Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view expression, Mode mode, std::string_view flags) {
  if (expression.size() > kMaxExpression) {
    return fail(ErrorKind::kLimit, "the regular expression is longer than 64 KB", {},
                "split it into several");
  }
  uint32_t options = PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C;
  options |= mode == Mode::kAnchored ? PCRE2_ANCHORED : PCRE2_MULTILINE;
  for (const char flag : flags) {
    if (flag == 'i') options |= PCRE2_CASELESS;
    if (flag == 'm') options |= PCRE2_MULTILINE;
  }
  int code = 0;
  PCRE2_SIZE offset = 0;
  Regex regex;
  regex.expression_ = expression;
  regex.code_ = std::make_unique<Code>();
  regex.code_->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                                    options, &code, &offset, nullptr);
  if (regex.code_->code == nullptr) {
    unsigned char message[256];
    pcre2_get_error_message(code, message, sizeof message);
    return fail(ErrorKind::kInput, "the regular expression is wrong at character " +
                                       std::to_string(offset + 1) + ": " +
                                       reinterpret_cast<const char*>(message));
  }
  pcre2_jit_compile(regex.code_->code,
                    PCRE2_JIT_COMPLETE);  // where JIT is not to be had the interpreter runs
  regex.code_->context = pcre2_match_context_create(nullptr);
  pcre2_set_match_limit(regex.code_->context, kMatchLimit);
  pcre2_set_depth_limit(regex.code_->context, kDepthLimit);
  pcre2_set_heap_limit(regex.code_->context, kHeapLimitKb);

  uint32_t count = 0, entry_size = 0;
  PCRE2_SPTR table = nullptr;
  pcre2_pattern_info(regex.code_->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(regex.code_->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
  pcre2_pattern_info(regex.code_->code, PCRE2_INFO_NAMETABLE, &table);
  for (uint32_t i = 0; i < count; ++i, table += entry_size) {
    const size_t index = static_cast<size_t>(table[0]) << 8 | table[1];
    regex.named_.push_back({reinterpret_cast<const char*>(table + 2), index});
  }
  return regex;
}

bool Regex::for_each(std::string_view text, const std::function<bool(const RegexMatch&)>& use) const {
  MatchData data(pcre2_match_data_create_from_pattern(code_->code, nullptr));
  size_t from = 0;
  uint32_t options = 0;
  RegexMatch match;
  while (from <= text.size()) {
    const int count = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                                  options, data.get(), code_->context);
    if (count == PCRE2_ERROR_NOMATCH) {
      if (options == 0) return true;
      // After an empty match a non-empty one was wanted at the same place.
      options = 0;
      ++from;
      continue;
    }
    if (count < 0) return false;
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data.get());
    match.groups.clear();
    for (int i = 0; i < count; ++i) match.groups.push_back({offsets[2 * i], offsets[2 * i + 1]});
    if (offsets[0] <= offsets[1] && !use(match)) return true;
    from = std::max(offsets[1], from);
    options = offsets[0] == offsets[1] ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0;
  }
  return true;
}

bool Regex::search(std::string_view text, RegexMatch& match, bool& exhausted) const {
  bool found = false;
  exhausted = !for_each(text, [&](const RegexMatch& m) {
    match = m;
    found = true;
    return false;
  });
  return found;
}

}  // namespace broch::scan
