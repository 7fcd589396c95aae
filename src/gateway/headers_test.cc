#include "gateway/headers.h"

#include <gtest/gtest.h>

namespace broch::gateway {
namespace {

std::string list(const net::Headers& headers) {
  std::string out;
  for (const auto& [name, value] : headers) out += name + "=" + value + "\n";
  return out;
}

TEST(HeadersTest, HopByHopFieldsEndHereInBothDirections) {
  const net::Headers headers{{"Host", "gateway"},
                             {"Connection", "keep-alive, X-Own"},
                             {"x-own", "1"},
                             {"Keep-Alive", "timeout=5"},
                             {"TE", "trailers"},
                             {"Upgrade", "h2c"},
                             {"Transfer-Encoding", "chunked"},
                             {"Content-Length", "3"},
                             {"X-Kept", "yes"}};
  EXPECT_EQ(list(client_headers(headers, true)), "X-Kept=yes\n");
  EXPECT_EQ(list(upstream_headers(headers, "", true)),
            "X-Kept=yes\nContent-Type=application/json\nAccept-Encoding=identity\n");
}

TEST(HeadersTest, TheUpstreamKeyTakesThePlaceOfTheClientsCredentials) {
  const net::Headers client{
      {"authorization", "Bearer client"}, {"X-Api-Key", "client"}, {"OpenAI-Project", "p"}};
  const net::Headers with_key = upstream_headers(client, "upstream", false);
  EXPECT_EQ(list(with_key),
            "OpenAI-Project=p\nAuthorization=Bearer "
            "upstream\nContent-Type=application/json\nAccept-Encoding=identity\n");
  EXPECT_EQ(upstream_headers(client, "", false).get("authorization"), "Bearer client");
}

TEST(HeadersTest, TheSimulatorsSideChannelStaysOnLoopback) {
  const net::Headers hint{{"X-Broch-Sim-Hint", "h"}, {"x-broch-guard-action", "allow"}};
  EXPECT_EQ(upstream_headers(hint, "", true).get(kSimHint), "h");
  EXPECT_FALSE(upstream_headers(hint, "", false).has(kSimHint));
  EXPECT_FALSE(upstream_headers(hint, "", true).has(kGuardAction));
  const net::Headers truth{{"x-broch-sim-truth", "t"}};
  EXPECT_EQ(client_headers(truth, true).get(kSimTruth), "t");
  EXPECT_FALSE(client_headers(truth, false).has(kSimTruth));
}

TEST(HeadersTest, AnUpstreamCannotSpeakForTheGuard) {
  const net::Headers upstream{
      {"X-Broch-Guard-Action", "allow"}, {"x-broch-guard-parts", "p"}, {"alt-svc", "h3"}};
  EXPECT_EQ(list(client_headers(upstream, true)), "");
}

TEST(HeadersTest, TheClientDoesNotChooseHowTheBodyIsRead) {
  const net::Headers client{{"Content-Type", "application/json; charset=utf-16"}, {"Accept-Encoding", "br"}};
  const net::Headers headers = upstream_headers(client, "", false);
  EXPECT_EQ(headers.get("content-type"), "application/json");
  EXPECT_EQ(headers.get("accept-encoding"), "identity");
}

}  // namespace
}  // namespace broch::gateway
