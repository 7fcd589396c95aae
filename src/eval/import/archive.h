// Entries of a zip archive in memory. Nothing is extracted to disk, so an entry's name is only a name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace broch::eval {

/// `growth`: bytes out for each byte of the archive, beyond a first `slack` that any archive may have.
struct ArchiveLimits {
  size_t entries = 1'000'000;
  size_t entry_bytes = size_t{512} << 20;
  size_t total_bytes = size_t{8} << 30;
  size_t growth = 400;
  size_t slack = size_t{64} << 20;
};

/// Calls `use` for each file that `wanted` names, in the order of the archive. The value says why the archive
/// could not be read to its end, where it is cut or damaged: what came before was used. A limit that is
/// reached is an error.
Result<std::optional<std::string>> read_archive(
    std::string_view bytes, const std::string& file, const ArchiveLimits& limits,
    const std::function<bool(const std::string& name)>& wanted,
    const std::function<Status(const std::string& name, std::string text)>& use);

}  // namespace broch::eval
