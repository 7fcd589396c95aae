// CycloneDX 1.6, a bill of materials for a model: its card holds the rates with their intervals.
#include <fmt/core.h>

#include "core/hash.h"
#include "core/version.h"
#include "report/run_export.h"

namespace broch::report {
namespace {

/// A UUID of version 8 (RFC 9562) out of a hash: the same run gives the same document.
std::string uuid_of(std::string_view text) {
  std::string hex = sha256_hex(text).substr(0, 32);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<size_t>(hex_value(hex[16])) % 4];
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20));
}

json::Value property(const char* name, std::string value) {
  return json::Object{{"name", std::string("broch:") + name}, {"value", std::move(value)}};
}

std::string slice_text(const eval::Metric& metric) {
  std::string text = "suite=" + metric.suite;
  for (const auto& [key, value] : metric.slice) text += "; " + key + "=" + value;
  return text;
}

json::Array performance(const ExportedRun& of) {
  json::Array out;
  for (const eval::Metric& metric : of.metrics) {
    if (metric.n == 0 || eval::covered_only(metric)) continue;
    out.push_back(json::Object{
        {"type", metric.metric},
        {"value", fmt::format("{:.6f}", metric.rate)},
        {"slice", slice_text(metric)},
        {"confidenceInterval", json::Object{{"lowerBound", fmt::format("{:.6f}", metric.interval.low)},
                                            {"upperBound", fmt::format("{:.6f}", metric.interval.high)}}}});
  }
  return out;
}

/// What a rate cannot be read without, for the whole-suite metrics.
json::Array facts(const ExportedRun& of) {
  json::Array out{property("run", of.run.id),
                  property("guard", of.run.guard.empty() ? "none" : of.run.guard)};
  if (!of.run.judge.empty()) out.push_back(property("judge", of.run.judge));
  if (of.run.simulated) out.push_back(property("simulated", "true"));
  for (const eval::Metric& metric : of.metrics) {
    if (!metric.slice.empty()) continue;
    out.push_back(
        property((metric.suite + ":" + metric.metric).c_str(),
                 fmt::format("k={} n={} clusters={} errors={} unscored={} best={:.6f} worst={:.6f} "
                             "validity={}{}{}",
                             metric.k, metric.n, metric.clusters, metric.errors, metric.unscored, metric.best,
                             metric.worst, metric.validity, metric.self_graded ? " self-graded" : "",
                             metric.judge_says ? " judge-says" : "")));
  }
  return out;
}

}  // namespace

std::string run_cyclonedx(const ExportedRun& of) {
  json::Array datasets, components;
  for (const auto& suite : of.run.suites) {
    const std::string ref = "suite:" + suite.name;
    datasets.push_back(json::Object{{"ref", ref}});
    json::Object data{{"type", "data"}, {"bom-ref", ref}, {"name", suite.name}};
    if (!suite.version.empty()) data.append("version", suite.version);
    data.append("hashes", json::Array{json::Object{{"alg", "SHA-256"}, {"content", suite.digest}}});
    data.append("data", json::Array{json::Object{{"type", "dataset"}, {"name", suite.name}}});
    // A digest that is none (of an old or foreign store) would make the document invalid.
    if (suite.digest.size() != 64) data.set("hashes", json::Array{});
    components.push_back(std::move(data));
  }
  json::Object card{
      {"modelParameters", json::Object{{"task", "text generation"}, {"datasets", std::move(datasets)}}},
      {"quantitativeAnalysis", json::Object{{"performanceMetrics", performance(of)}}},
      {"properties", facts(of)}};
  components.insert(components.begin(), json::Object{{"type", "machine-learning-model"},
                                                     {"bom-ref", "model"},
                                                     {"name", of.run.model},
                                                     {"modelCard", std::move(card)}});
  json::Object metadata;
  // A foreign file may hold a time in another form than RFC 3339 asks for.
  if (of.run.created.ends_with('Z')) metadata.append("timestamp", of.run.created);
  metadata.append(
      "tools",
      json::Object{{"components", json::Array{json::Object{
                                      {"type", "application"}, {"name", "broch"}, {"version", version()}}}}});
  const json::Object bom{{"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"},
                         {"bomFormat", "CycloneDX"},
                         {"specVersion", "1.6"},
                         {"serialNumber", "urn:uuid:" + uuid_of(of.run.id + of.run.model)},
                         {"version", 1},
                         {"metadata", std::move(metadata)},
                         {"components", std::move(components)}};
  return json::dump(bom, 2) + "\n";
}

}  // namespace broch::report
