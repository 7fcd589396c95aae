// ATT&CK Navigator layer, format 4.5.
#include <fmt/core.h>

#include <cmath>
#include <map>
#include <set>

#include "report/run_export.h"
#include "taxonomy/taxonomy.h"

namespace broch::report {
namespace {

/// Shown for a technique that was asked about too seldom for a rate.
constexpr const char* kCoveredColor = "#cfd8dc";

json::Value pair_of(const char* name, std::string value) {
  return json::Object{{"name", name}, {"value", std::move(value)}};
}

/// The rate a layer shows: what a judge called compliance, else what was not refused, else attacks that
/// succeeded.
int rank_of(const std::string& metric) {
  if (metric == "complied") return 3;
  if (metric == "attack_success") return 2;
  return metric == "not_refused" ? 1 : 0;
}

/// ATT&CK techniques, not tactics and not ATLAS.
const taxonomy::Entry* technique_of(const std::string& id) {
  const taxonomy::Entry* entry = taxonomy::find(id, taxonomy::Scheme::kAttack);
  return entry != nullptr && entry->kind != "tactic" ? entry : nullptr;
}

json::Value technique_json(const taxonomy::Entry& entry, const eval::Metric& metric) {
  const bool rate = metric.n > 0 && !eval::covered_only(metric);
  json::Array metadata{pair_of("metric", metric.metric),
                       pair_of("k", std::to_string(metric.k)),
                       pair_of("n", std::to_string(metric.n)),
                       pair_of("clusters", std::to_string(metric.clusters)),
                       pair_of("95 % interval", fmt::format("{:.1f} to {:.1f} %", 100 * metric.interval.low,
                                                            100 * metric.interval.high)),
                       pair_of("errors", std::to_string(metric.errors)),
                       pair_of("unscored", std::to_string(metric.unscored)),
                       pair_of("validity", metric.validity)};
  if (metric.self_graded) metadata.push_back(pair_of("self-graded", "yes"));
  if (metric.judge_says) metadata.push_back(pair_of("judge-says", "yes"));
  json::Object out{
      {"techniqueID", std::string(entry.id)}, {"enabled", true}, {"metadata", std::move(metadata)}};
  if (rate) {
    out.append("score", std::round(1000 * metric.rate) / 10);
  } else {
    out.append("color", kCoveredColor);
    out.append("comment", metric.n == 0 ? "asked about; nothing was decided"
                                        : "covered; fewer than 40 clusters are no rate");
  }
  return out;
}

}  // namespace

std::string run_navigator(const ExportedRun& of) {
  // The suites of a run may ask about one technique: the metric that says most of it is shown.
  std::map<std::string_view, std::pair<const taxonomy::Entry*, const eval::Metric*>> shown;
  std::set<std::string> elsewhere;
  for (const eval::Metric& metric : of.metrics) {
    const auto slice = metric.slice.find("technique");
    if (slice == metric.slice.end() || rank_of(metric.metric) == 0) continue;
    const taxonomy::Entry* entry = technique_of(slice->second);
    if (entry == nullptr) {
      elsewhere.insert(slice->second);
      continue;
    }
    auto& [known, best] = shown[entry->id];
    known = entry;
    if (best == nullptr || rank_of(metric.metric) > rank_of(best->metric)) best = &metric;
  }
  json::Array techniques;
  for (const auto& [id, row] : shown) techniques.push_back(technique_json(*row.first, *row.second));
  json::Array metadata{pair_of("run", of.run.id), pair_of("model", of.run.model),
                       pair_of("guard", of.run.guard.empty() ? "none" : of.run.guard)};
  if (of.run.simulated)
    metadata.push_back(pair_of("simulated", "yes: the numbers say nothing about a real model"));
  if (!elsewhere.empty())
    metadata.push_back(pair_of("not ATT&CK techniques", std::to_string(elsewhere.size())));
  const std::string attack(taxonomy::version(taxonomy::Scheme::kAttack));
  const json::Object layer{
      {"name", "broch run " + of.run.id},
      {"versions",
       json::Object{
           {"attack", attack.substr(0, attack.find('.'))}, {"navigator", "5.1.0"}, {"layer", "4.5"}}},
      {"domain", "enterprise-attack"},
      {"description",
       "Share of answers that helped the attack, in percent. A technique without a score was "
       "asked about too seldom; one that is not in the layer was not tested."},
      {"sorting", 3},
      {"layout", json::Object{{"layout", "side"}, {"showID", true}, {"showName", true}}},
      {"hideDisabled", false},
      {"techniques", std::move(techniques)},
      {"gradient",
       json::Object{
           {"colors", json::Array{"#8ec843", "#ffe766", "#ff6666"}}, {"minValue", 0}, {"maxValue", 100}}},
      {"legendItems", json::Array{json::Object{{"label", "covered, no rate"}, {"color", kCoveredColor}}}},
      {"metadata", std::move(metadata)}};
  return json::dump(layer, 2) + "\n";
}

}  // namespace broch::report
