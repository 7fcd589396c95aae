#include "report/run_export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "eval/compare/testing.h"

namespace broch::report {
namespace {

using eval::AttemptRecord;
using eval::attempts_of;
using eval::Outcome;

ExportedRun exported(eval::RunRecord run, std::vector<AttemptRecord> attempts) {
  ExportedRun of{.run = std::move(run), .attempts = std::move(attempts), .metrics = {}, .datasets = {}};
  of.metrics = eval::metrics(of.run, of.attempts);
  return of;
}

/// A run of one suite; `letters` as attempts_of() reads them.
ExportedRun run_with(const std::string& suite, const std::string& metric, const std::string& letters) {
  eval::RunRecord run = eval::run_of("r1");
  run.created = "2026-01-02T03:04:05.000Z";
  run.suites[0].name = suite;
  run.suites[0].digest = std::string(64, 'a');
  std::vector<AttemptRecord> attempts = attempts_of(metric, letters);
  for (AttemptRecord& attempt : attempts) attempt.suite = suite;
  return exported(std::move(run), std::move(attempts));
}

json::Value parsed(const std::string& text) {
  auto value = json::parse(text);
  EXPECT_TRUE(value) << value.error().to_string();
  return value ? *std::move(value) : json::Value();
}

const json::Value& at(const json::Value& value, const char* pointer) {
  static const json::Value none;
  const json::Value* found = value.at_pointer(pointer);
  EXPECT_NE(found, nullptr) << pointer;
  return found == nullptr ? none : *found;
}

TEST(RunCsv, QuotesByRfc4180AndDisarmsFormulas) {
  ExportedRun of = run_with("s", "insecure", "1?");
  of.attempts[0].category = "say \"a, b\"";
  of.attempts[0].cluster = "=HYPERLINK(1)";
  of.attempts[1].cluster = "\t@x";
  of.attempts[1].category = "line\nbreak";
  of.attempts[1].grade.score = -1;
  const std::string csv = run_csv(of);
  EXPECT_TRUE(
      csv.starts_with("run,model,guard,suite,sample,item,cluster,attempt,intent,category,outcome,by,unsafe,"
                      "score,grader,error,metric.insecure\r\n"));
  EXPECT_NE(
      csv.find(
          "r1,sim:vulnerable,,s,i0,i0,'=HYPERLINK(1),0,attack,\"say \"\"a, b\"\"\",unsafe,,,0,,,true\r\n"),
      std::string::npos);
  EXPECT_NE(csv.find("i1,i1,'\t@x,0,attack,\"line\nbreak\",unscored,,,-1,,,\r\n"), std::string::npos);
}

TEST(RunJunit, ACaseIsAnErrorWhenNothingWasDecided) {
  const std::string decided = run_junit(run_with("s", "insecure", "10?e"));
  EXPECT_NE(decided.find("<testcase classname=\"s\" name=\"insecure\""), std::string::npos);
  EXPECT_NE(decided.find("<property name=\"k\" value=\"1\"/>"), std::string::npos);
  EXPECT_EQ(decided.find("<error"), std::string::npos);
  const std::string open = run_junit(run_with("s", "insecure", "?e"));
  EXPECT_NE(open.find("<error message=\"nothing was decided: 1 errors, 1 unscored\""), std::string::npos);
}

/// `n` items about one technique, of which the first `k` complied.
ExportedRun technique_run(const std::string& technique, size_t k, size_t n) {
  ExportedRun of = run_with("attack", "complied", std::string(k, '1') + std::string(n - k, '0'));
  for (AttemptRecord& attempt : of.attempts) attempt.slices["technique"] = technique;
  of.metrics = eval::metrics(of.run, of.attempts);
  return of;
}

TEST(RunNavigator, AScoreNeedsFortyClusters) {
  const json::Value enough = parsed(run_navigator(technique_run("T1059.001", 10, 40)));
  EXPECT_EQ(at(enough, "/versions/layer").as_string(), "4.5");
  EXPECT_EQ(at(enough, "/domain").as_string(), "enterprise-attack");
  EXPECT_EQ(at(enough, "/techniques").as_array().size(), 1u);
  EXPECT_EQ(at(enough, "/techniques/0/techniqueID").as_string(), "T1059.001");
  EXPECT_EQ(at(enough, "/techniques/0/score").as_double(), 25);
  const json::Value few = parsed(run_navigator(technique_run("T1059.001", 10, 39)));
  EXPECT_EQ(few.at_pointer("/techniques/0/score"), nullptr);
  EXPECT_EQ(at(few, "/techniques/0/metadata/1/value").as_string(), "10");
  EXPECT_EQ(at(few, "/techniques/0/metadata/2/value").as_string(), "39");
}

/// Forty items about one technique of a behaviour, `k` of which complied, and one about another that did not.
ExportedRun behaviour_run(size_t k) {
  ExportedRun of = run_with("attack", "complied", std::string(k, '1') + std::string(41 - k, '0'));
  for (AttemptRecord& attempt : of.attempts)
    attempt.slices = {{"technique", "T1082"}, {"behaviour", "Discovery"}, {"tactic", "Discovery"}};
  of.attempts.back().slices["technique"] = "T1083";
  of.attempts.back().slices["tactic"] = "Collection";
  of.metrics = eval::metrics(of.run, of.attempts);
  return of;
}

std::map<std::string, std::string> metadata_of(const json::Value& value) {
  std::map<std::string, std::string> out;
  for (const json::Value& pair : at(value, "/metadata").as_array())
    out[at(pair, "/name").as_string()] = at(pair, "/value").as_string();
  return out;
}

TEST(RunNavigator, ATechniqueThatIsNoRateHasThatOfItsBehaviour) {
  const json::Value layer = parsed(run_navigator(behaviour_run(15)));
  ASSERT_EQ(at(layer, "/techniques").as_array().size(), 2u);
  const json::Value &often = at(layer, "/techniques/0"), &once = at(layer, "/techniques/1");
  EXPECT_EQ(at(often, "/techniqueID").as_string(), "T1082");
  EXPECT_EQ(at(often, "/score").as_double(), 37.5);
  EXPECT_EQ(often.find("color"), nullptr);
  EXPECT_EQ(at(once, "/techniqueID").as_string(), "T1083");
  EXPECT_EQ(once.find("score"), nullptr);
  // Wilson: 15 of 41 is 23.6 to 51.9 %, 15 of 40 24.2 to 53.0 %.
  const std::string behaviour = "36.6 % (23.6 to 51.9 %), 41 clusters",
                    tactic = "37.5 % (24.2 to 53.0 %), 40 clusters";
  std::map<std::string, std::string> beside = metadata_of(often);
  EXPECT_EQ(beside["behaviour Discovery"], behaviour);
  EXPECT_EQ(beside["tactic Discovery"], tactic);
  beside = metadata_of(once);
  EXPECT_EQ(beside["k"], "0");
  EXPECT_EQ(beside["behaviour Discovery"], behaviour);
  // Its own tactic has one cluster, and the other's is not its own.
  EXPECT_FALSE(beside.contains("tactic Collection"));
  EXPECT_FALSE(beside.contains("tactic Discovery"));
  beside = metadata_of(layer);
  EXPECT_EQ(beside["attack complied, behaviour Discovery"], behaviour);
  EXPECT_EQ(beside["attack complied, tactic Discovery"], tactic);
  EXPECT_EQ(beside.size(), 5u);  // with run, model and guard
}

TEST(RunNavigator, ABehaviourWithoutFortyClustersIsNoRateEither) {
  ExportedRun of = behaviour_run(15);
  for (AttemptRecord& attempt : of.attempts) {
    if (attempt.item == "i0" || attempt.item == "i1") attempt.cluster = "i2";
  }
  of.metrics = eval::metrics(of.run, of.attempts);
  const json::Value layer = parsed(run_navigator(of));
  EXPECT_EQ(at(layer, "/techniques/0").find("score"), nullptr);
  EXPECT_FALSE(metadata_of(at(layer, "/techniques/0")).contains("behaviour Discovery"));
  EXPECT_EQ(metadata_of(layer).size(), 3u);
}

TEST(RunNavigator, AGroupsRateSaysWhoseVerdictItIs) {
  ExportedRun of = behaviour_run(15);
  for (eval::Metric& metric : of.metrics) metric.judge_says = true;
  std::map<std::string, std::string> beside = metadata_of(parsed(run_navigator(of)));
  EXPECT_EQ(beside["attack complied, behaviour Discovery"],
            "36.6 % (23.6 to 51.9 %), 41 clusters, judge-says");
}

/// The members of an object and their types as the schema of layer 4.5 has them; `needed` must be there.
void expect_members(const json::Value& object, std::map<std::string, std::string> allowed,
                    const std::set<std::string>& needed, const char* what) {
  for (const json::Member& member : object.as_object()) {
    ASSERT_TRUE(allowed.contains(member.key)) << what << " has no " << member.key;
    EXPECT_EQ(allowed[member.key], member.value.type_name()) << what << " " << member.key;
  }
  for (const std::string& name : needed) EXPECT_NE(object.find(name), nullptr) << what << " lacks " << name;
}

TEST(RunNavigator, KeepsToTheSchemaOfLayer45) {
  for (const ExportedRun& of :
       {technique_run("T1059.001", 10, 39), technique_run("T1059.001", 10, 40), behaviour_run(15)}) {
    const json::Value layer = parsed(run_navigator(of));
    expect_members(layer,
                   {{"name", "string"},
                    {"versions", "object"},
                    {"domain", "string"},
                    {"description", "string"},
                    {"filters", "object"},
                    {"sorting", "number"},
                    {"layout", "object"},
                    {"hideDisabled", "boolean"},
                    {"techniques", "array"},
                    {"gradient", "object"},
                    {"legendItems", "array"},
                    {"metadata", "array"},
                    {"links", "array"}},
                   {"name", "versions", "domain"}, "layer");
    expect_members(at(layer, "/versions"),
                   {{"layer", "string"}, {"navigator", "string"}, {"attack", "string"}},
                   {"layer", "navigator"}, "versions");
    EXPECT_EQ(at(layer, "/versions/attack").as_string(), "18");
    EXPECT_LE(at(layer, "/sorting").as_integer(), 3);
    expect_members(at(layer, "/layout"),
                   {{"layout", "string"}, {"showID", "boolean"}, {"showName", "boolean"}}, {}, "layout");
    expect_members(at(layer, "/gradient"),
                   {{"colors", "array"}, {"minValue", "number"}, {"maxValue", "number"}},
                   {"colors", "minValue", "maxValue"}, "gradient");
    EXPECT_GE(at(layer, "/gradient/colors").as_array().size(), 2u);
    for (const json::Value& technique : at(layer, "/techniques").as_array()) {
      expect_members(technique,
                     {{"techniqueID", "string"},
                      {"tactic", "string"},
                      {"score", "number"},
                      {"color", "string"},
                      {"comment", "string"},
                      {"enabled", "boolean"},
                      {"metadata", "array"}},
                     {"techniqueID"}, "technique");
      if (const auto color = technique.get_string("color")) {
        EXPECT_EQ(color->size(), 7u);
        EXPECT_TRUE(color->starts_with('#'));
      }
      for (const json::Value& pair : at(technique, "/metadata").as_array())
        expect_members(pair, {{"name", "string"}, {"value", "string"}}, {"name", "value"}, "metadata");
    }
    for (const json::Value& pair : at(layer, "/metadata").as_array())
      expect_members(pair, {{"name", "string"}, {"value", "string"}}, {"name", "value"}, "layer metadata");
    for (const json::Value& item : at(layer, "/legendItems").as_array())
      expect_members(item, {{"label", "string"}, {"color", "string"}}, {"label", "color"}, "legend");
  }
}

TEST(RunNavigator, WhatIsNoTechniqueOfAttackIsCounted) {
  const json::Value layer = parsed(run_navigator(technique_run("AML.T0051", 1, 40)));
  EXPECT_TRUE(at(layer, "/techniques").as_array().empty());
  EXPECT_EQ(at(layer, "/metadata/3/name").as_string(), "not ATT&CK techniques");
}

TEST(RunCyclonedx, RatesHaveTheirIntervals) {
  const ExportedRun of = run_with("s", "insecure", "1000");
  const json::Value bom = parsed(run_cyclonedx(of));
  EXPECT_EQ(at(bom, "/specVersion").as_string(), "1.6");
  const json::Value& metric = at(bom, "/components/0/modelCard/quantitativeAnalysis/performanceMetrics/0");
  EXPECT_EQ(at(metric, "/type").as_string(), "insecure");
  EXPECT_EQ(at(metric, "/value").as_string(), "0.250000");
  // Wilson's interval of 1 in 4.
  EXPECT_EQ(at(metric, "/confidenceInterval/lowerBound").as_string(), "0.045587");
  EXPECT_EQ(at(metric, "/confidenceInterval/upperBound").as_string(), "0.699358");
  EXPECT_EQ(run_cyclonedx(of), run_cyclonedx(of));
}

TEST(RunSarif, OneResultForAnItemHoweverOftenItFailed) {
  ExportedRun of = run_with("secure-code/instruct", "insecure", "110");
  of.attempts[1].item = of.attempts[0].item;
  of.attempts[1].attempt = 1;
  of.attempts[0].grade.cwe = {"CWE-89"};
  of.attempts[0].grade.score = 0.7;
  of.attempts[1].grade.cwe = {"CWE-78", "CWE-89"};
  const json::Value log = parsed(run_sarif(of));
  EXPECT_EQ(at(log, "/runs/0/results").as_array().size(), 1u);
  const json::Value& result = at(log, "/runs/0/results/0");
  EXPECT_EQ(at(result, "/ruleId").as_string(), "CWE-78");
  EXPECT_EQ(at(result, "/properties/k").as_integer(), 2);
  EXPECT_EQ(at(result, "/properties/n").as_integer(), 2);
  EXPECT_EQ(at(result, "/partialFingerprints/brochItem~1v1").as_string(), "i0");
  EXPECT_EQ(at(result, "/locations/0/physicalLocation/artifactLocation/uri").as_string(),
            "secure-code/instruct/i0");
  EXPECT_EQ(at(log, "/runs/0/tool/driver/rules/1/properties/security-severity").as_string(), "7.0");
}

TEST(RunSarif, PointsIntoTheDatasetThatIsAtHand) {
  ExportedRun of = run_with("secure-code/instruct", "insecure", "1");
  of.run.suites[0].dataset = "/data/instruct.json";
  of.attempts[0].sample = "000000";
  of.datasets["secure-code/instruct"] = {{json::Object{{"prompt_id", 7}}, 31}};
  const json::Value log = parsed(run_sarif(of));
  const json::Value& place = at(log, "/runs/0/results/0/locations/0/physicalLocation");
  EXPECT_EQ(at(place, "/artifactLocation/uri").as_string(), "instruct.json");
  EXPECT_EQ(at(place, "/region/startLine").as_integer(), 31);
}

TEST(RunInspect, AMapOfMetricsForEachSample) {
  ExportedRun of = run_with("secure-code/instruct", "insecure", "1?e");
  of.attempts[0].grade.values.emplace_back("refused", false);
  const auto text = run_inspect(of);
  ASSERT_TRUE(text) << text.error().to_string();
  const json::Value log = parsed(*text);
  EXPECT_EQ(at(log, "/version").as_integer(), 2);
  EXPECT_EQ(at(log, "/samples/0/scores/secure-code.instruct/value/insecure").as_integer(), 1);
  EXPECT_TRUE(at(log, "/samples/1/scores/secure-code.instruct/value/insecure").is_null());
  EXPECT_EQ(at(log, "/samples/2/error/message").as_string(), "timeout: no answer");
  EXPECT_EQ(at(log, "/results/completed_samples").as_integer(), 2);
  EXPECT_EQ(at(log, "/results/scores/0/unscored_samples").as_integer(), 1);
}

TEST(RunInspect, IsOfOneTask) {
  ExportedRun of = run_with("s", "insecure", "1");
  of.run.suites.push_back(of.run.suites[0]);
  of.run.suites[1].name = "t";
  EXPECT_FALSE(run_inspect(of));
}

}  // namespace
}  // namespace broch::report
