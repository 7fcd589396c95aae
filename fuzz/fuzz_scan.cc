// links: scan
// Code in any language, with a piece of it as context: the scan ends, its spans lie in the text, and the same
// text gives the same findings. The first byte chooses the language and the options. Beside the built-in
// rules run taint rules whose sources and sinks are everywhere.
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "scan/fingerprint.h"
#include "scan/scan.h"

namespace {

constexpr std::string_view kTaintRules = R"yaml(
rules:
  - id: everything
    mode: taint
    message: m
    severity: INFO
    languages: [c, cpp, csharp, go, java, js, php, python, ruby, rust, ts]
    pattern-sources: [{pattern: $X}]
    pattern-sinks: [{pattern: $X, exact: false}]
  - id: labels
    mode: taint
    message: m
    severity: INFO
    languages: [c, cpp, csharp, go, java, js, php, python, ruby, rust, ts]
    pattern-sources:
      - {pattern: a, label: A}
      - {patterns: [{pattern: f($X)}, {focus-metavariable: $X}], by-side-effect: true, label: B, requires: A}
    pattern-propagators:
      - {pattern: 'g($X, $Y)', from: $X, to: $Y, label: C, replace-labels: [A]}
    pattern-sanitizers:
      - {patterns: [{pattern: h($X)}, {focus-metavariable: $X}], by-side-effect: true}
    pattern-sinks: [{pattern: $X, requires: A or B or C}]
)yaml";

std::shared_ptr<const broch::scan::RulePack> pack() {
  static const auto all = [] {
    std::vector<broch::scan::RuleSource> sources{{"taint.yaml", std::string(kTaintRules)}};
    for (const broch::EmbeddedFile& file : broch::scan::builtin_rule_files()) {
      sources.push_back({std::string(file.path), std::string(file.bytes)});
    }
    return broch::scan::RulePack::compile(sources);
  }();
  if (!all) std::abort();
  return *all;
}

}  // namespace

/// Compiling all rules takes many seconds here, which is no time of an input's.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  pack();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace broch;
  if (size == 0) return 0;
  // The first three have the low bits of the older corpus; all are reached by the high ones.
  static constexpr const char* kNames[] = {"c",      "javascript", "python", "bash", "cpp",
                                           "csharp", "go",         "java",   "php",  "ruby",
                                           "rust",   "typescript", "tsx"};
  std::string_view code(reinterpret_cast<const char*>(data) + 1, size - 1);
  scan::ScanOptions options;
  // The rules that match everything would use up a file's steps, which are seconds under sanitizers.
  options.limits = scan::ScanLimits::file(code.size());
  options.limits->steps = 300'000;
  options.suppressions = (data[0] & 4) != 0;
  if ((data[0] & 8) != 0) {
    options.prefix = code.substr(0, code.size() / 2);
    code = code.substr(code.size() / 2);
  }
  const size_t high = data[0] >> 4;
  const char* chosen = kNames[high != 0 ? (high + 2) % std::size(kNames) : (data[0] & 3) % 3];
  const auto language_or_none = scan::language_by_name(chosen);
  if (!language_or_none) std::abort();
  const scan::Language language = *language_or_none;
  const scan::Scanner scanner(pack());
  const scan::ScanResult first = scanner.scan(code, language, options);
  for (const Finding& finding : first.findings) {
    if (finding.span.begin > finding.span.end || finding.span.end > code.size()) std::abort();
  }
  if (scan::fingerprints(first.findings, "x", code).size() != first.findings.size()) std::abort();
  if (first.partial) return 0;
  const scan::ScanResult second = scanner.scan(code, language, options);
  if (!second.partial && second.findings.size() != first.findings.size()) std::abort();
  (void)scan::classify(code);
  return 0;
}
