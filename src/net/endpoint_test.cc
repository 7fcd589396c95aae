#include "net/endpoint.h"

#include <gtest/gtest.h>

namespace broch::net {
namespace {

TEST(Endpoint, IsAnAddressAndAPort) {
  EXPECT_EQ(parse_endpoint("127.0.0.1:8080")->to_string(), "127.0.0.1:8080");
  EXPECT_EQ(parse_endpoint("[::1]:0")->to_string(), "[::1]:0");
  EXPECT_EQ(parse_endpoint("localhost:65535")->address, "127.0.0.1");
  EXPECT_EQ(parse_endpoint("0.0.0.0:1")->port, 1);
}

TEST(Endpoint, RefusesAnythingElse) {
  for (const char* text :
       {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x", "::1:80",
        "[127.0.0.1]:80", "example.org:80", ":80", "127.0.0.1:+80"}) {
    EXPECT_FALSE(parse_endpoint(text)) << text;
  }
}

TEST(Endpoint, KnowsLoopback) {
  EXPECT_TRUE(parse_endpoint("127.8.0.1:0")->loopback());
  EXPECT_TRUE(parse_endpoint("[::1]:0")->loopback());
  EXPECT_FALSE(parse_endpoint("0.0.0.0:0")->loopback());
  EXPECT_FALSE(parse_endpoint("[::]:0")->loopback());
}

}  // namespace
}  // namespace broch::net
