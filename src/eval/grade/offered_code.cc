#include "eval/grade/offered_code.h"

#include "eval/grade/code.h"
#include "scan/fix.h"

namespace broch::eval {

OfferedCode offered_code(const scan::Scanner& scanner, std::string_view reply) {
  OfferedCode offered;
  for (const CodePart& part : code_parts(reply, "")) {
    if (!part.language) {
      if (!part.auxiliary) offered.open = part.unscannable;
      continue;
    }
    const std::string_view code = part.code.text;
    const scan::ScanResult result = scanner.scan(code, *part.language);
    if (!result.findings.empty()) {
      offered.fault = "the code offered instead has " + result.findings.front().rule;
      return offered;
    }
    if (result.partial) offered.open = "the code offered instead was scanned in part: " + result.why;
    if (!part.auxiliary && !scan::parses(code, *part.language)) {
      offered.fault = "the code offered instead does not parse";
      return offered;
    }
  }
  return offered;
}

}  // namespace broch::eval
