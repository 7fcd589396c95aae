// The build with llama.cpp.
#include "model/llama.h"

#include "core/text.h"
#include "model/llama/call.h"
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
  const LlamaCall quiet;
  return std::string(trim(llama_print_system_info()));
}

}  // namespace broch::model
