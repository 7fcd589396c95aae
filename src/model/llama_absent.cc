// The build without llama.cpp.
#include "core/text.h"
#include "model/llama.h"

namespace broch::model {
namespace {

Error absent(std::string what) {
  return {
      ErrorKind::kUnavailable,
      std::move(what),
      {},
      "build it in with `cmake --preset release -DBROCH_LLAMA=ON`, or serve the file with llama.cpp's own "
      "server and use openai:NAME?base_url=http://127.0.0.1:8080/v1"};
}

}  // namespace

std::string llama_version() { return {}; }

Result<std::string> llama_processor() {
  return std::unexpected(absent("llama.cpp is not part of this build"));
}

Result<std::unique_ptr<Model>> open_gguf(const ModelSpec& spec, asio::any_io_executor) {
  return std::unexpected(absent("model `gguf:" + ellipsize(sanitize_utf8(spec.name), 120) +
                                "`: llama.cpp is not part of this build"));
}

}  // namespace broch::model
