#include "guard/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::guard {
namespace {

using ::testing::AnyOf;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kToken = "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";
const std::string kPem =
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowq8Zx3LmPw0Rt5Vb2Nk7Hd9Js4Gf6Ya1\nCe8Uo3Iq2q8Zx3LmPw0Rt5Vb2N==\n"
    "-----END RSA PRIVATE KEY-----";
const std::string kUnsafe = "```python\nimport os\nos.system(input())\n```\n";
const std::string kSafe = "```python\nprint(1)\n```\n";

std::shared_ptr<const Guard> guard_of(const std::string& yaml) {
  Result<Policy> policy = Policy::parse("name: t\n" + yaml, "test.yaml");
  EXPECT_TRUE(policy) << policy.error().to_string();
  Result<std::shared_ptr<const Guard>> guard = Guard::compile(*policy);
  EXPECT_TRUE(guard) << guard.error().to_string();
  return *guard;
}

std::shared_ptr<const Guard> redacting() {
  static const auto guard = guard_of("stages: {output: {secrets: redact, insecure-code: flag}}");
  return guard;
}

std::shared_ptr<const Guard> blocking() {
  static const auto guard = guard_of("stages: {output: {secrets: redact, insecure-code: block}}");
  return guard;
}

struct Outcome {
  std::string released;
  bool blocked = false;
  std::vector<std::string> findings;
};

void add(const std::vector<SegmentFinding>& findings, std::vector<std::string>& out) {
  for (const SegmentFinding& f : findings) {
    out.push_back(f.finding.rule + "@" + std::to_string(f.finding.span.begin) + "-" +
                  std::to_string(f.finding.span.end));
  }
}

Outcome streamed(const std::shared_ptr<const Guard>& guard, const std::vector<std::string>& pieces) {
  StreamGuard stream(guard);
  Outcome out;
  const auto take = [&](const StreamStep& step) {
    out.released += step.released;
    out.blocked = step.blocked;
    add(step.findings, out.findings);
  };
  for (const std::string& piece : pieces) take(stream.feed(piece));
  take(stream.finish());
  EXPECT_EQ(stream.held_bytes(), out.blocked ? stream.held_bytes() : 0);
  std::ranges::sort(out.findings);
  return out;
}

Outcome whole(const std::shared_ptr<const Guard>& guard, const std::string& text) {
  chat::Segment segment;
  segment.text = text;
  segment.provenance = chat::Provenance::kAssistant;
  const Verdict v = guard->check(Stage::kOutput, {segment});
  Outcome out{v.redacted({segment}, 0), v.action >= Action::kRequireApproval, {}};
  add(v.findings, out.findings);
  std::ranges::sort(out.findings);
  return out;
}

std::vector<std::string> chopped(const std::string& text, Random& random) {
  std::vector<std::string> pieces;
  const size_t longest = 1 + random.below(40);
  for (size_t at = 0; at < text.size();) {
    pieces.push_back(text.substr(at, 1 + random.below(longest)));
    at += pieces.back().size();
  }
  return pieces;
}

TEST(StreamGuard, ReleasesProseWordByWord) {
  StreamGuard stream(redacting());
  // The first words of a reply wait until they read as a sentence and not as code.
  EXPECT_THAT(stream.feed("The weather in Oban is ").released, IsEmpty());
  EXPECT_EQ(stream.feed("wet and ").released, "The weather in Oban is wet and ");
  EXPECT_EQ(stream.feed("win").released, "");
  EXPECT_EQ(stream.feed("dy today.").released, "windy ");
  EXPECT_EQ(stream.finish().released, "today.");
}

TEST(StreamGuard, HoldsASecretUntilItIsWhole) {
  StreamGuard stream(redacting());
  std::string out = stream.feed("Hello.\nUse " + kToken.substr(0, 12)).released;
  EXPECT_EQ(out, "Hello.\nUse ");
  out += stream.feed(kToken.substr(12)).released;
  EXPECT_EQ(out, "Hello.\nUse ");
  const StreamStep step = stream.feed(" here.\n");
  out += step.released;
  EXPECT_EQ(out, "Hello.\nUse [redacted: github-token] here.\n");
  ASSERT_EQ(step.findings.size(), 1u);
  EXPECT_EQ(step.findings[0].finding.span, (Span{11, 51}));
  EXPECT_EQ(stream.finish().released, "");
  EXPECT_EQ(stream.verdict().action, Action::kRedact);
}

TEST(StreamGuard, HoldsAPrivateKeyOverLines) {
  StreamGuard stream(redacting());
  std::string out;
  for (const char c : "Key:\n" + kPem) out += stream.feed(std::string(1, c)).released;
  EXPECT_THAT(out, AnyOf("Key:\n", ""));
  out += stream.feed("\nDone.").released;
  out += stream.finish().released;
  EXPECT_EQ(out, "Key:\n[redacted: private-key]\nDone.");
}

TEST(StreamGuard, HoldsCodeUntilItsFenceCloses) {
  StreamGuard stream(blocking());
  EXPECT_EQ(stream.feed("Here it is.\n").released, "Here it is.\n");
  EXPECT_THAT(stream.feed(kSafe.substr(0, 18)).released, IsEmpty());
  EXPECT_EQ(stream.feed(kSafe.substr(18)).released, kSafe);
  const StreamStep step = stream.feed(kUnsafe + "after");
  EXPECT_THAT(step.released, IsEmpty());
  EXPECT_TRUE(step.blocked);
  EXPECT_THAT(step.findings, Not(IsEmpty()));
  EXPECT_TRUE(stream.feed("more").blocked);
  EXPECT_THAT(stream.finish().released, IsEmpty());
}

TEST(StreamGuard, FindsCodeThatHasNoFence) {
  const std::string text = "Sure, this does it:\n\nimport os\n\ndef run():\n    os.system(input())\n";
  EXPECT_TRUE(whole(blocking(), text).blocked);
  const Outcome out = streamed(blocking(), {text.substr(0, 30), text.substr(30)});
  EXPECT_TRUE(out.blocked);
  EXPECT_EQ(out.released, "Sure, this does it:\n\n");
}

// The differential test: whatever the pieces, what goes out is what the whole text gives.
TEST(StreamGuard, AgreesWithTheWholeTextForRandomTextsAndPieces) {
  const std::vector<std::string> parts = {
      "Some words about the weather. ",
      "A line.\n",
      "\n",
      kToken,
      " ",
      kPem,
      kUnsafe,
      kSafe,
      "password = \"Vq7#mK2pLx\"",
      "api_key: 'q8Zx3LmPw0Rt5Vb2Nk7Hd9Js4Gf6Ya1Ce8'",
      "`inline` ",
      "```",
      "```\n",
      "~~~\n",
      "Here is the code:\n",
      "import os\n\ndef run():\n    os.system(input())\n",
      "x = 1\n",
      "# Heading\n",
      "caf\xC3\xA9 \xF0\x9F\x98\x80 ",
      "-----BEGIN",
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.q8Zx3LmPw0Rt5Vb2Nk7H",
      "- item one\n",
      "https://app:Xk29sVqp7L@db.internal/x",
      "\r\n",
      "AKIA",
      "Z7QK2PLMX4NVTR3B",
      "  indented\n",
      "def f(x):\n    return eval(x)\n",
      "Note that this is quite a long sentence, with (brackets) and so on:\n",
      "\t",
      "ghp_",
      "sk-",
      ": ",
      "> ",
      "12",
      ". ",
      "> ```python\n> import os\n> os.system(input())\n> ```\n",
      "1. ```python\n   import os\n   os.system(input())\n   ```\n",
      "> ```py\n> x = 1\n",
      "1. > ```sh\n   > pip install flask\n   > ```\n",
      "\r",
      "So it is ```bash\r\rwords\r```\r",
      "````markdown\n```python\nimport os\nos.system(input())\n```\n````\n",
      "So ```python\nimport os\nos.system(input())\n```\n"};
  Random random(20260101);
  size_t with_findings = 0;
  size_t blocked = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = 1 + random.below(12); n > 0; --n) text += parts[random.below(parts.size())];
    const auto guard = round % 2 == 0 ? redacting() : blocking();
    const Outcome expected = whole(guard, text);
    const Outcome actual = streamed(guard, chopped(text, random));
    ASSERT_EQ(actual.blocked, expected.blocked) << text;
    if (expected.blocked) {
      ASSERT_TRUE(expected.released.starts_with(actual.released)) << text << "\n---\n" << actual.released;
      ++blocked;
    } else {
      ASSERT_EQ(actual.released, expected.released) << text;
      ASSERT_EQ(actual.findings, expected.findings) << text;
      with_findings += !expected.findings.empty();
    }
  }
  EXPECT_GT(with_findings, 300u);
  EXPECT_GT(blocked, 250u);
}

TEST(StreamGuard, DecidesInPiecesBeyondTheLimitAndSaysSo) {
  const auto guard =
      guard_of("max_hold_bytes: 32768\nstages: {output: {secrets: redact, insecure-code: block}}");
  StreamGuard stream(guard);
  std::string out = stream.feed("```python\nimport os\n").released;
  for (int i = 0; i < 4000; ++i) out += stream.feed("x = " + std::to_string(i) + "\n").released;
  EXPECT_GT(out.size(), 30'000u);
  EXPECT_LE(stream.held_bytes(), 33'000u);
  const auto noted = [](const Coverage& c) { return c.why.find("decided in pieces") != std::string::npos; };
  EXPECT_TRUE(std::ranges::any_of(stream.verdict().coverage, noted));
  // The block is still open: what follows is read as Python.
  const StreamStep step = stream.feed("os.system(input())\n```\n");
  EXPECT_TRUE(step.blocked);
}

TEST(StreamGuard, WhatWasReadInPartIsOneEntryAndNotCalledScanned) {
  StreamGuard stream(guard_of("stages: {output: {insecure-code: block}}"));
  stream.feed("Some words.\n");
  stream.feed("```cobol\nDISPLAY X.\n```\n");
  stream.feed("```python\nx = 1\n```\nMore words.\n");
  stream.finish();
  const std::vector<Coverage>& coverage = stream.verdict().coverage;
  ASSERT_EQ(coverage.size(), 1u);
  EXPECT_EQ(coverage[0].state, Coverage::State::kSkipped);
  EXPECT_EQ(coverage[0].why, "no rules for `cobol`");
}

TEST(StreamGuard, AnEmptyStreamHasAVerdict) {
  StreamGuard stream(blocking());
  EXPECT_FALSE(stream.finish().blocked);
  EXPECT_EQ(stream.verdict().coverage.size(), 2u);
}

TEST(StreamGuard, ASurrogatePairSplitOverDeltasIsNotTornApart) {
  StreamGuard stream(redacting());
  std::string out = stream.feed("a \xED\xA0\xBD").released;
  out += stream.feed("\xED\xB8\x80 b").released;
  out += stream.finish().released;
  EXPECT_EQ(out, "a \xF0\x9F\x98\x80 b");
}

}  // namespace
}  // namespace broch::guard
