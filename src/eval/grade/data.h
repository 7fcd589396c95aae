// Word lists and judge templates compiled into the program.
#pragma once

#include <span>
#include <string_view>

#include "core/embedded.h"

namespace broch::eval {

std::span<const EmbeddedFile> grade_data_files();

/// The bytes of one of them; empty when there is none of that name.
std::string_view grade_data(std::string_view path);

}  // namespace broch::eval
