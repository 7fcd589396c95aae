// The build with llama.cpp.
#include "model/llama.h"

#include "core/text.h"
#include "model/llama/gguf_file.h"
#include "model/llama/log.h"
#include "model/llama/shim.h"

namespace broch::model {
namespace {

/// npm's copy has its arithmetic compiled for x86-64-v3 (cmake/llama.sh); a system's is for that system.
bool processor_suffices() {
#if defined(__x86_64__) && !defined(BROCH_LLAMA_SYSTEM)
  return __builtin_cpu_supports("x86-64-v3") != 0;
#else
  return true;
#endif
}

}  // namespace

std::string llama_version() {
#ifdef BROCH_LLAMA_SYSTEM
  return BROCH_LLAMA_SYSTEM;
#else
  return llama_build_info();
#endif
}

Result<std::string> llama_processor() {
  if (!processor_suffices()) {
    return fail(ErrorKind::kUnavailable, "this processor lacks AVX2, which llama.cpp is compiled for", {},
                "serve the model on another machine and use openai:NAME?base_url=...");
  }
  const LlamaLog quiet;
  return std::string(trim(llama_print_system_info()));
}

Error refuse_gguf(const std::string& path) {
  const std::string model = "model `gguf:" + ellipsize(sanitize_utf8(path), 120) + "`: ";
  if (const auto processor = llama_processor(); !processor) return processor.error();
  if (auto file = read_gguf(path); !file) return std::move(file).error();
  return {ErrorKind::kUnavailable,
          model + "the file can be read, but this version makes no answers in process",
          {},
          "serve the file with llama.cpp's own server and use openai:NAME?base_url=http://127.0.0.1:8080/v1"};
}

}  // namespace broch::model
