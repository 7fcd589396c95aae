#include "net/message.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::net {
namespace {

using Kind = MessageParser::Kind;

/// Feeds `bytes` in pieces as a connection would: what was not used comes again.
Status feed(MessageParser& parser, std::string_view bytes, size_t piece, std::string* rest = nullptr) {
  std::string input;
  for (size_t at = 0; at < bytes.size() && !parser.done(); at += piece) {
    input += bytes.substr(at, piece);
    BROCH_TRY(const size_t used, parser.feed(input));
    input.erase(0, used);
    if (parser.done()) input += at + piece < bytes.size() ? bytes.substr(at + piece) : "";
  }
  if (rest) *rest = input;
  return {};
}

TEST(MessageParser, ReadsARequestInPiecesOfAnySize) {
  const std::string_view bytes =
      "\r\nPOST /v1/chat?x HTTP/1.1\r\nHost: h\r\nX-A:  b \r\nContent-Length: 5\r\n\r\nhelloGET";
  for (size_t piece = 1; piece <= bytes.size(); ++piece) {
    MessageParser parser(Kind::kRequest, {});
    std::string rest;
    ASSERT_TRUE(feed(parser, bytes, piece, &rest));
    ASSERT_TRUE(parser.done());
    EXPECT_EQ(parser.head().method, "POST");
    EXPECT_EQ(parser.head().target, "/v1/chat?x");
    EXPECT_EQ(parser.head().headers.get("x-a"), "b");
    EXPECT_EQ(parser.body(), "hello");
    EXPECT_TRUE(parser.head().keep_alive);
    EXPECT_EQ(rest, "GET");
  }
}

TEST(MessageParser, ReadsChunksWithExtensionsAndTrailersInPiecesOfAnySize) {
  const std::string_view bytes =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;a=b\r\nhello\r\n1\r\n \r\n000005\r\nworld\r\n0\r\nX-Trailer: t\r\n\r\n";
  for (size_t piece = 1; piece <= bytes.size(); ++piece) {
    MessageParser parser(Kind::kResponse, {});
    ASSERT_TRUE(feed(parser, bytes, piece));
    ASSERT_TRUE(parser.done());
    EXPECT_EQ(parser.head().status, 200);
    EXPECT_EQ(parser.body(), "hello world");
    EXPECT_FALSE(parser.head().headers.has("x-trailer"));
  }
}

TEST(MessageParser, RefusesRequestsThatTwoReadersWouldSplitDifferently) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\n";
  for (const char* fields : {
           "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
           "Transfer-Encoding: gzip\r\n\r\n",
           "Transfer-Encoding: chunked, identity\r\n\r\n",
           "Transfer-Encoding: gzip, chunked\r\n\r\n",
           "Transfer-Encoding: xchunked\r\n\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
           "Transfer-Encoding:\vchunked\r\n\r\n",
           "Transfer-Encoding : chunked\r\n\r\n",
           "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
           "Content-Length: 5, 6\r\n\r\n",
           "Content-Length: +5\r\n\r\n",
           "Content-Length: -5\r\n\r\n",
           "Content-Length: 0x5\r\n\r\n",
           "Content-Length: 99999999999999999999999\r\n\r\n",
           "Content-Length: \r\n\r\n",
           "X\r\n\r\n",
           "X: a\nY: b\r\n\r\n",
       }) {
    MessageParser parser(Kind::kRequest, {});
    const Status status = feed(parser, head + fields, 4096);
    ASSERT_FALSE(status) << fields;
    EXPECT_EQ(status.error().kind, ErrorKind::kInput) << fields;
  }
}

TEST(MessageParser, RefusesChunksThatAreNone) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* body :
       {"x\r\n", "-1\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n", "5 5\r\nhello\r\n", "\r\n"}) {
    MessageParser parser(Kind::kRequest, {});
    EXPECT_FALSE(feed(parser, head + body, 4096)) << body;
  }
}

// Found by fuzzing: Beast 1.81 stops a debug build at an assertion when the last chunk is the first and is
// followed by one byte of a trailer.
TEST(MessageParser, ReadsALoneLastChunkByteByByte) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* last : {"0\r\n\r\n", "0\r\nX: y\r\n\r\n"}) {
    MessageParser parser(Kind::kRequest, {});
    ASSERT_TRUE(feed(parser, head + last, 1));
    EXPECT_TRUE(parser.done());
  }
}

TEST(MessageParser, GivesOutTheLastByteOfAChunkAtOnce) {
  MessageParser parser(Kind::kResponse, {});
  std::string input = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell";
  input.erase(0, *parser.feed(input));
  input += "o";
  input.erase(0, *parser.feed(input));
  EXPECT_EQ(parser.body(), "hello");
  EXPECT_EQ(input, "");
}

TEST(MessageParser, RefusesTransferEncodingUnderHttp10) {
  MessageParser parser(Kind::kRequest, {});
  EXPECT_FALSE(feed(parser, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 4096));
}

TEST(MessageParser, TellsTheTwoLimitsApart) {
  const MessageLimits limits{.header_bytes = 1024, .body_bytes = 10};
  MessageParser head(Kind::kRequest, limits);
  Status status = feed(head, "GET / HTTP/1.1\r\nHost: " + std::string(5000, 'h'), 100);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kLimit);
  EXPECT_FALSE(head.head_done());

  for (const char* body :
       {"Content-Length: 11\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n",
        "Transfer-Encoding: chunked\r\n\r\n9\r\n012345678\r\n2\r\n01\r\n"}) {
    MessageParser parser(Kind::kRequest, limits);
    status = feed(parser, std::string("POST / HTTP/1.1\r\nHost: h\r\n") + body, 7);
    ASSERT_FALSE(status) << body;
    EXPECT_EQ(status.error().kind, ErrorKind::kLimit);
    EXPECT_TRUE(parser.head_done());
  }
  MessageParser exact(Kind::kRequest, limits);
  EXPECT_TRUE(feed(exact, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789", 7));
  EXPECT_TRUE(exact.done());
}

TEST(MessageParser, BoundsChunkLinesAndTrailers) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  MessageParser line(Kind::kResponse, {.header_bytes = 1024});
  EXPECT_FALSE(feed(line, head + "1;" + std::string(5000, 'a'), 100));
  MessageParser trailer(Kind::kResponse, {.header_bytes = 1024});
  EXPECT_FALSE(feed(trailer, head + "0\r\nX: " + std::string(5000, 'a'), 100));
  std::string padded = head;
  for (int i = 0; i < 200; ++i) padded += "1;" + std::string(500, 'a') + "\r\nx\r\n";
  MessageParser padding(Kind::kResponse, {.header_bytes = 1024});
  EXPECT_FALSE(feed(padding, padded, 100));
}

TEST(MessageParser, KnowsWhenTheEndIsTheEnd) {
  MessageParser to_end(Kind::kResponse, {});
  ASSERT_TRUE(feed(to_end, "HTTP/1.0 200 OK\r\n\r\nall of it", 4));
  EXPECT_FALSE(to_end.done());
  EXPECT_TRUE(to_end.finish());
  EXPECT_TRUE(to_end.done());
  EXPECT_EQ(to_end.body(), "all of it");
  for (const char* cut : {"HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}) {
    MessageParser parser(Kind::kResponse, {});
    ASSERT_TRUE(feed(parser, cut, 4096));
    EXPECT_FALSE(parser.finish()) << cut;
  }
  MessageParser to_head(Kind::kResponseToHead, {});
  ASSERT_TRUE(feed(to_head, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 4096));
  EXPECT_TRUE(to_head.done());
}

TEST(MessageParser, SurvivesRandomBytes) {
  Random random(7);
  static const std::string kPieces[] = {"HTTP/1.1 ", "200 OK",
                                        "\r\n",      "Content-Length: ",
                                        "5",         "Transfer-Encoding: ",
                                        "chunked",   "\r\n\r\n",
                                        "GET / ",    "Host: h",
                                        "0",         "\n",
                                        "\r",        ":",
                                        ";",         "ff"};
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (uint64_t n = random.below(30); n > 0; --n) {
      bytes += random.below(8) == 0 ? std::string(1, static_cast<char>(random.below(256)))
                                    : kPieces[random.below(std::size(kPieces))];
    }
    MessageParser parser(random.below(2) ? Kind::kRequest : Kind::kResponse, {1024, 1024});
    if (feed(parser, bytes, 1 + random.below(9))) static_cast<void>(parser.finish());
  }
}

}  // namespace
}  // namespace broch::net
