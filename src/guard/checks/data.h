// The rule lists of the checks, compiled into the program.
#pragma once

#include <span>
#include <string_view>

#include "core/embedded.h"
#include "core/error.h"

namespace broch::guard {

std::span<const EmbeddedFile> check_data_files();
Result<std::string_view> data_file(std::string_view path);

}  // namespace broch::guard
