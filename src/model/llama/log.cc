#include "model/llama/log.h"

#include <mutex>

#include "core/text.h"
#include "model/llama/shim.h"

namespace broch::model {
namespace {

constexpr size_t kMaxMessage = 300;

thread_local std::string* heard = nullptr;

void take(ggml_log_level level, const char* line, void*) {
  if (level != GGML_LOG_LEVEL_ERROR || heard == nullptr || !heard->empty() || line == nullptr) return;
  // "gguf_init_from_file: failed to read magic\n": the function is of no use to a reader.
  std::string text = sanitize_utf8(line);
  if (const size_t colon = text.find(": "); colon != std::string::npos && text.find(' ') > colon) {
    text.erase(0, colon + 2);
  }
  *heard = ellipsize(trim(text), kMaxMessage);
}

}  // namespace

LlamaLog::LlamaLog() {
  static std::once_flag once;
  std::call_once(once, [] { llama_log_set(take, nullptr); });
  heard = &first_error_;
}

LlamaLog::~LlamaLog() { heard = nullptr; }

}  // namespace broch::model
