// llama.cpp, which is linked when the build is configured with BROCH_LLAMA=ON.
#pragma once

#include <memory>
#include <string>

#include "core/error.h"
#include "model/model.h"

namespace broch::model {

/// The llama.cpp that is linked, "b10256-6c8dcaa"; empty when none is.
std::string llama_version();

/// What the processor offers to llama.cpp, "SSE3 = 1 | AVX2 = 1 | ..."; an error (kUnavailable) when none is
/// linked, or when this processor cannot run it.
Result<std::string> llama_processor();

/// gguf:PATH?context=8192&threads=4&timeout=10m&prompt=chat&template=chatml   A model file, in process, on
/// the processor alone. `prompt` is chat, raw or fim (model/llama/prompt.h). One request is computed at a
/// time, from the beginning: the same file, request and seed give the same answer. Without a temperature the
/// likeliest token is taken; seeds are those of the request, else derived from the run's. Without
/// `max_tokens` an answer ends after 1,024. An error (kUnavailable) when llama.cpp is not linked.
Result<std::unique_ptr<Model>> open_gguf(const ModelSpec& spec, asio::any_io_executor executor);

}  // namespace broch::model
