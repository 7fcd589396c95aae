#include "model/llama/call.h"

#include <mutex>

#include "core/text.h"
#include "model/llama/shim.h"

namespace broch::model {
namespace {

constexpr size_t kMaxMessage = 300;

thread_local std::string* heard = nullptr;

/// "gguf_init_from_file: failed to read magic\n": the function is of no use to a reader.
std::string without_function(std::string text) {
  const size_t colon = text.find(": ");
  if (colon != std::string::npos && text.find(' ') > colon) text.erase(0, colon + 2);
  return text;
}

void take(ggml_log_level level, const char* line, void*) {
  if (level != GGML_LOG_LEVEL_ERROR || heard == nullptr || !heard->empty() || line == nullptr) return;
  *heard = ellipsize(trim(without_function(sanitize_utf8(line))), kMaxMessage);
}

/// Where it returns, llama.cpp ends the program: in the threads that compute nobody could catch anything.
void fail_assertion(const char* message) {
  if (heard != nullptr) throw FailedAssertion(message);
}

}  // namespace

LlamaCall::LlamaCall() : outer_(heard) {
  static std::once_flag once;
  std::call_once(once, [] {
    llama_log_set(take, nullptr);
    ggml_set_abort_callback(fail_assertion);
    llama_backend_init();
  });
  heard = &first_error_;
}

LlamaCall::~LlamaCall() { heard = outer_; }

}  // namespace broch::model
