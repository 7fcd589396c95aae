#include "guard/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/file.h"
#include "guard/guard.h"

namespace broch::guard {
namespace {

using ::testing::HasSubstr;

std::string refusal(const std::string& text) {
  Result<Policy> policy = Policy::parse(text, "p.yaml");
  return policy ? "accepted" : policy.error().to_string() + " | " + policy.error().remedy;
}

TEST(Policy, ReadsTheShortAndTheLongForm) {
  Result<Policy> p = Policy::parse(R"(
name: mine
fail: open
unscannable: block
partial: flag
max_hold_bytes: 131072
stages:
  output:
    secrets: redact
    insecure-code: {action: block, severity: WARNING, confidence: MEDIUM, threshold: 0.7, timeout: 250ms}
)",
                                   "p.yaml");
  ASSERT_TRUE(p) << p.error().to_string();
  EXPECT_EQ(p->name, "mine");
  EXPECT_FALSE(p->fail_closed);
  EXPECT_EQ(p->unscannable, Action::kBlock);
  EXPECT_EQ(p->partial, Action::kFlag);
  EXPECT_EQ(p->max_hold_bytes, 131072);
  ASSERT_EQ(p->checks.size(), 2u);
  EXPECT_EQ(p->checks[0].action, Action::kRedact);
  EXPECT_EQ(p->checks[1].severity, Severity::kWarning);
  EXPECT_EQ(p->checks[1].confidence, Confidence::kMedium);
  EXPECT_EQ(p->checks[1].threshold, 0.7);
  EXPECT_EQ(p->checks[1].timeout_ms, 250);
  EXPECT_EQ(p->digest.size(), 64u);
}

TEST(Policy, RefusesWhatItCannotEnforceAndSaysWhere) {
  const auto stage = [](const std::string& line) { return refusal("name: t\nstages:\n  " + line); };
  EXPECT_THAT(stage("output: {secret: redact}"),
              HasSubstr("p.yaml:3:12: unknown check `secret` (did you mean `secrets`?)"));
  EXPECT_THAT(stage("output: {secrets: redct}"),
              HasSubstr("unknown action `redct` (did you mean `redact`?)"));
  EXPECT_THAT(stage("output: {prompt-injection: flag}"), HasSubstr("cannot run at stage `output`"));
  EXPECT_THAT(stage("input: {insecure-code: flag}"), HasSubstr("it knows output, tool_call"));
  EXPECT_THAT(stage("output: {insecure-code: repair}"), HasSubstr("`repair` cannot be enforced"));
  EXPECT_THAT(stage("input: {secrets: repair}"), HasSubstr("`repair` cannot be enforced"));
  EXPECT_THAT(stage("output: {insecure-code: redact}"), HasSubstr("cannot lead to `redact`"));
  EXPECT_THAT(stage("input: {secrets: require_approval}"), HasSubstr("only a tool call can wait"));
  EXPECT_THAT(stage("output: {secrets: [block, repair]}"), HasSubstr("p.yaml:3:29"));
  EXPECT_THAT(stage("output: {secrets: []}"), HasSubstr("at least one entry"));
  EXPECT_THAT(stage("outptu: {secrets: flag}"), HasSubstr("did you mean `output`"));
  EXPECT_THAT(stage("output: {secrets: {action: flag, treshold: 0.5}}"),
              HasSubstr("did you mean `threshold`"));
  EXPECT_THAT(stage("output: {secrets: {threshold: 0.5}}"), HasSubstr("action"));
  EXPECT_THAT(stage("output: {secrets: {action: flag, threshold: 1.5}}"), HasSubstr("threshold"));
  EXPECT_THAT(refusal("stages: {}"), HasSubstr("name"));
  EXPECT_THAT(refusal("name: t\nfail: maybe"), HasSubstr("fail"));
  EXPECT_THAT(refusal("name: t\nmax_hold_bytes: 100"), HasSubstr("max_hold_bytes"));
  EXPECT_THAT(refusal("name: t\nname: u"), HasSubstr("name"));
  EXPECT_THAT(stage("output: {secrets: {action: [flag]}}"), HasSubstr("an action is a word, not a list"));
}

TEST(Policy, ApprovalIsForToolCalls) {
  EXPECT_EQ(refusal("name: t\nstages: {tool_call: {secrets: require_approval}}"), "accepted");
}

TEST(Policy, EveryBuiltInPolicyCompiles) {
  ASSERT_EQ(builtin_policy_files().size(), 4u);
  for (const char* name : {"balanced", "strict", "monitor", "off"}) {
    Result<Policy> policy = Policy::load(name);
    ASSERT_TRUE(policy) << policy.error().to_string();
    EXPECT_EQ(policy->name, name);
    EXPECT_TRUE(Guard::compile(*policy));
  }
}

TEST(Policy, MonitorAsksForTheSameAsBalanced) {
  Result<Policy> monitor = Policy::load("monitor");
  Result<Policy> balanced = Policy::load("balanced");
  ASSERT_TRUE(monitor && balanced);
  ASSERT_EQ(monitor->checks.size(), balanced->checks.size());
  for (size_t i = 0; i < monitor->checks.size(); ++i) {
    EXPECT_EQ(monitor->checks[i].check, balanced->checks[i].check);
    EXPECT_EQ(monitor->checks[i].action, balanced->checks[i].action);
    EXPECT_EQ(monitor->checks[i].threshold, balanced->checks[i].threshold);
  }
}

TEST(Policy, AFileThatIsThereIsNoMisspeltName) {
  const std::string path = ::testing::TempDir() + "broch-policy-" + std::to_string(::getpid());
  ASSERT_TRUE(write_file(path, "name: t\n#" + std::string(1 << 20, 'x')));
  const Error error = Policy::load(path).error();
  std::filesystem::remove(path);
  EXPECT_EQ(error.to_string(), path + ": larger than 1048576 bytes");
  EXPECT_EQ(exit_code(error.kind), 2);
  EXPECT_THAT(error.remedy, HasSubstr("shorten the lists"));
}

TEST(Policy, AnUnknownNameSuggestsTheBuiltInOnes) {
  Result<Policy> policy = Policy::load("balancd");
  ASSERT_FALSE(policy);
  EXPECT_THAT(policy.error().to_string(), HasSubstr("did you mean `balanced`"));
  EXPECT_THAT(policy.error().remedy, HasSubstr("strict"));
}

TEST(Action, NamesGoBothWays) {
  for (const char* text : {"allow", "flag", "redact", "repair", "require_approval", "block"}) {
    ASSERT_TRUE(parse_action(text));
    EXPECT_STREQ(name(*parse_action(text)), text);
  }
  EXPECT_FALSE(parse_action("deny"));
  EXPECT_EQ(parse_stage("tool_result"), Stage::kToolResult);
}

}  // namespace
}  // namespace broch::guard
