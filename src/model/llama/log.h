// llama.cpp reports errors as log lines, on standard error unless somebody takes them.
#pragma once

#include <string>

namespace broch::model {

/// From the first LlamaLog on, llama.cpp prints nothing. Each holds what llama.cpp reports in its thread
/// while it lives; one per thread at a time.
class LlamaLog {
 public:
  LlamaLog();
  ~LlamaLog();
  LlamaLog(const LlamaLog&) = delete;
  LlamaLog& operator=(const LlamaLog&) = delete;

  /// The first error reported, which names the cause of those after it; empty when there was none.
  const std::string& first_error() const { return first_error_; }

 private:
  std::string first_error_;
};

}  // namespace broch::model
