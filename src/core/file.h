// Whole files, with limits, and atomic replacement.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace broch {

/// "-" reads standard input. Larger than `max_bytes` is an error, not a truncation; `too_large` tells what to
/// do then, for files that cannot be split.
Result<std::string> read_file(const std::string& path, size_t max_bytes = size_t{1} << 30,
                              const char* too_large = "split the file");
/// Writes to a temporary file beside `path`, syncs, renames: readers see the old or the new file. A full
/// disk is an error and leaves the old file.
Status write_file(const std::string& path, std::string_view bytes);
/// `path` itself if absolute, else relative to the folder of `base_file`. What lies outside that folder is
/// refused: data names no path outside its folder.
Result<std::string> resolve_inside(const std::string& base_file, const std::string& path);

}  // namespace broch
