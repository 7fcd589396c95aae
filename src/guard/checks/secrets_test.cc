#include "guard/checks/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "guard/checks/secret_rule.h"

namespace broch::guard {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// "rule confidence |secret|" for each finding. Keys below are made up for these tests; parts are joined at
// run time so that no scanner mistakes this file for a leak.
std::vector<std::string> found(const std::string& text) {
  static const Result<std::unique_ptr<Check>> check = create_secrets_check();
  if (!check) throw std::runtime_error(check.error().to_string());
  chat::Segment segment;
  segment.text = text;
  Result<SegmentReport> report = (*check)->check(segment, {});
  EXPECT_TRUE(report) << report.error().to_string();
  std::vector<std::string> out;
  for (const Finding& f : report->findings) {
    out.push_back(f.rule + " " + name(f.confidence) + " |" + text.substr(f.span.begin, f.span.size()) + "|");
  }
  return out;
}

const std::string kRandom40 = "q8Zx3LmPw0Rt5Vb2Nk7Hd9Js4Gf6Ya1Ce8Uo3Iq2";

TEST(Secrets, FindsProviderFormats) {
  const std::string r = kRandom40;
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"aws-access-key-id", "AKIA" + std::string("Z7QK2PLMX4NVTR3B")},
      {"github-fine-grained-token", "github_pat_" + r.substr(0, 22) + "_" + r + r.substr(0, 19)},
      {"gitlab-token", "glpat-" + r.substr(0, 20)},
      {"slack-token", "xoxb-" + std::string("492837465012-928374650192-") + r.substr(0, 24)},
      {"slack-webhook", "https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/" + r.substr(0, 24)},
      {"stripe-live-key", "sk_live_" + r.substr(0, 24)},
      {"google-api-key", "AIza" + r.substr(0, 35)},
      {"google-oauth-secret", "GOCSPX-" + r.substr(0, 28)},
      {"anthropic-key", "sk-ant-" + std::string("api03-") + r + r},
      {"openai-project-key", "sk-proj-" + r + r},
      {"openai-style-key", "sk-" + r + r.substr(0, 8)},
      {"huggingface-token", "hf_" + std::string("qZxLmPwRtVbNkHdJsGfYaCeUoIqWyTeRuO")},
      {"sendgrid-key", "SG." + r.substr(0, 22) + "." + r + r.substr(0, 3)},
      {"telegram-bot-token", "4928374650:AA" + r.substr(0, 33)},
      {"digitalocean-token", "dop_v1_" + std::string(4, '9') +
                                 std::string("0f1e2d3c4b5a69788796a5b4c3d2e1f00e1d2c3b4a59687786958a7b6c5d")},
  };
  for (const auto& [rule, key] : cases) {
    EXPECT_THAT(found("a \"" + key + "\", b"), ElementsAre(rule + " HIGH |" + key + "|")) << key;
    EXPECT_THAT(found("x" + key + "y"), Not(ElementsAre(rule + " HIGH |" + key + "|")))
        << "inside a longer word";
  }
}

TEST(Secrets, AGithubTokenWithAWrongChecksumIsLessSure) {
  EXPECT_THAT(found("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"),
              ElementsAre("github-token HIGH |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|"));
  EXPECT_THAT(found("ghp_Qm4xT9vLc2Rz8KpWd6Yb1NsHf3Jg7a2qThGa"),
              ElementsAre("github-token MEDIUM |ghp_Qm4xT9vLc2Rz8KpWd6Yb1NsHf3Jg7a2qThGa|"));
}

TEST(Secrets, ADocumentedSampleKeyIsLessSureButReported) {
  EXPECT_THAT(found("AKIAIOSFODNN7EXAMPLE"), ElementsAre("aws-access-key-id MEDIUM |AKIAIOSFODNN7EXAMPLE|"));
}

TEST(Secrets, FindsPrivateKeysWholeAndCut) {
  const std::string body = "MIIEow" + kRandom40 + "\n" + kRandom40 + "==\n";
  const std::string pem = "-----BEGIN RSA PRIVATE KEY-----\n" + body + "-----END RSA PRIVATE KEY-----";
  EXPECT_THAT(found("key:\n" + pem + "\nend"), ElementsAre("private-key HIGH |" + pem + "|"));
  const std::string cut = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body;
  EXPECT_THAT(found(cut), ElementsAre("private-key HIGH |" + cut + "|"));
  EXPECT_THAT(found("-----BEGIN PUBLIC KEY-----\n" + body + "-----END PUBLIC KEY-----"), IsEmpty());
  EXPECT_THAT(found("look for \"-----BEGIN PRIVATE KEY-----\" in the file"), IsEmpty());
}

TEST(Secrets, AJsonWebTokenHasAHeaderThatIsOne) {
  // {"alg":"HS256","typ":"JWT"} . {"sub":"1234567890"}
  const std::string good = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + kRandom40;
  EXPECT_THAT(found(good), ElementsAre("json-web-token MEDIUM |" + good + "|"));
  EXPECT_THAT(found("eyJub3RoaW5nIjp0cnVlfQ.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + kRandom40), IsEmpty());
}

TEST(Secrets, FindsAssignedSecretsButNotPlaceholders) {
  EXPECT_THAT(found("api_key = \"" + kRandom40 + "\""),
              ElementsAre("assigned-key MEDIUM |" + kRandom40 + "|"));
  EXPECT_THAT(found("\"db_password\": \"Vq7#mK2pLx\""), ElementsAre("assigned-password LOW |Vq7#mK2pLx|"));
  for (const char* harmless :
       {"password = \"changeme1!\"", "password = \"your_password_1\"", "password: \"${DB_PASSWORD1}\"",
        "api_key = os.environ[\"API_KEY_2_FOR_THE_SERVICE\"]", "password = input(\"Password 1: \")",
        "token = \"{{ token1 }}\"", "api_key = \"YOUR_API_KEY_HERE_1234567\"",
        "secret_key = \"aaaaaaaaaaaaaaaaaaaaaaaa\"", "if password == \"\": pass", "password = None",
        "the password: \"s3cret\" is short", "password_hash = \"$2b$12$abcdefghijklmnopqrstuv\""}) {
    EXPECT_THAT(found(harmless), IsEmpty()) << harmless;
  }
}

TEST(Secrets, FindsPasswordsInAddresses) {
  EXPECT_THAT(found("postgres://app:Xk29sVqp7L@db.internal:5432/x"),
              ElementsAre("url-credentials MEDIUM |Xk29sVqp7L|"));
  EXPECT_THAT(found("postgres://user:${PASSWORD}@db/x https://host:8080/path@v2"), IsEmpty());
}

TEST(Secrets, OnePlaceGivesOneFinding) {
  const std::string key = "sk_live_" + kRandom40.substr(0, 24);
  EXPECT_THAT(found("stripe_secret_key = \"" + key + "\""),
              ElementsAre("stripe-live-key HIGH |" + key + "|"));
}

TEST(Secrets, FindsEveryOneOfAKind) {
  const std::string one = "sk_live_" + kRandom40.substr(0, 24), two = "sk_live_" + kRandom40.substr(8, 24);
  EXPECT_THAT(found("first " + one + ", then " + two),
              ElementsAre("stripe-live-key HIGH |" + one + "|", "stripe-live-key HIGH |" + two + "|"));
}

TEST(ShannonEntropy, AgreesWithHandComputedValues) {
  EXPECT_DOUBLE_EQ(shannon_entropy("aaaa"), 0.0);
  EXPECT_DOUBLE_EQ(shannon_entropy("aabb"), 1.0);
  EXPECT_DOUBLE_EQ(shannon_entropy("abcd"), 2.0);
  EXPECT_EQ(shannon_entropy(""), 0.0);
}

TEST(SecretRules, ErrorsNameTheLine) {
  Result<SecretRules> rules =
      SecretRules::parse("rules:\n  - {id: a, title: b, literals: [x], pattern: '('}\n", "s.yaml");
  ASSERT_FALSE(rules);
  EXPECT_THAT(rules.error().to_string(), ::testing::HasSubstr("s.yaml:2:"));
}

}  // namespace
}  // namespace broch::guard
