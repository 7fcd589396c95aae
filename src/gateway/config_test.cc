#include "gateway/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace broch::gateway {
namespace {

using testing::HasSubstr;

constexpr std::string_view kLeast = R"(listen: 127.0.0.1:8080
upstreams:
  - {name: local, kind: openai, base_url: "http://127.0.0.1:9000/v1", api_key_env: UPSTREAM_KEY}
models:
  - {name: "*", upstream: local}
guard: {policy: balanced}          # or a file, or `off`
auth: {mode: none}                 # none (loopback only)
audit: off
)";

std::string error_of(std::string_view text) {
  const Result<Config> config = Config::parse(text, "dir/broch.yaml");
  return config ? "no error" : config.error().to_string() + " | " + config.error().remedy;
}

std::string least_with(std::string_view from, std::string_view to) {
  std::string text(kLeast);
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ConfigTest, LeastConfigurationLoads) {
  const Result<Config> config = Config::parse(kLeast, "broch.yaml");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_EQ(config->listen.to_string(), "127.0.0.1:8080");
  ASSERT_EQ(config->upstreams.size(), 1u);
  EXPECT_EQ(config->upstreams[0].base_url, "http://127.0.0.1:9000/v1");
  EXPECT_EQ(config->upstreams[0].api_key_env, "UPSTREAM_KEY");
  ASSERT_EQ(config->models.size(), 1u);
  EXPECT_EQ(config->models[0].name, "*");
  EXPECT_EQ(config->policy, "balanced");
  EXPECT_EQ(config->auth_mode, "none");
}

TEST(ConfigTest, AnAuditPathIsRefusedBecauseNothingWouldBeWritten) {
  EXPECT_EQ(error_of(least_with("audit: off", "audit: {path: ./audit}")),
            "dir/broch.yaml:8:8: this version keeps no audit log | set `audit: off`");
  EXPECT_THAT(error_of(least_with("audit: off", "audit: ./audit")),
              HasSubstr("this version keeps no audit log"));
}

TEST(ConfigTest, UnknownKeysSuggestTheNearest) {
  EXPECT_THAT(error_of(least_with("upstreams:", "upstream:")),
              HasSubstr("dir/broch.yaml:2:1: unknown key `upstream` (did you mean `upstreams`?)"));
  EXPECT_THAT(error_of(least_with("base_url", "bse_url")),
              HasSubstr("dir/broch.yaml:3:33: unknown key `bse_url` (did you mean `base_url`?)"));
  EXPECT_THAT(error_of(std::string(kLeast) + "limts: {}\n"),
              HasSubstr("dir/broch.yaml:9:1: unknown key `limts` (did you mean `limits`?)"));
  EXPECT_THAT(error_of(least_with("api_key_env", "api_key_evn")), HasSubstr("did you mean `api_key_env`?"));
}

TEST(ConfigTest, WithoutAuthenticationItListensOnLoopbackAlone) {
  for (const char* listen : {"0.0.0.0:8080", "'[::]:8080'", "192.168.1.2:80", "128.0.0.1:1"}) {
    EXPECT_THAT(error_of(least_with("127.0.0.1:8080", listen)),
                HasSubstr("dir/broch.yaml:1:9: without authentication"))
        << listen;
  }
  for (const char* listen : {"127.0.0.1:0", "'[::1]:8080'", "localhost:1", "127.8.8.8:65535"}) {
    EXPECT_EQ(error_of(least_with("127.0.0.1:8080", listen)), "no error") << listen;
  }
  EXPECT_THAT(error_of(least_with("mode: none", "mode: keys")), HasSubstr("no authentication by `keys`"));
}

TEST(ConfigTest, RefusesAddressesThatAreNone) {
  for (const char* listen : {"8080", ":8080", "127.0.0.1", "'127.0.0.1:'", "127.0.0.1:65536", "127.0.0.1:80x",
                             "::1:80", "gateway.example:80"}) {
    EXPECT_THAT(error_of(least_with("127.0.0.1:8080", listen)), HasSubstr("is no address and port"))
        << listen;
  }
}

TEST(ConfigTest, RoutesNameUpstreamsThatExist) {
  EXPECT_EQ(error_of(least_with("upstream: local}", "upstream: remote}")),
            "dir/broch.yaml:5:27: no upstream is named `remote` | upstreams: local");
  EXPECT_THAT(error_of(least_with("\"*\"", "\"a*b\"")), HasSubstr("`*` stands only at the end"));
  EXPECT_THAT(error_of(least_with("guard:", "  - {name: \"*\", upstream: local}\nguard:")),
              HasSubstr("a second route is named `*`"));
}

TEST(ConfigTest, UpstreamsAreChecked) {
  EXPECT_THAT(error_of(least_with("kind: openai", "kind: opnai")), HasSubstr("did you mean `openai`?"));
  EXPECT_THAT(error_of(least_with("9000/v1\"", "9000/v1?a=b\"")), HasSubstr("has a query"));
  EXPECT_THAT(error_of(least_with("http://127", "ftp://127")), HasSubstr("dir/broch.yaml:3:43: "));
  const Result<Config> config =
      Config::parse(least_with("9000/v1\"", "9000/v1/\", idle_timeout: 250ms, total_timeout: 2s"), "f");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_EQ(config->upstreams[0].base_url, "http://127.0.0.1:9000/v1");
  EXPECT_EQ(config->upstreams[0].idle_timeout.count(), 250);
  EXPECT_EQ(config->upstreams[0].total_timeout.count(), 2000);
}

TEST(ConfigTest, PolicyPathsStartAtTheFolderOfTheFile) {
  const auto policy = [](std::string_view guard) {
    const Result<Config> config =
        Config::parse(least_with("guard: {policy: balanced}", guard), "dir/broch.yaml");
    return config ? config->policy : config.error().to_string();
  };
  EXPECT_EQ(policy("guard: off"), "off");
  EXPECT_EQ(policy("guard: {policy: strict}"), "strict");
  EXPECT_EQ(policy("guard: {policy: mine.yaml}"), "dir/mine.yaml");
  EXPECT_EQ(policy("guard: {policy: ../mine.yaml}"), "mine.yaml");
  EXPECT_EQ(policy("guard: {policy: /etc/mine}"), "/etc/mine");
  EXPECT_THAT(policy("guard: {polcy: strict}"), HasSubstr("did you mean `policy`?"));
}

TEST(ConfigTest, LimitsAreBytesWithinReason) {
  const Result<Config> config = Config::parse(std::string(kLeast) + "limits: {request_bytes: 4096}\n", "f");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_EQ(config->limits.request_bytes, 4096u);
  EXPECT_THAT(error_of(std::string(kLeast) + "limits: {request_bytes: 1}\n"), HasSubstr("9:25"));
}

TEST(ConfigTest, AConfigurationBuiltInCodeIsCheckedToo) {
  Config config;
  config.listen.address = "0.0.0.0";
  EXPECT_FALSE(config.check());
}

}  // namespace
}  // namespace broch::gateway
