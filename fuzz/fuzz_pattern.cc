// links: scan
// The pattern compiler: any text as a pattern of any language compiles or says why not, and what compiles can
// be looked for in code that resembles it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/json.h"
#include "language.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  if (size == 0) return 0;
  const scan::Language language = fuzz::language_of(data[0]);
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // JSON's strings are YAML's, so the pattern arrives as it is.
  const std::string rule = "rules: [{id: r, message: m, severity: INFO, languages: [" +
                           std::string(name(language)) + "], pattern: " + json::dump(json::Value(text)) +
                           "}]";
  const auto pack = scan::RulePack::compile({{"rule.yaml", rule}});
  if (!pack) {
    if (pack.error().what.empty()) std::abort();
    return 0;
  }
  const scan::ScanResult result = scan::Scanner(*pack).scan(text, language);
  for (const Finding& finding : result.findings) {
    if (finding.span.begin > finding.span.end || finding.span.end > text.size()) std::abort();
  }
  return 0;
}
