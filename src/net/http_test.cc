#include "net/http.h"

#include <gtest/gtest.h>

#include "net/wire.h"

namespace broch::net {
namespace {

TEST(Url, ReadsSchemeHostPortAndTarget) {
  const Url url = *parse_url("https://Host.Example/v1/chat?x=1&y=%20");
  EXPECT_EQ(url.scheme, "https");
  EXPECT_EQ(url.host, "host.example");
  EXPECT_EQ(url.port, 443);
  EXPECT_EQ(url.target, "/v1/chat?x=1&y=%20");
  EXPECT_TRUE(url.tls());
  EXPECT_EQ(parse_url("http://h")->target, "/");
  EXPECT_EQ(parse_url("http://h")->port, 80);
  EXPECT_EQ(parse_url("http://h:8080?q")->target, "/?q");
  EXPECT_EQ(parse_url("http://h:/a")->port, 80);
  EXPECT_EQ(parse_url("http://h/a#fragment")->target, "/a");
  const Url six = *parse_url("http://[2001:db8::1]:81/");
  EXPECT_EQ(six.host, "2001:db8::1");
  EXPECT_EQ(six.port, 81);
}

TEST(Url, RefusesWhatItCannotCall) {
  for (const char* text :
       {"", "h", "/v1", "ftp://h/", "http://", "http:///x", "http://h:0/", "http://h:65536/", "http://h/ a",
        "http://h/\r\nX: y", "http://a%2eb/", "javascript:alert(1)", "http:h"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
  EXPECT_EQ(parse_url("http://h/" + std::string(9000, 'a')).error().kind, ErrorKind::kLimit);
}

TEST(Url, AnAddressIsTheWholeHost) {
  // Boost.URL 1.81 would call 127.0.0.1 for these.
  for (const char* text :
       {"http://127.0.0.1.example.com", "http://127.0.0.1.example.com/v1", "http://127.0.0.1:80.evil/"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

TEST(Url, RefusesUserInformationWithoutRepeatingIt) {
  const auto url = parse_url("https://user:hunter2@host/");
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().to_string().find("hunter2"), std::string::npos);
}

TEST(Url, KnowsLoopback) {
  for (const char* text :
       {"http://127.0.0.1", "http://127.9.8.7", "http://[::1]", "http://localhost", "http://LOCALHOST"}) {
    EXPECT_TRUE(parse_url(text)->loopback()) << text;
  }
  for (const char* text : {"http://localhost.example.com", "http://10.0.0.1", "http://[::2]",
                           "http://0.0.0.0", "http://notlocalhost"}) {
    EXPECT_FALSE(parse_url(text)->loopback()) << text;
  }
}

TEST(Headers, CompareNamesWithoutCase) {
  Headers headers{{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(headers.get("content-type"), "a");
  EXPECT_EQ(headers.get("X"), "1");
  EXPECT_TRUE(headers.has("x"));
  headers.set("x", "3");
  EXPECT_EQ(headers.get("X"), "3");
  EXPECT_EQ(headers.size(), 2u);
  headers.remove("CONTENT-TYPE");
  EXPECT_FALSE(headers.has("content-type"));
  EXPECT_EQ(headers.get("content-type"), "");
}

TEST(Wire, RefusesFieldsThatWouldEndTheirLine) {
  std::string out;
  EXPECT_TRUE(append_fields(out, {{"A", "b c\t\xC3\xA4"}, {"Drop", "x"}}, {"drop"}));
  EXPECT_EQ(out, "A: b c\t\xC3\xA4\r\n");
  EXPECT_FALSE(append_fields(out, {{"A", "b\r\nX: y"}}, {}));
  EXPECT_FALSE(append_fields(out, {{"A", std::string("b\0", 2)}}, {}));
  EXPECT_FALSE(append_fields(out, {{"A b", "c"}}, {}));
  EXPECT_FALSE(append_fields(out, {{"", "c"}}, {}));
}

}  // namespace
}  // namespace broch::net
