// Writes the tiny model of the tests: broch_tiny_gguf FILE [fim|long]
#include <cstdio>
#include <string_view>

#include "core/file.h"
#include "model/llama/tiny_model_test.h"

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::string_view how = count > 2 ? arguments[2] : "";
  broch::model::testing::TinyModel tiny{.fill_in = how == "fim"};
  if (how == "long") tiny.numbers["llama.context_length"] = 4096;
  const broch::Status written = broch::write_file(arguments[1], tiny.bytes());
  if (!written) std::fprintf(stderr, "%s\n", written.error().to_string().c_str());
  return written ? 0 : 3;
}
