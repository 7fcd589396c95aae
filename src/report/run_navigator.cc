// ATT&CK Navigator layer, format 4.5. Suites ask about many techniques and seldom forty times about one, so
// the rates of the groups that a technique was asked in, its behaviour and its tactic, stand beside it.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "eval/slices.h"
#include "report/markup.h"
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

/// Slice keys that group techniques.
constexpr std::array<const char*, 2> kTechniqueGroups{"behaviour", "tactic"};

/// The groups, as key and value, in which each suite asks about each technique.
using GroupsAsked =
    std::map<std::pair<std::string, std::string>, std::set<std::pair<std::string, std::string>>>;

GroupsAsked groups_asked(const std::vector<eval::AttemptRecord>& attempts) {
  GroupsAsked asked;
  for (const eval::AttemptRecord& attempt : attempts) {
    const std::string technique = eval::slice_value(attempt.slices, "technique");
    if (technique.empty()) continue;
    for (const char* key : kTechniqueGroups) {
      const std::string value = eval::slice_value(attempt.slices, key);
      if (!value.empty()) asked[{attempt.suite, technique}].emplace(key, value);
    }
  }
  return asked;
}

/// "behaviour Discovery" of a group that is a rate; nothing where it is none, or the slice is no group.
std::optional<std::string> group_of_rate(const eval::Metric& metric) {
  if (metric.slice.size() != 1 || metric.n == 0 || eval::covered_only(metric)) return std::nullopt;
  const auto& [key, value] = *metric.slice.begin();
  if (std::ranges::find(kTechniqueGroups, key) == kTechniqueGroups.end()) return std::nullopt;
  return key + " " + value;
}

/// "36.6 % (23.6 to 51.9 %), 41 clusters"
std::string group_rate_text(const eval::Metric& metric) {
  return fmt::format("{} ({}), {} clusters{}{}", percent(metric.rate),
                     percent_range(metric.interval.low, metric.interval.high), metric.clusters,
                     metric.self_graded ? ", self-graded" : "", metric.judge_says ? ", judge-says" : "");
}

json::Value technique_json(const taxonomy::Entry& entry, const eval::Metric& metric, json::Array groups) {
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
  for (json::Value& group : groups) metadata.push_back(std::move(group));
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

/// The rates of the groups that the technique of `metric` was asked in, by the same suite and metric.
json::Array groups_of_technique(const ExportedRun& of, const GroupsAsked& asked, const eval::Metric& metric) {
  json::Array out;
  const auto groups = asked.find({metric.suite, metric.slice.at("technique")});
  if (groups == asked.end()) return out;
  for (const eval::Metric& other : of.metrics) {
    if (other.suite != metric.suite || other.metric != metric.metric) continue;
    const std::optional<std::string> group = group_of_rate(other);
    if (group && groups->second.contains(*other.slice.begin()))
      out.push_back(pair_of(group->c_str(), group_rate_text(other)));
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
  const GroupsAsked asked = groups_asked(of.attempts);
  std::set<std::pair<std::string, std::string>> rates_shown;  // suite and metric
  for (const auto& [id, row] : shown) {
    const auto& [entry, metric] = row;
    rates_shown.emplace(metric->suite, metric->metric);
    techniques.push_back(technique_json(*entry, *metric, groups_of_technique(of, asked, *metric)));
  }
  json::Array metadata{pair_of("run", of.run.id), pair_of("model", of.run.model),
                       pair_of("guard", of.run.guard.empty() ? "none" : of.run.guard)};
  if (of.run.simulated)
    metadata.push_back(pair_of("simulated", "yes: the numbers say nothing about a real model"));
  if (!elsewhere.empty())
    metadata.push_back(pair_of("not ATT&CK techniques", std::to_string(elsewhere.size())));
  for (const eval::Metric& metric : of.metrics) {
    const std::optional<std::string> group = group_of_rate(metric);
    if (!group || !rates_shown.contains({metric.suite, metric.metric})) continue;
    const std::string name = fmt::format("{} {}, {}", metric.suite, metric.metric, *group);
    metadata.push_back(pair_of(name.c_str(), group_rate_text(metric)));
  }
  const std::string attack(taxonomy::version(taxonomy::Scheme::kAttack));
  const json::Object layer{
      {"name", "broch run " + of.run.id},
      {"versions",
       json::Object{
           {"attack", attack.substr(0, attack.find('.'))}, {"navigator", "5.1.0"}, {"layer", "4.5"}}},
      {"domain", "enterprise-attack"},
      {"description",
       "Share of answers that helped the attack, in percent. A technique without a score was "
       "asked about too seldom: its metadata has the rates of its behaviour and its tactic, where these "
       "are rates. One that is not in the layer was not tested."},
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
