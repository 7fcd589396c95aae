#include "eval/import/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <memory>

#include "core/text.h"

namespace broch::eval {

namespace {

using Reader = std::unique_ptr<archive, int (*)(archive*)>;

std::string archive_problem(archive* reader) {
  const char* text = archive_error_string(reader);
  return ellipsize(sanitize_utf8(text == nullptr ? "damaged" : text), 200);
}

}  // namespace

Result<std::optional<std::string>> read_archive(
    std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
    const std::function<bool(const std::string& name)>& wanted,
    const std::function<Status(const std::string& name, std::string text)>& use) {
  const Reader reader(archive_read_new(), archive_read_free);
  if (!reader) return fail(ErrorKind::kInternal, "no memory for an archive reader");
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::optional(archive_problem(reader.get()));
  size_t entries = 0, total = 0;
  const size_t most = std::min(limits.total_bytes, limits.slack + bytes.size() * limits.growth);
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) return std::optional<std::string>();
    if (status < ARCHIVE_WARN) return std::optional(archive_problem(reader.get()));
    if (++entries > limits.entries)
      return fail(ErrorKind::kInput, fmt::format("more than {} entries in the archive", limits.entries),
                  {file}, "split the log");
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    const std::string name = path == nullptr ? "" : path;
    if (!wanted(name)) continue;
    std::string text;
    std::array<char, 1 << 16> chunk;
    for (;;) {
      const la_ssize_t got = archive_read_data(reader.get(), chunk.data(), chunk.size());
      if (got == 0) break;
      if (got < 0)
        return std::optional(ellipsize(sanitize_utf8(name), 100) + ": " + archive_problem(reader.get()));
      text.append(chunk.data(), static_cast<size_t>(got));
      total += static_cast<size_t>(got);
      if (text.size() > limits.entry_bytes)
        return fail(ErrorKind::kInput,
                    fmt::format("entry {} is larger than {} bytes", ellipsize(sanitize_utf8(name), 100),
                                limits.entry_bytes),
                    {file}, "leave the events out of the log");
      if (total > most)
        return fail(ErrorKind::kInput,
                    fmt::format("the archive of {} bytes unpacks to more than {}", bytes.size(), most),
                    {file}, "a log does not compress like this; get the file anew");
    }
    BROCH_CHECK(use(name, std::move(text)));
  }
}

}  // namespace broch::eval
