// links: core
// What parses must write and parse again to the same value, with and without NaN; records read the same
// bytes.
#include <cstdlib>

#include "core/json.h"
#include "core/records.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = broch::json::parse(text);
  if (value) {
    const auto again = broch::json::parse(broch::json::dump(*value));
    if (!again || !(*again == *value)) std::abort();
    if (value->span().end > size) std::abort();
  }
  (void)broch::json::parse(text, {.allow_nan = true});
  (void)broch::parse_records(text, "input");
  return 0;
}
