// Environment variables. The C library lets threads read them as long as none writes: nothing here does.
#pragma once

#include <optional>
#include <string>

namespace broch {

/// Nothing when it is not set; it may be set and empty.
std::optional<std::string> environment(const std::string& name);

}  // namespace broch
