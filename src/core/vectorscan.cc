#include "core/vectorscan.h"

#include <hs/hs.h>

#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace broch {
namespace {

struct Deleter {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
  void operator()(hs_compile_error_t* error) const { hs_free_compile_error(error); }
};
using Database = std::unique_ptr<hs_database_t, Deleter>;
using Scratch = std::unique_ptr<hs_scratch_t, Deleter>;
using CompileError = std::unique_ptr<hs_compile_error_t, Deleter>;

/// Version 5.4.9 misses what ends in the last bytes of a text, now and then and with few patterns most often,
/// unless bytes that it may read follow.
constexpr size_t kPadding = 64;

/// A word is looked for wherever it occurs: the first place may be within another.
unsigned flags_of(const Vectorscan::Literal& literal) {
  return (literal.whole_word ? 0u : HS_FLAG_SINGLEMATCH) | (literal.ignore_case ? HS_FLAG_CASELESS : 0u);
}

/// All that decides what the database is: the texts, the version, the processor.
std::string cache_key(const std::vector<Vectorscan::Literal>& literals) {
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  std::string key = std::string("vectorscan literals ") + hs_version() + ' ' + std::to_string(platform.tune) +
                    ' ' + std::to_string(platform.cpu_features);
  for (const Vectorscan::Literal& literal : literals) {
    key += ' ' + std::to_string(flags_of(literal)) + ' ' + std::to_string(literal.text.size()) + ':' +
           literal.text;
  }
  return key;
}

Database cached_database(const BlobCache& cache, std::string_view key) {
  const std::optional<std::string> bytes = cache.get(key);
  hs_database_t* database = nullptr;
  if (bytes) hs_deserialize_database(bytes->data(), bytes->size(), &database);
  return Database(database);
}

void keep_database(const BlobCache& cache, std::string_view key, const hs_database_t* database) {
  char* bytes = nullptr;
  size_t size = 0;
  if (hs_serialize_database(database, &bytes, &size) != HS_SUCCESS) return;
  cache.put(key, {bytes, size});
  std::free(bytes);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// A search of one text, which lies in its padding.
struct Search {
  const std::vector<size_t>& word_size;  ///< of the literals that are whole words, otherwise 0
  const char* text;
  Vectorscan::Occurrences& occurrences;
};

int on_hit(unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
  const auto& [word_size, text, occurrences] = *static_cast<Search*>(context);
  if (occurrences.has[id]) return 0;
  if (const size_t size = word_size[id]; size > 0) {
    const size_t begin = end - size;
    const bool continues = (is_word(text[end - 1]) && is_word(text[end])) ||
                           (begin > 0 && is_word(text[begin]) && is_letter(text[begin - 1]));
    if (continues) return 0;
  }
  occurrences.has[id] = true;
  occurrences.found.push_back(id);
  return 0;
}

}  // namespace

struct Vectorscan::State {
  Database database;  ///< none when no pattern is left to look for
  size_t count = 0;
  std::vector<size_t> word_size;

  std::mutex mutex;
  std::vector<Scratch> idle;

  Scratch take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        Scratch scratch = std::move(idle.back());
        idle.pop_back();
        return scratch;
      }
    }
    hs_scratch_t* scratch = nullptr;
    return hs_alloc_scratch(database.get(), &scratch) == HS_SUCCESS ? Scratch(scratch) : nullptr;
  }
  void give(Scratch scratch) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(scratch));
  }
};

Vectorscan::Vectorscan(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vectorscan::Vectorscan(Vectorscan&&) noexcept = default;
Vectorscan& Vectorscan::operator=(Vectorscan&&) noexcept = default;
Vectorscan::~Vectorscan() = default;

Result<Vectorscan> Vectorscan::literals(const std::vector<std::string>& texts, bool ignore_case,
                                        const BlobCache& cache) {
  std::vector<Literal> all;
  for (const std::string& text : texts) all.push_back({.text = text, .ignore_case = ignore_case});
  return literals(all, cache);
}

Result<Vectorscan> Vectorscan::literals(const std::vector<Literal>& literals, const BlobCache& cache) {
  auto state = std::make_unique<State>();
  state->count = literals.size();
  if (literals.empty()) return Vectorscan(std::move(state));
  for (const Literal& literal : literals)
    state->word_size.push_back(literal.whole_word ? literal.text.size() : 0);
  const std::string key = cache.enabled() ? cache_key(literals) : std::string();
  state->database = cached_database(cache, key);
  if (state->database) return Vectorscan(std::move(state));
  std::vector<const char*> starts;
  std::vector<size_t> lengths;
  std::vector<unsigned> ids, flags;
  for (const Literal& literal : literals) {
    ids.push_back(static_cast<unsigned>(ids.size()));
    starts.push_back(literal.text.data());
    lengths.push_back(literal.text.size());
    flags.push_back(flags_of(literal));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(starts.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(literals.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS) {
    const CompileError owned(error);
    return fail(ErrorKind::kInput, "the literals do not compile: " + std::string(owned->message));
  }
  state->database.reset(database);
  if (cache.enabled()) keep_database(cache, key, database);
  return Vectorscan(std::move(state));
}

Status Vectorscan::find(std::string_view text, Occurrences& occurrences) const {
  occurrences.has.assign(state_->count, false);
  occurrences.found.clear();
  if (!state_->database) return {};
  Scratch scratch = state_->take();
  if (!scratch) return fail(ErrorKind::kInternal, "no memory to scan for literals");
  std::string padded;
  padded.reserve(text.size() + kPadding);
  padded += text;
  padded.append(kPadding, '\0');
  Search search{state_->word_size, padded.data(), occurrences};
  const hs_error_t code = hs_scan(state_->database.get(), padded.data(), static_cast<unsigned>(padded.size()),
                                  0, scratch.get(), on_hit, &search);
  state_->give(std::move(scratch));
  if (code != HS_SUCCESS) {
    return fail(ErrorKind::kInternal, "the scan for literals failed with code " + std::to_string(code));
  }
  return {};
}

size_t Vectorscan::size() const { return state_->count; }

}  // namespace broch
