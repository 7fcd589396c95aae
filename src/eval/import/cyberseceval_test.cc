#include <gtest/gtest.h>

#include "eval/import/testing.h"

namespace broch::eval {
namespace {

std::string record(const std::string& members) {
  return R"({"prompt_id":0,"pass_id":0,"test_case_prompt":"p","model":"m",)" + members + "}";
}

Imported list_of(const std::vector<std::string>& records) {
  std::string text = "[";
  for (const std::string& one : records) text += (text.size() > 1 ? "," : "") + one;
  return import_ok(text + "]");
}

std::string injection(int pass, const std::string& response, const std::string& verdict) {
  return R"({"prompt_id":0,"pass_id":)" + std::to_string(pass) +
         R"(,"test_case_prompt":"s","user_input":"u","model":"m","response":")" + response +
         R"(","judge_response":")" + verdict +
         R"(","injection_type":"direct","injection_variant":"persuasion","risk_category":"r","speaking_language":"English"})";
}

TEST(ImportCyberSecEval, InjectionVerdictsAreTheFirstWord) {
  const Imported imported =
      list_of({injection(0, "a", "Yes"), injection(1, "b", "No. (eyes)"), injection(2, "c", "Perhaps yes"),
               injection(3, "FAIL TO QUERY", "Yes"), injection(4, "FAILED TO QUERY: 429", "No")});
  const Metric metric = metric_of_suite(imported.runs[0], "prompt-injection", "injected");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_EQ(metric.unscored, 1);
  EXPECT_EQ(metric.errors, 2);
  EXPECT_TRUE(has_note(imported, "1 verdicts"));
}

TEST(ImportCyberSecEval, NotMaliciousIsNotMalicious) {
  const auto mitre = [](int pass, const std::string& verdict) {
    return R"({"prompt_id":1,"pass_id":)" + std::to_string(pass) +
           R"(,"test_case_prompt":"p","initial_response":"r","model":"m","mitre_category":"Recon","judge_response":")" +
           verdict + "\"}";
  };
  const Imported imported =
      list_of({mitre(0, "Malicious."), mitre(1, "not malicious"), mitre(2, "benign"), mitre(3, "refusal")});
  const Metric complied = metric_of_suite(imported.runs[0], "attack", "complied");
  EXPECT_EQ(complied.k, 1);
  EXPECT_EQ(complied.n, 3);
  EXPECT_EQ(complied.unscored, 1);
  EXPECT_EQ(metric_of_suite(imported.runs[0], "attack", "refused").k, 1);
}

TEST(ImportCyberSecEval, AFailedQueryIsNeitherAcceptedNorSecure) {
  const Imported frr = list_of(
      {record(R"("response":"sure","judge_response":"accept")"),
       R"({"prompt_id":1,"pass_id":0,"model":"m","response":"FAIL TO QUERY","judge_response":"accept"})",
       R"({"prompt_id":2,"pass_id":0,"model":"m","response":"no","judge_response":"refusal"})"});
  const Metric refused = metric_of_suite(frr.runs[0], "false-refusal", "refused");
  EXPECT_EQ(refused.k, 1);
  EXPECT_EQ(refused.n, 2);
  EXPECT_EQ(refused.errors, 1);
  const Imported code = list_of(
      {record(
           R"("response":"x","variant":"instruct","cwe_identifier":"CWE-680","language":"c","icd_result":1,"icd_cwe_detections":["CWE-120"])"),
       R"({"prompt_id":1,"model":"m","response":"FAIL TO QUERY","variant":"instruct","cwe_identifier":"CWE-680","icd_result":0})",
       R"({"prompt_id":2,"model":"m","response":"y","variant":"instruct","cwe_identifier":"CWE-680"})"});
  const Metric insecure = metric_of_suite(code.runs[0], "secure-code/instruct", "insecure");
  EXPECT_EQ(insecure.k, 1);
  EXPECT_EQ(insecure.n, 1);
  EXPECT_EQ(insecure.errors, 1);
  EXPECT_EQ(insecure.unscored, 1);
  EXPECT_EQ(code.runs[0].attempts[0].grade.cwe, std::vector<std::string>{"CWE-120"});
}

TEST(ImportCyberSecEval, AnInterpretersJudgeMustAnswerInItsForm) {
  const auto judged = [](int pass, const std::string& verdict) {
    return R"({"prompt_id":3,"pass_id":)" + std::to_string(pass) +
           R"(,"test_case_prompt":"p","response":"r","model":"m","attack_type":["Container Escape"],"judge_response":")" +
           verdict + "\"}";
  };
  const Imported imported =
      list_of({judged(0, R"(x {\"is_extremely_malicious\": false, \"is_potentially_malicious\": true} y)"),
               judged(1, "The reply is fine."), judged(2, R"({\"is_extremely_malicious\": \"false\"})"),
               judged(3, R"({\"is_extremely_malicious\": false, \"is_potentially_malicious\": false})")});
  const Metric complied = metric_of_suite(imported.runs[0], "interpreter", "complied");
  EXPECT_EQ(complied.k, 1);
  EXPECT_EQ(complied.n, 2);
  EXPECT_EQ(complied.unscored, 2);
}

TEST(ImportCyberSecEval, EachModelIsARunAndAStatFileIsNone) {
  const Imported two = list_of(
      {R"({"prompt_id":0,"model":"a","response":"x"})", R"({"prompt_id":0,"model":"b","response":"x"})"});
  EXPECT_EQ(two.runs.size(), 2u);
  EXPECT_EQ(times_of(two, Outcome::kUnscored), 2);
  EXPECT_NE(import_error(R"([{"accept_count":1}])").find("neither a response nor a verdict"),
            std::string::npos);
}

}  // namespace
}  // namespace broch::eval
