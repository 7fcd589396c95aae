// links: core
// Any bytes are a tree or an error that names a line.
#include <cstdlib>

#include "core/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto node = broch::yaml::parse({reinterpret_cast<const char*>(data), size}, "input");
  if (node) {
    (void)node->to_json();
  } else if (node.error().where.file != "input") {
    std::abort();
  }
  return 0;
}
