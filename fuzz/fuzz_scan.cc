// links: scan
// Code in any language, with a piece of it as context: the scan ends, its spans lie in the text, and the same
// text gives the same findings. The first byte chooses the language and the options.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scan/scan.h"

namespace {

std::shared_ptr<const broch::scan::RulePack> pack() {
  static const auto builtin = broch::scan::RulePack::builtin();
  if (!builtin) std::abort();
  return *builtin;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  if (size == 0) return 0;
  const scan::Language languages[] = {scan::Language::kC, scan::Language::kJavaScript,
                                      scan::Language::kPython};
  std::string_view code(reinterpret_cast<const char*>(data) + 1, size - 1);
  scan::ScanOptions options;
  options.suppressions = (data[0] & 4) != 0;
  if ((data[0] & 8) != 0) {
    options.prefix = code.substr(0, code.size() / 2);
    code = code.substr(code.size() / 2);
  }
  const scan::Language language = languages[(data[0] & 3) % 3];
  const scan::Scanner scanner(pack());
  const scan::ScanResult first = scanner.scan(code, language, options);
  for (const Finding& finding : first.findings) {
    if (finding.span.begin > finding.span.end || finding.span.end > code.size()) std::abort();
    (void)scan::fingerprint(finding, "x", code);
  }
  if (first.partial) return 0;
  const scan::ScanResult second = scanner.scan(code, language, options);
  if (!second.partial && second.findings.size() != first.findings.size()) std::abort();
  (void)scan::classify(code);
  return 0;
}
