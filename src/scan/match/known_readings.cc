#include "scan/match/known_readings.h"

#include "core/hash.h"
#include "scan/lang/grammar.h"
#include "scan/number_bytes.h"

namespace broch::scan {
namespace {

uint64_t key_of(Language language, std::string_view pattern) {
  const Digest digest = sha256(std::string(name(language)) + '\n' + std::string(pattern));
  uint64_t key = 0;
  for (size_t i = 0; i < sizeof key; ++i) key = key << 8 | digest[i];
  return key;
}

}  // namespace

std::optional<KnownReadings::Ways> KnownReadings::find(Language language, std::string_view pattern) const {
  const uint64_t key = key_of(language, pattern);
  const std::lock_guard lock(mutex_);
  const auto found = ways_.find(key);
  return found == ways_.end() ? std::nullopt : std::optional(found->second);
}

void KnownReadings::note(Language language, std::string_view pattern, const Ways& ways) {
  const uint64_t key = key_of(language, pattern);
  const std::lock_guard lock(mutex_);
  ways_[key] = ways;
}

size_t KnownReadings::size() const {
  const std::lock_guard lock(mutex_);
  return ways_.size();
}

std::string KnownReadings::to_bytes() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& [key, ways] : ways_) {
    write_number(out, static_cast<uint32_t>(key >> 32));
    write_number(out, static_cast<uint32_t>(key));
    write_number(out, static_cast<uint32_t>(ways.size()));
    for (const uint32_t way : ways) write_number(out, way);
  }
  return out;
}

bool KnownReadings::add(std::string_view bytes) {
  std::unordered_map<uint64_t, Ways> read;
  while (!bytes.empty()) {
    uint32_t high = 0, low = 0, count = 0;
    if (!read_number(bytes, high) || !read_number(bytes, low) || !read_number(bytes, count)) return false;
    if (count > bytes.size() / sizeof count) return false;
    Ways ways(count);
    for (uint32_t& way : ways) read_number(bytes, way);
    read[uint64_t{high} << 32 | low] = std::move(ways);
  }
  const std::lock_guard lock(mutex_);
  ways_.merge(read);
  return true;
}

}  // namespace broch::scan
