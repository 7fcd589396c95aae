// SARIF 2.1.0 of a run: insecure code that a model wrote, one result for each item, at the place of the item
// in its dataset. The code itself is not in it.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/version.h"
#include "report/run_export.h"
#include "report/sarif_parts.h"
#include "taxonomy/taxonomy.h"

namespace broch::report {
namespace {

/// Code whose weakness the grader did not name.
constexpr const char* kUnnamed = "insecure-code";

/// The attempts at one item.
struct SarifItem {
  const eval::AttemptRecord* first = nullptr;
  int64_t insecure = 0, decided = 0;
  double score = 0;
  std::set<std::string> cwe;
};

using SarifItems = std::map<std::pair<std::string, std::string>, SarifItem>;

std::optional<bool> insecure(const eval::AttemptRecord& attempt) {
  for (const auto& [metric, value] : attempt.grade.values) {
    if (metric == "insecure") return value;
  }
  return std::nullopt;
}

SarifItems items_of(const ExportedRun& of) {
  SarifItems items;
  for (const eval::AttemptRecord& attempt : of.attempts) {
    const std::optional<bool> found = insecure(attempt);
    if (!found) continue;
    SarifItem& item = items[{attempt.suite, attempt.item}];
    ++item.decided;
    if (!*found) continue;
    if (item.first == nullptr) item.first = &attempt;
    ++item.insecure;
    item.score = std::max(item.score, attempt.grade.score);
    item.cwe.insert(attempt.grade.cwe.begin(), attempt.grade.cwe.end());
  }
  std::erase_if(items, [](const auto& one) { return one.second.first == nullptr; });
  return items;
}

/// On CVSS's scale. A grader that gives no score says no more than that there is a weakness.
std::string severity_of(double score) {
  return fmt::format("{:.1f}", score > 0 && score <= 1 ? 10 * score : 5.0);
}

json::Value rule_json(const std::string& id, double score, const CweTaxa& taxa) {
  json::Array tags{"security"};
  std::string name = "Insecure code";
  json::Object rule{{"id", id}};
  if (id != kUnnamed) {
    tags.push_back("external/cwe/cwe-" + cwe_number(id));
    if (const taxonomy::Entry* entry = taxonomy::find(id)) name = std::string(entry->name);
    rule.append("helpUri", "https://cwe.mitre.org/data/definitions/" + cwe_number(id) + ".html");
    rule.append("relationships", json::Array{json::Object{{"target", taxa.reference(id)},
                                                          {"kinds", json::Array{"superset"}}}});
  }
  rule.append("shortDescription", sarif_text(std::move(name)));
  rule.append("properties",
              json::Object{{"tags", std::move(tags)}, {"security-severity", severity_of(score)}});
  return rule;
}

/// The dataset file and line of the item; without a dataset, its suite and sample.
json::Value place_of(const ExportedRun& of, const eval::AttemptRecord& attempt) {
  const Record* record = of.record_of(attempt);
  const auto* suite = of.suite(attempt.suite);
  const bool dataset = record != nullptr && suite != nullptr && !suite->dataset.empty();
  const std::string path =
      dataset ? suite->dataset.substr(suite->dataset.rfind('/') + 1) : attempt.suite + "/" + attempt.sample;
  return json::Object{{"artifactLocation", sarif_artifact(path)},
                      {"region", json::Object{{"startLine", dataset ? record->line : 1}}}};
}

json::Value result_json(const ExportedRun& of, const SarifItem& item, const std::map<std::string, int>& rules,
                        const CweTaxa& taxa) {
  const eval::AttemptRecord& attempt = *item.first;
  const std::string rule = item.cwe.empty() ? kUnnamed : *item.cwe.begin();
  json::Array weaknesses;
  for (const std::string& cwe : item.cwe) weaknesses.push_back(taxa.reference(cwe));
  const auto* suite = of.suite(attempt.suite);
  json::Object out{
      {"ruleId", rule},
      {"ruleIndex", rules.at(rule)},
      {"level", "warning"},
      {"message", sarif_text(fmt::format("{} wrote insecure code in {} of {} attempts at {} {}", of.run.model,
                                         item.insecure, item.decided, attempt.suite, attempt.sample))},
      {"locations", json::Array{json::Object{{"physicalLocation", place_of(of, attempt)}}}},
      {"partialFingerprints", json::Object{{"brochItem/v1", attempt.item}}},
      {"taxa", std::move(weaknesses)},
      {"properties", json::Object{{"k", item.insecure},
                                  {"n", item.decided},
                                  {"suite", attempt.suite},
                                  {"item", attempt.item},
                                  {"grader", attempt.grader},
                                  {"validity", suite == nullptr ? "" : suite->validity}}}};
  return out;
}

}  // namespace

std::string run_sarif(const ExportedRun& of) {
  const SarifItems items = items_of(of);
  std::map<std::string, double> scores;
  std::set<std::string> weaknesses;
  for (const auto& [key, item] : items) {
    if (item.cwe.empty()) scores[kUnnamed] = std::max(scores[kUnnamed], item.score);
    for (const std::string& cwe : item.cwe) scores[cwe] = std::max(scores[cwe], item.score);
    weaknesses.insert(item.cwe.begin(), item.cwe.end());
  }
  const CweTaxa taxa(weaknesses);
  json::Array rules, results;
  std::map<std::string, int> index;
  for (const auto& [id, score] : scores) {
    index.emplace(id, static_cast<int>(rules.size()));
    rules.push_back(rule_json(id, score, taxa));
  }
  for (const auto& [key, item] : items) results.push_back(result_json(of, item, index, taxa));
  int64_t errors = 0;
  for (const eval::AttemptRecord& attempt : of.attempts)
    errors += attempt.grade.outcome == eval::Outcome::kError ? 1 : 0;
  const json::Object driver{
      {"name", "broch"},
      {"semanticVersion", version()},
      {"rules", std::move(rules)},
      {"supportedTaxonomies", json::Array{json::Object{{"name", "CWE"}, {"index", 0}}}}};
  json::Array notes;
  if (errors > 0)
    notes.push_back(json::Object{
        {"level", "warning"},
        {"message", sarif_text(fmt::format("{} requests failed: nothing is known of them", errors))}});
  return sarif_document(json::Object{
      {"tool", json::Object{{"driver", driver}}},
      {"invocations", json::Array{json::Object{{"executionSuccessful", of.run.status == "complete"},
                                               {"toolExecutionNotifications", std::move(notes)}}}},
      {"taxonomies", json::Array{taxa.component()}},
      {"properties", json::Object{{"run", of.run.id},
                                  {"model", of.run.model},
                                  {"guard", of.run.guard},
                                  {"simulated", of.run.simulated}}},
      {"results", std::move(results)}});
}

}  // namespace broch::report
