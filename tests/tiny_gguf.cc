// Writes the tiny model of the tests: broch_tiny_gguf FILE [fim]
#include <cstdio>
#include <string_view>

#include "core/file.h"
#include "model/llama/tiny_model_test.h"

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const broch::model::testing::TinyModel tiny{.fill_in =
                                                  count > 2 && std::string_view(arguments[2]) == "fim"};
  const broch::Status written = broch::write_file(arguments[1], tiny.bytes());
  if (!written) std::fprintf(stderr, "%s\n", written.error().to_string().c_str());
  return written ? 0 : 3;
}
