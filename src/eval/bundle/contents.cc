#include "eval/bundle/contents.h"

#include "core/hash.h"
#include "eval/compare/compare.h"

namespace broch::eval {

std::vector<json::Value> metric_lines(const std::vector<RecordedRun>& runs) {
  std::vector<json::Value> lines;
  for (const RecordedRun& one : runs) {
    const json::Value shown = to_json(one.run, metrics(one.run, one.attempts));
    for (const json::Value& metric : *shown.get_array("metrics")) {
      json::Object line{{"run", one.run.id}};
      for (const json::Member& member : metric.as_object()) line.append(member.key, member.value);
      lines.emplace_back(std::move(line));
    }
  }
  return lines;
}

json::Value comparison_of(const std::vector<RecordedRun>& runs) {
  return to_json(compare(runs[0].run, runs[0].attempts, runs[1].run, runs[1].attempts));
}

std::string signature_line(std::string_view manifest, std::string_view signature) {
  return sha256_hex(manifest) + " " + base64_encode(signature) + "\n";
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace broch::eval
