#include "scan/baseline.h"

#include <algorithm>

#include "core/file.h"
#include "core/json.h"

namespace broch::scan {
namespace {

constexpr int64_t kVersion = 1;
constexpr size_t kMaxBytes = size_t{256} << 20;

}  // namespace

Result<Baseline> Baseline::load(const std::string& path) {
  BROCH_TRY(const std::string text,
            read_file(path, kMaxBytes, "write it anew with --write-baseline, from fewer files"));
  std::string_view json = text;
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  BROCH_TRY(const json::Value root, json::parse(json, {.file = path}));
  const json::Array* findings = root.get_array("findings");
  if (root.get_integer("version") != kVersion || findings == nullptr) {
    return fail(ErrorKind::kInput, "not a baseline of version 1", {path},
                "write it anew with --write-baseline");
  }
  Baseline out;
  for (const json::Value& one : *findings) {
    const auto fingerprint = one.get_string("fingerprint");
    if (!fingerprint) {
      return fail(ErrorKind::kInput, "a finding of the baseline has no `fingerprint`", {path},
                  "write it anew with --write-baseline");
    }
    out.known_.emplace(*fingerprint);
  }
  return out;
}

std::string baseline_text(std::vector<KnownFinding> findings) {
  std::sort(findings.begin(), findings.end());
  findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
  std::string out = "{\"version\":" + std::to_string(kVersion) + ",\"findings\":[";
  for (size_t i = 0; i < findings.size(); ++i) {
    const KnownFinding& one = findings[i];
    out += i == 0 ? "\n" : ",\n";
    out += json::dump(json::Object{{"path", one.path}, {"rule", one.rule}, {"fingerprint", one.fingerprint}});
  }
  return out + "\n]}\n";
}

}  // namespace broch::scan
