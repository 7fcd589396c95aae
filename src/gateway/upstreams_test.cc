#include "gateway/upstreams.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cstdlib>

namespace broch::gateway {
namespace {

Config two_upstreams() {
  Config config;
  config.upstreams.push_back({.name = "a", .base_url = "http://127.0.0.1:1/v1"});
  config.upstreams.push_back(
      {.name = "b", .base_url = "https://api.example/openai/v1", .api_key_env = "BROCH_TEST_KEY"});
  return config;
}

std::string upstream_of(const Upstreams& upstreams, std::string_view model) {
  const UpstreamServer* server = upstreams.find(model);
  return server == nullptr ? "none" : server->name();
}

TEST(UpstreamsTest, TheWholeNameWinsThenTheLongestPrefix) {
  boost::asio::io_context io;
  Config config = two_upstreams();
  config.models = {{"gpt-*", "a"}, {"gpt-5*", "b"}, {"gpt-5-mini", "a"}};
  const auto upstreams = Upstreams::create(io.get_executor(), config);
  ASSERT_TRUE(upstreams);
  EXPECT_EQ(upstream_of(*upstreams, "gpt-4"), "a");
  EXPECT_EQ(upstream_of(*upstreams, "gpt-5-large"), "b");
  EXPECT_EQ(upstream_of(*upstreams, "gpt-5-mini"), "a");
  EXPECT_EQ(upstream_of(*upstreams, "gpt-"), "a");
  EXPECT_EQ(upstream_of(*upstreams, "claude"), "none");
  EXPECT_EQ(upstream_of(*upstreams, ""), "none");
}

TEST(UpstreamsTest, ARequestGoesBelowTheBaseUrlWithTheKeyOfTheEnvironment) {
  boost::asio::io_context io;
  ::setenv("BROCH_TEST_KEY", "secret", 1);
  const auto with_key = Upstreams::create(io.get_executor(), two_upstreams());
  ::unsetenv("BROCH_TEST_KEY");
  const auto without_key = Upstreams::create(io.get_executor(), two_upstreams());
  ASSERT_TRUE(with_key && without_key);
  const UpstreamServer& server = *with_key->servers()[1];
  EXPECT_FALSE(server.key_missing());
  EXPECT_TRUE(without_key->servers()[1]->key_missing());
  EXPECT_FALSE(without_key->servers()[0]->key_missing());
  EXPECT_FALSE(server.loopback());
  EXPECT_TRUE(with_key->servers()[0]->loopback());

  const net::Request request = server.request("POST", "/chat/completions", "?v=1", {}, "{}");
  EXPECT_EQ(request.url.target, "/openai/v1/chat/completions?v=1");
  EXPECT_EQ(request.url.host, "api.example");
  EXPECT_EQ(request.headers.get("authorization"), "Bearer secret");
  EXPECT_EQ(request.body, "{}");
}

}  // namespace
}  // namespace broch::gateway
