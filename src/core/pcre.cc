#include "core/pcre.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/thread_clock.h"

namespace broch {
namespace {

constexpr uint32_t kDepthLimit = 10'000;
constexpr uint32_t kHeapLimitKb = 20'000;
constexpr size_t kMaxExpression = 64 << 10;
constexpr size_t kShownInErrors = 60;

/// Match data, limits and stack of the calling thread: making them anew for every search costs more than most
/// searches.
class Workspace {
 public:
  Workspace()
      : context_(pcre2_match_context_create(nullptr)),
        stack_(pcre2_jit_stack_create(32 << 10, 1 << 20, nullptr)) {
    pcre2_jit_stack_assign(context_, nullptr, stack_);
    pcre2_set_depth_limit(context_, kDepthLimit);
    pcre2_set_heap_limit(context_, kHeapLimitKb);
  }
  ~Workspace() {
    pcre2_match_data_free(data_);
    pcre2_match_context_free(context_);
    pcre2_jit_stack_free(stack_);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  static Workspace& of_thread() {
    thread_local Workspace instance;
    return instance;
  }

  pcre2_match_data* data(uint32_t spans) {
    if (spans > room_) {
      pcre2_match_data_free(data_);
      room_ = std::max(spans, 8u);
      data_ = pcre2_match_data_create(room_, nullptr);
    }
    return data_;
  }
  pcre2_match_context* context() { return context_; }

 private:
  pcre2_match_context* context_;
  pcre2_jit_stack* stack_;
  pcre2_match_data* data_ = nullptr;
  uint32_t room_ = 0;
};

std::string engine_message(int code) {
  std::array<PCRE2_UCHAR, 256> buffer{};
  pcre2_get_error_message(code, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

/// How many places of the text are tried between two looks at the clock: few where they are dear.
class StretchSize {
 public:
  size_t next() {
    // Most texts are short and most searches quick: the first stretch is not timed.
    if (std::exchange(first_, false)) return places_;
    const ThreadClock::time_point now = ThreadClock::now();
    if (last_ != ThreadClock::time_point() && now - last_ > std::chrono::microseconds(50)) {
      places_ = std::max(places_ / 8, kFewest);
    } else {
      places_ = std::min(places_ * 2, kMost);
    }
    last_ = now;
    return places_;
  }

 private:
  static constexpr size_t kFewest = 8;
  static constexpr size_t kMost = 4096;
  size_t places_ = 64;
  bool first_ = true;
  ThreadClock::time_point last_;
};

uint32_t compile_options(const Pcre::Options& options) {
  uint32_t out = PCRE2_NEVER_BACKSLASH_C | (options.utf ? PCRE2_UTF | PCRE2_UCP : PCRE2_NEVER_UTF);
  if (options.caseless) out |= PCRE2_CASELESS;
  if (options.multiline) out |= PCRE2_MULTILINE;
  if (options.dot_all) out |= PCRE2_DOTALL;
  if (options.anchored) out |= PCRE2_ANCHORED;
  if (options.paced) out |= PCRE2_USE_OFFSET_LIMIT;
  return out;
}

}  // namespace

struct Pcre::Code {
  pcre2_code* code = nullptr;
  uint32_t captures = 0;
  uint32_t match_limit = 0;
  bool anchored = false;

  ~Code() { pcre2_code_free(code); }
};

Pcre::Pcre() = default;
Pcre::Pcre(Pcre&&) noexcept = default;
Pcre& Pcre::operator=(Pcre&&) noexcept = default;
Pcre::~Pcre() = default;

Result<Pcre> Pcre::compile(std::string_view expression, const Options& options) {
  if (expression.size() > kMaxExpression) {
    return fail(ErrorKind::kInput, "the regular expression is longer than 64 KB", {},
                "split it into several");
  }
  int code = 0;
  PCRE2_SIZE offset = 0;
  Pcre out;
  out.expression_ = expression;
  out.code_ = std::make_unique<Code>();
  out.code_->match_limit = options.match_limit;
  out.code_->anchored = options.anchored;
  out.code_->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                                  compile_options(options), &code, &offset, nullptr);
  if (out.code_->code == nullptr) {
    return fail(ErrorKind::kInput,
                "the regular expression is wrong at character " + std::to_string(offset + 1) + ": " +
                    engine_message(code),
                {},
                "it is read as Perl's: a bracket, `*`, `+`, `?` or `.` that means itself stands behind `\\`");
  }
  // Where JIT is not to be had the interpreter runs.
  pcre2_jit_compile(out.code_->code, PCRE2_JIT_COMPLETE | (options.partial ? PCRE2_JIT_PARTIAL_HARD : 0u));

  uint32_t count = 0, entry_size = 0;
  PCRE2_SPTR table = nullptr;
  pcre2_pattern_info(out.code_->code, PCRE2_INFO_CAPTURECOUNT, &out.code_->captures);
  pcre2_pattern_info(out.code_->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(out.code_->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
  pcre2_pattern_info(out.code_->code, PCRE2_INFO_NAMETABLE, &table);
  for (uint32_t i = 0; i < count; ++i, table += entry_size) {
    const size_t index = static_cast<size_t>(table[0]) << 8 | table[1];
    out.named_.push_back({reinterpret_cast<const char*>(table + 2), index});
  }
  return out;
}

Result<Pcre::Outcome> Pcre::match(std::string_view text, const Stretch& stretch, uint32_t options,
                                  std::vector<Span>& groups) const {
  Workspace& work = Workspace::of_thread();
  pcre2_match_data* data = work.data(code_->captures + 1);
  pcre2_set_match_limit(work.context(), stretch.match_limit);
  pcre2_set_offset_limit(work.context(), stretch.last);
  const int count = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                                stretch.start, options, data, work.context());
  groups.clear();
  if (count == PCRE2_ERROR_NOMATCH) return Outcome::kNone;
  const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data);
  if (count == PCRE2_ERROR_PARTIAL) {
    groups.push_back({offsets[0], offsets[1]});
    return Outcome::kPartial;
  }
  if (count < 0) {
    const bool limit = count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT ||
                       count == PCRE2_ERROR_HEAPLIMIT || count == PCRE2_ERROR_JIT_STACKLIMIT;
    const bool cut = expression_.size() > kShownInErrors;
    return fail(limit ? ErrorKind::kLimit : ErrorKind::kInternal,
                "the search for `" + expression_.substr(0, kShownInErrors) + (cut ? "..." : "") +
                    "` stopped: " + engine_message(count));
  }
  for (int i = 0; i < count; ++i) groups.push_back({offsets[2 * i], offsets[2 * i + 1]});
  return Outcome::kMatch;
}

Result<Pcre::Outcome> Pcre::find(std::string_view text, size_t start, std::vector<Span>& groups) const {
  return match(text, {.start = start, .match_limit = code_->match_limit}, 0, groups);
}

Result<Pcre::Outcome> Pcre::find_partial(std::string_view text, size_t start,
                                         std::vector<Span>& groups) const {
  return match(text, {.start = start, .match_limit = code_->match_limit}, PCRE2_PARTIAL_HARD, groups);
}

Status Pcre::for_each(std::string_view text, const std::function<bool(const std::vector<Span>&)>& use,
                      const Pace* pace) const {
  uint32_t options = 0;
  std::vector<Span> groups;
  Stretch stretch{.start = 0, .match_limit = pace != nullptr ? pace->match_limit : code_->match_limit};
  size_t& from = stretch.start;
  StretchSize size;
  while (from <= text.size()) {
    if (pace != nullptr && !pace->more()) {
      return fail(ErrorKind::kLimit, "the search ended before the text did");
    }
    if (pace != nullptr && !code_->anchored) stretch.last = from + size.next() - 1;
    BROCH_TRY(const Outcome outcome, match(text, stretch, options, groups));
    if (outcome == Outcome::kNone) {
      if (options != 0) {
        // After an empty match a non-empty one was wanted at the same place.
        options = 0;
        ++from;
        continue;
      }
      if (stretch.last >= text.size()) break;
      from = stretch.last + 1;
      continue;
    }
    // \K in a lookahead gives a match that ends before it begins.
    const Span whole = groups.front();
    if (whole.begin <= whole.end && !use(groups)) break;
    from = std::max(whole.end, from);
    options = whole.begin == whole.end ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0;
  }
  return {};
}

}  // namespace broch
