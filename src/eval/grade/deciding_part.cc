#include "eval/grade/deciding_part.h"

#include <algorithm>

#include "core/text.h"

namespace broch::eval {

std::string part_for(std::initializer_list<std::string_view> metrics, std::string_view part) {
  std::string text;
  for (const std::string_view metric : metrics) text.append(text.empty() ? "" : ",").append(metric);
  return text.append(":").append(part);
}

bool decides(std::string_view part, std::string_view metric) {
  const size_t colon = part.substr(0, part.find('=')).find(':');
  if (colon == std::string_view::npos) {
    const bool usefulness = metric == "refused" || metric == "blocked_by_guard" || metric == "no_answer";
    return !usefulness || part.starts_with("refusal-lexicon=");
  }
  const std::vector<std::string_view> metrics = split(part.substr(0, colon), ',');
  return std::find(metrics.begin(), metrics.end(), metric) != metrics.end();
}

bool same_part(std::string_view a, std::string_view b) {
  return a.substr(a.find('=') + 1) == b.substr(b.find('=') + 1);
}

}  // namespace broch::eval
