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

/// All that decides what the database is: the texts, the version, the processor.
std::string cache_key(const std::vector<std::string>& texts, bool ignore_case) {
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  std::string key = std::string("vectorscan literals ") + hs_version() + ' ' + std::to_string(platform.tune) +
                    ' ' + std::to_string(platform.cpu_features) + (ignore_case ? " caseless" : "");
  for (const std::string& text : texts) key += ' ' + std::to_string(text.size()) + ':' + text;
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

int on_hit(unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
  (*static_cast<std::vector<bool>*>(context))[id] = true;
  return 0;
}

}  // namespace

struct Vectorscan::State {
  Database database;  ///< none when no pattern is left to look for
  size_t count = 0;

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
  auto state = std::make_unique<State>();
  state->count = texts.size();
  if (texts.empty()) return Vectorscan(std::move(state));
  const std::string key = cache.enabled() ? cache_key(texts, ignore_case) : std::string();
  state->database = cached_database(cache, key);
  if (state->database) return Vectorscan(std::move(state));
  std::vector<const char*> starts;
  std::vector<size_t> lengths;
  std::vector<unsigned> ids;
  for (const std::string& text : texts) {
    ids.push_back(static_cast<unsigned>(starts.size()));
    starts.push_back(text.data());
    lengths.push_back(text.size());
  }
  const std::vector<unsigned> flags(texts.size(),
                                    HS_FLAG_SINGLEMATCH | (ignore_case ? HS_FLAG_CASELESS : 0u));
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(starts.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS) {
    const CompileError owned(error);
    return fail(ErrorKind::kInput, "the literals do not compile: " + std::string(owned->message));
  }
  state->database.reset(database);
  if (cache.enabled()) keep_database(cache, key, database);
  return Vectorscan(std::move(state));
}

Status Vectorscan::find(std::string_view text, std::vector<bool>& seen) const {
  seen.assign(state_->count, false);
  if (!state_->database) return {};
  Scratch scratch = state_->take();
  if (!scratch) return fail(ErrorKind::kInternal, "no memory to scan for literals");
  std::string padded;
  padded.reserve(text.size() + kPadding);
  padded += text;
  padded.append(kPadding, '\0');
  const hs_error_t code = hs_scan(state_->database.get(), padded.data(), static_cast<unsigned>(padded.size()),
                                  0, scratch.get(), on_hit, &seen);
  state_->give(std::move(scratch));
  if (code != HS_SUCCESS) {
    return fail(ErrorKind::kInternal, "the scan for literals failed with code " + std::to_string(code));
  }
  return {};
}

size_t Vectorscan::size() const { return state_->count; }

}  // namespace broch
