// links: scan
// A rule file from anywhere compiles or is an error with a place, and what compiles can scan.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scan/scan.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  const auto pack =
      scan::RulePack::compile({{"rules.yaml", std::string(reinterpret_cast<const char*>(data), size)}});
  if (!pack) {
    if (pack.error().what.empty() || pack.error().where.file != "rules.yaml") std::abort();
    return 0;
  }
  const scan::Scanner scanner(*pack);
  (void)scanner.scan("import os\nos.system(f(a, b=1))\n", scan::Language::kPython);
  (void)scanner.scan("void f(char *b) { gets(b); x = y * 2; }\n", scan::Language::kC);
  (void)scanner.scan("const { exec } = require('x'); exec(`a ${b}`);\n", scan::Language::kJavaScript);
  return 0;
}
