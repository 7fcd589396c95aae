// llama.cpp, which is linked when the build is configured with BROCH_LLAMA=ON.
#pragma once

#include <string>

#include "core/error.h"

namespace broch::model {

/// The llama.cpp that is linked, "b10256-6c8dcaa"; empty when none is.
std::string llama_version();

/// What the processor offers to llama.cpp, "SSE3 = 1 | AVX2 = 1 | ..."; an error (kUnavailable) when none is
/// linked, or when this processor cannot run it.
Result<std::string> llama_processor();

/// Why `gguf:PATH` does not open: llama.cpp is not linked, or the file is none that it reads, or, when all
/// that is well, that answers are not yet made in process.
Error refuse_gguf(const std::string& path);

}  // namespace broch::model
