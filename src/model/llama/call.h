// llama.cpp reports errors as log lines, on standard error unless somebody takes them, and over an assertion
// that does not hold it ends the program. A broken model file leads to both.
#pragma once

#include <stdexcept>
#include <string>

namespace broch::model {

/// An assertion of llama.cpp that does not hold. Its own loaders catch it and report it as an error.
struct FailedAssertion : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// From the first LlamaCall on, llama.cpp logs nothing; of weights that are no numbers it still prints a line
/// each on standard error. Each holds what llama.cpp reports in its thread
/// while it lives, and assertions that fail there meanwhile throw FailedAssertion. Of nested ones the
/// innermost hears.
class LlamaCall {
 public:
  LlamaCall();
  ~LlamaCall();
  LlamaCall(const LlamaCall&) = delete;
  LlamaCall& operator=(const LlamaCall&) = delete;

  /// The first error reported, which names the cause of those after it; empty when there was none.
  const std::string& first_error() const { return first_error_; }
  /// ": " and that error, for the end of a message; empty when there was none.
  std::string because() const { return first_error_.empty() ? "" : ": " + first_error_; }

 private:
  std::string first_error_;
  std::string* outer_;
};

}  // namespace broch::model
