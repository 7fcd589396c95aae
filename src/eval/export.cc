#include "eval/export.h"

#include "eval/condition/recorded.h"

namespace broch::eval {

std::string export_jsonl(const RunRecord& run, const std::vector<AttemptRecord>& attempts) {
  std::string out;
  for (const AttemptRecord& attempt : attempts) {
    json::Object line;
    line.append("run", run.id);
    line.append("suite", attempt.suite);
    line.append("sample", attempt.sample);
    line.append("item", attempt.item);
    line.append("cluster", attempt.cluster);
    line.append("attempt", attempt.attempt);
    line.append("condition", condition_of(run, attempt));
    line.append("outcome", name(attempt.grade.outcome));
    if (attempt.grade.by) line.append("by", name(*attempt.grade.by));
    line.append("unsafe", attempt.grade.unsafe);
    line.append("score", attempt.grade.score);
    line.append("grader", attempt.grader);
    if (attempt.truth) line.append("truth", name(*attempt.truth));
    if (!attempt.truth_also.empty()) line.append("truth_also", json::Value::strings(attempt.truth_also));
    if (!attempt.error.empty()) line.append("error", attempt.error);
    line.append("intent", attempt.intent);
    line.append("category", attempt.category);
    if (!attempt.slices.empty()) line.append("slices", json::Value::string_map(attempt.slices));
    if (!attempt.twin.empty()) line.append("twin", attempt.twin);
    if (!attempt.grade.cwe.empty()) line.append("cwe", json::Value::strings(attempt.grade.cwe));
    line.append("values", values_json(attempt.grade));
    out += json::dump(line);
    out += '\n';
  }
  return out;
}

}  // namespace broch::eval
