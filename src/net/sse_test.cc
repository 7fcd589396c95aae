#include "net/sse.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::net {
namespace {

std::vector<SseEvent> parse(std::string_view bytes, std::string* rest = nullptr) {
  SseParser parser;
  Result<std::vector<SseEvent>> events = parser.feed(bytes);
  EXPECT_TRUE(events);
  Result<std::vector<SseEvent>> last = parser.finish();
  EXPECT_TRUE(last);
  for (SseEvent& event : *last) events->push_back(std::move(event));
  if (rest) *rest = parser.pending();
  return *std::move(events);
}

// The examples of WHATWG HTML, section 9.2.6 (interpreting an event stream).
TEST(Sse, StandardExampleOfThreeDataLines) {
  const auto events = parse("data: YHOO\ndata: +2\ndata: 10\n\n");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].data, "YHOO\n+2\n10");
}

TEST(Sse, StandardExampleOfCommentsIdsAndMissingSpace) {
  const auto events =
      parse(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n");
  ASSERT_EQ(events.size(), 4u);
  EXPECT_FALSE(events[0].has_data);
  EXPECT_EQ(events[0].raw, ": test stream\n\n");
  EXPECT_EQ(events[1].data, "first event");
  EXPECT_EQ(events[1].id, "1");
  EXPECT_EQ(events[2].data, "second event");
  EXPECT_EQ(events[2].id, "");
  EXPECT_EQ(events[3].data, " third event");
}

TEST(Sse, StandardExampleOfEmptyData) {
  std::string rest;
  const auto events = parse("data\n\ndata\ndata\n\ndata:", &rest);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_TRUE(events[0].has_data);
  EXPECT_EQ(events[0].data, "");
  EXPECT_EQ(events[1].data, "\n");
  EXPECT_EQ(rest, "data:");
}

TEST(Sse, ReadsAllThreeLineEnds) {
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    const std::string one = "event: x" + end + "data: a" + end + "data: b" + end + end;
    std::string rest;
    const auto events = parse(one + one, &rest);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].event, "x");
    EXPECT_EQ(events[1].data, "a\nb");
    EXPECT_EQ(events[1].raw, one);
    EXPECT_EQ(rest, "");
  }
}

TEST(Sse, SkipsTheByteOrderMarkOnceAndKeepsItsBytes) {
  const auto events = parse(
      "\xEF\xBB\xBF"
      "data: a\n\n\xEF\xBB\xBF"
      "data: b\n\n");
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].data, "a");
  EXPECT_EQ(events[0].raw,
            "\xEF\xBB\xBF"
            "data: a\n\n");
  EXPECT_FALSE(events[1].has_data);
}

TEST(Sse, IgnoresAnIdWithNul) {
  const auto events = parse(std::string_view("id: a\0b\ndata: x\n\n", 17));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].id, "");
}

TEST(Sse, KeepsWhatWasCutOff) {
  std::string rest;
  const auto events = parse("data: whole\n\ndata: half\n", &rest);
  EXPECT_EQ(events.size(), 1u);
  EXPECT_EQ(rest, "data: half\n");
}

TEST(Sse, DispatchesWithoutWaitingForMoreBytes) {
  SseParser parser;
  EXPECT_EQ(parser.feed("data: a\r\n\r\n")->size(), 1u);
  EXPECT_EQ(parser.feed("data: b\n\n")->size(), 1u);
}

TEST(Sse, RefusesAnEventThatIsTooLarge) {
  const std::string line(50, 'x');
  SseParser parser(100);
  EXPECT_TRUE(parser.feed("data: " + line + "\n\n"));
  EXPECT_TRUE(parser.feed("data: " + line));
  const auto events = parser.feed(line);
  ASSERT_FALSE(events);
  EXPECT_EQ(events.error().kind, ErrorKind::kLimit);
  EXPECT_FALSE(parser.feed("\n\n"));
  SseParser whole(100);
  EXPECT_FALSE(whole.feed("data: " + line + line + "\n\n"));
}

/// Pieces chosen so that every field, line end and mark occurs next to every other.
std::string random_stream(Random& random) {
  static const std::string kPieces[] = {
      "data", ":",        " ",     "data: x",      "\n",       "\r", "\r\n", "\n\n",     "\r\n\r\n",
      "\r\r", "event: e", "id: 1", "\xEF\xBB\xBF", "\xEF\xBB", "",   ": c",  "retry: 5", "z"};
  std::string out;
  for (uint64_t n = random.below(40); n > 0; --n) out += kPieces[random.below(std::size(kPieces))];
  return out;
}

TEST(Sse, AnySplitGivesTheSameEvents) {
  Random random(20);
  for (int round = 0; round < 5000; ++round) {
    const std::string bytes = random_stream(random);
    std::string whole_rest;
    const auto whole = parse(bytes, &whole_rest);
    SseParser parser;
    std::vector<SseEvent> split;
    const auto take = [&](Result<std::vector<SseEvent>> events) {
      ASSERT_TRUE(events);
      for (SseEvent& event : *events) split.push_back(std::move(event));
    };
    for (size_t at = 0; at < bytes.size();) {
      const size_t piece = 1 + random.below(5);
      take(parser.feed(std::string_view(bytes).substr(at, piece)));
      at += piece;
    }
    take(parser.finish());
    ASSERT_EQ(split.size(), whole.size()) << bytes;
    EXPECT_EQ(parser.pending(), whole_rest);
    std::string joined;
    for (size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(split[i].raw, whole[i].raw);
      EXPECT_EQ(split[i].data, whole[i].data);
      EXPECT_EQ(split[i].event, whole[i].event);
      EXPECT_EQ(split[i].id, whole[i].id);
      joined += split[i].raw;
    }
    EXPECT_EQ(joined + whole_rest, bytes);
  }
}

TEST(Sse, WritesWhatItReads) {
  EXPECT_EQ(write_sse("[DONE]"), "data: [DONE]\n\n");
  EXPECT_EQ(write_sse("{}", "error"), "event: error\ndata: {}\n\n");
  const auto events = parse(write_sse("a\r\nb\rc\n", "x\ndata: forged"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].data, "a\nb\nc\n");
  EXPECT_EQ(events[0].event, "x");
}

}  // namespace
}  // namespace broch::net
