#include "scan/fingerprint.h"

#include <algorithm>
#include <map>

#include "core/hash.h"

namespace broch::scan {
namespace {

/// The text with each run of white space as one blank.
std::string normalised(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

}  // namespace

std::vector<std::string> fingerprints(const std::vector<Finding>& findings, std::string_view path,
                                      std::string_view text) {
  if (path.starts_with("./")) path.remove_prefix(2);
  std::map<std::string, size_t> seen;
  std::vector<std::string> out;
  out.reserve(findings.size());
  for (const Finding& finding : findings) {
    const size_t begin = std::min(finding.span.begin, text.size());
    const size_t end = std::clamp(finding.span.end, begin, text.size());
    std::string key = finding.rule;
    key += '\0';
    key += path;
    key += '\0';
    key += normalised(text.substr(begin, end - begin));
    const size_t occurrence = seen[key]++;
    key += '\0';
    key += std::to_string(occurrence);
    out.push_back(sha256_hex(key));
  }
  return out;
}

}  // namespace broch::scan
