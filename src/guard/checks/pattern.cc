#define PCRE2_CODE_UNIT_WIDTH 8
#include "guard/checks/pattern.h"

#include <hs/hs.h>
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "core/text.h"

namespace broch::guard {

// A scratch serves one scan at a time, so an index keeps the ones that are not in use.
struct LiteralIndex::State {
  hs_database_t* database = nullptr;
  size_t rules = 0;
  std::vector<std::vector<size_t>> owners;  ///< literal -> rules
  mutable std::mutex mutex;
  mutable std::vector<hs_scratch_t*> idle;

  ~State() {
    for (hs_scratch_t* scratch : idle) hs_free_scratch(scratch);
    hs_free_database(database);
  }

  hs_scratch_t* take() const {
    {
      std::scoped_lock lock(mutex);
      if (!idle.empty()) {
        hs_scratch_t* scratch = idle.back();
        idle.pop_back();
        return scratch;
      }
    }
    hs_scratch_t* scratch = nullptr;
    return hs_alloc_scratch(database, &scratch) == HS_SUCCESS ? scratch : nullptr;
  }

  void give(hs_scratch_t* scratch) const {
    std::scoped_lock lock(mutex);
    idle.push_back(scratch);
  }
};

LiteralIndex::LiteralIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
LiteralIndex::LiteralIndex(LiteralIndex&&) noexcept = default;
LiteralIndex::~LiteralIndex() = default;

Result<LiteralIndex> LiteralIndex::compile(const std::vector<std::vector<std::string>>& literals) {
  auto state = std::make_unique<State>();
  state->rules = literals.size();
  std::map<std::string, std::vector<size_t>> rules_of;
  for (size_t rule = 0; rule < literals.size(); ++rule) {
    for (const std::string& literal : literals[rule]) rules_of[to_lower(literal)].push_back(rule);
  }
  std::vector<const char*> texts;
  std::vector<size_t> lengths;
  std::vector<unsigned> ids;
  for (const auto& [literal, rules] : rules_of) {
    ids.push_back(static_cast<unsigned>(texts.size()));
    texts.push_back(literal.c_str());
    lengths.push_back(literal.size());
    state->owners.push_back(rules);
  }
  const std::vector<unsigned> flags(texts.size(), HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH);
  hs_compile_error_t* error = nullptr;
  const hs_error_t rc = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(),
                                             static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                                             &state->database, &error);
  if (rc != HS_SUCCESS) {
    const std::string what = error != nullptr ? error->message : "no memory";
    hs_free_compile_error(error);
    return fail(ErrorKind::kInput, "the literals do not compile: " + what);
  }
  return LiteralIndex(std::move(state));
}

Status LiteralIndex::find(std::string_view text, std::vector<bool>& seen) const {
  seen.assign(state_->rules, false);
  if (text.empty()) return {};
  hs_scratch_t* scratch = state_->take();
  if (scratch == nullptr) return fail(ErrorKind::kInternal, "no memory for a literal scan");
  struct Sink {
    const State& state;
    std::vector<bool>& seen;
  } sink{*state_, seen};
  const auto mark = [](unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
    auto& out = *static_cast<Sink*>(context);
    for (const size_t rule : out.state.owners[id]) out.seen[rule] = true;
    return 0;
  };
  const hs_error_t rc =
      hs_scan(state_->database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, mark, &sink);
  state_->give(scratch);
  if (rc != HS_SUCCESS)
    return fail(ErrorKind::kInternal, "the literal scan failed with code " + std::to_string(rc));
  return {};
}

struct Pattern::State {
  pcre2_code* code = nullptr;
  std::string text;
  ~State() { pcre2_code_free(code); }
};

namespace {

// Match data and stack of the calling thread: making them anew for every search costs more than most
// searches.
class Workspace {
 public:
  Workspace()
      : data_(pcre2_match_data_create(8, nullptr)),
        context_(pcre2_match_context_create(nullptr)),
        stack_(pcre2_jit_stack_create(32 << 10, 1 << 20, nullptr)) {
    pcre2_jit_stack_assign(context_, nullptr, stack_);
    pcre2_set_match_limit(context_, 10'000'000);
  }
  ~Workspace() {
    pcre2_match_data_free(data_);
    pcre2_match_context_free(context_);
    pcre2_jit_stack_free(stack_);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  int match(const pcre2_code* code, std::string_view text, size_t start, uint32_t options) {
    return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), start, options, data_,
                       context_);
  }
  const PCRE2_SIZE* spans() const { return pcre2_get_ovector_pointer(data_); }

 private:
  pcre2_match_data* data_;
  pcre2_match_context* context_;
  pcre2_jit_stack* stack_;
};

Workspace& workspace() {
  thread_local Workspace instance;
  return instance;
}

std::string engine_message(int code) {
  std::array<PCRE2_UCHAR, 160> buffer{};
  pcre2_get_error_message(code, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

std::unexpected<Error> search_failed(const std::string& pattern, int code) {
  return fail(code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_JIT_STACKLIMIT ? ErrorKind::kLimit
                                                                                   : ErrorKind::kInternal,
              "the search for `" + pattern + "` stopped: " + engine_message(code));
}

}  // namespace

Pattern::Pattern(std::unique_ptr<State> state) : state_(std::move(state)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(const std::string& pattern, bool ignore_case) {
  auto state = std::make_unique<State>();
  state->text = pattern;
  int code = 0;
  PCRE2_SIZE offset = 0;
  const uint32_t options = PCRE2_DOTALL | (ignore_case ? PCRE2_CASELESS : 0u);
  state->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options, &code,
                              &offset, nullptr);
  if (state->code == nullptr) {
    const size_t from = offset > 40 ? offset - 40 : 0;
    return fail(ErrorKind::kInput, "the pattern does not compile after `" +
                                       pattern.substr(from, offset - from) + "`: " + engine_message(code));
  }
  pcre2_jit_compile(state->code, PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD);
  return Pattern(std::move(state));
}

Result<std::optional<Pattern::Match>> Pattern::find(std::string_view text, size_t start) const {
  Workspace& work = workspace();
  const int rc = work.match(state_->code, text, start, 0);
  if (rc == PCRE2_ERROR_NOMATCH) return std::nullopt;
  if (rc < 0) return search_failed(state_->text, rc);
  const PCRE2_SIZE* spans = work.spans();
  Match match{{spans[0], spans[1]}, {spans[0], spans[1]}};
  if (rc > 1 && spans[2] != PCRE2_UNSET) match.group = {spans[2], spans[3]};
  return match;
}

Result<std::optional<size_t>> Pattern::live(std::string_view text, size_t start,
                                            std::vector<Span>& complete) const {
  Workspace& work = workspace();
  while (start < text.size()) {
    const int rc = work.match(state_->code, text, start, PCRE2_PARTIAL_HARD);
    if (rc == PCRE2_ERROR_NOMATCH) return std::nullopt;
    const size_t begin = work.spans()[0];
    if (rc == PCRE2_ERROR_PARTIAL) return begin;
    if (rc < 0) return search_failed(state_->text, rc);
    complete.push_back({begin, work.spans()[1]});
    start = std::max(work.spans()[1], begin + 1);
  }
  return std::nullopt;
}

}  // namespace broch::guard
