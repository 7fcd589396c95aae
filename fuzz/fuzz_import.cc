// links: eval
// Results of other tools: no bytes may crash a reader, and what is imported must be exportable and come back
// the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "eval/export.h"
#include "eval/import/import.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 1 << 16) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto imported = broch::eval::import_bytes(bytes, "input", {});
  (void)broch::eval::import_bytes(bytes, "input", {.format = "garak"});
  if (!imported) return 0;
  for (const auto& one : imported->runs) {
    if (one.attempts.empty()) continue;
    const std::string lines = broch::eval::export_jsonl(one.run, one.attempts);
    const auto back = broch::eval::import_bytes(lines, "input", {.format = "jsonl"});
    if (!back || back->runs.size() != 1 || back->runs[0].attempts.size() != one.attempts.size()) std::abort();
    if (broch::eval::export_jsonl(back->runs[0].run, back->runs[0].attempts) != lines) std::abort();
  }
  return 0;
}
