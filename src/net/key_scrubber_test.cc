#include "net/key_scrubber.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "core/hash.h"
#include "core/json.h"

namespace broch::net {
namespace {

const std::string kSecret = "sk-abXabcab/-0123456789";

TEST(KeyScrubber, WordsAndShortKeysAreNoSecrets) {
  for (const char* key : {"",
                          "x",
                          "sk",
                          "key",
                          "EMPTY",
                          "none",
                          "password",
                          "hunter2",
                          "token-abc123",
                          "sk-1234",
                          "lm-studio",
                          "dummy-key",
                          "sk-no-key-required",
                          "your-api-key-here",
                          "YOUR_OPENAI_API_KEY",
                          "Not-Needed-For-Local",
                          "changeme-changeme-changeme",
                          "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                          "sk-00000000000000000000",
                          "sk-1234567890abcdef",
                          "0123456789abcdef0123456789abcdef"}) {
    EXPECT_FALSE(is_secret(key)) << key;
    const std::string text = fmt::format("the {0}word: context, ssl.create_default_context({0})", key);
    EXPECT_EQ(KeyScrubber(key).clean(text), text);
  }
}

TEST(KeyScrubber, KeysThatServersGiveOutAreSecrets) {
  Random random(5);
  const auto draw = [&](std::string text, std::string_view from, size_t count) {
    while (count-- > 0) text += from[random.below(from.size())];
    return text;
  };
  const std::string lower = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789";
  const std::string letters = lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (int round = 0; round < 2000; ++round) {
    for (const std::string& key :
         {draw("", "0123456789abcdef", 32), draw("sk-proj-", letters + digits + "-_", 40),
          draw("", letters + digits, 20), draw("gsk_", letters, 20), draw("", lower, 24)}) {
      ASSERT_TRUE(is_secret(key)) << key;
    }
  }
  EXPECT_TRUE(is_secret("abc/SECRETKEY\"x1+23=="));
}

/// The key as JSON may spell it inside a string.
std::string spelled(const std::string& key, Random& random) {
  std::string out;
  for (const char c : key) {
    const uint64_t how = random.below(4);
    if (how == 0) {
      out += random.below(2) == 0 ? fmt::format("\\u{:04x}", static_cast<int>(c))
                                  : fmt::format("\\u{:04X}", static_cast<int>(c));
    } else if (c == '"' || c == '\\' || (c == '/' && how == 1)) {
      out.append("\\").append(1, c);
    } else {
      out += c;
    }
  }
  return out;
}

TEST(KeyScrubber, FindsTheKeyHoweverJsonSpellsIt) {
  Random random(7);
  for (const std::string& key :
       {kSecret, std::string("abc/SECRETKEY\"x1+23=="), std::string("a\\b\\\\c/\"0123456789x")}) {
    const KeyScrubber scrubber(key);
    for (int round = 0; round < 300; ++round) {
      const std::string once = spelled(key, random);
      EXPECT_EQ(scrubber.clean("{\"a\":\"is " + once + " ok\"}"), "{\"a\":\"is [key] ok\"}") << once;
      const std::string inner = json::quote("{\"a\":\"is " + once + " ok\"}");
      EXPECT_EQ(scrubber.clean(inner), json::quote("{\"a\":\"is [key] ok\"}")) << inner;
    }
  }
}

TEST(KeyScrubber, TextThatIsAlmostTheKeyStays) {
  const KeyScrubber scrubber(kSecret);
  for (const std::string& text :
       {kSecret.substr(0, kSecret.size() - 1), "\\" + kSecret.substr(0, 9) + "\\u00zz",
        "\\u0073k-\\n" + kSecret.substr(3), std::string(100'000, '\\'), std::string("C:\\sk\\u0073\\")}) {
    EXPECT_EQ(scrubber.clean(text), text);
  }
  EXPECT_EQ(scrubber.clean("C:\\\\" + kSecret), "C:\\\\[key]");
}

TEST(KeyScrubber, WhatIsLeftNeverMakesTheKeyAgain) {
  const std::string key = "a[key]b-0123456789";
  const KeyScrubber scrubber(key);
  const std::string text = "a" + key + "b-0123456789";
  EXPECT_EQ(scrubber.clean(text).find(key), std::string::npos);
  EXPECT_EQ(
      KeyScrubber(kSecret).clean(kSecret + kSecret + kSecret.substr(0, 5) + kSecret + kSecret.substr(5)),
      "[key][key]" + kSecret.substr(0, 5) + "[key]" + kSecret.substr(5));
}

TEST(KeyScrubber, HeadersAndBody) {
  Response response{401, {{"x-echo", "Bearer " + kSecret}}, "{\"key\":\"" + kSecret + "\"}"};
  response = KeyScrubber(kSecret).clean(std::move(response));
  EXPECT_EQ(response.headers.get("x-echo"), "Bearer [key]");
  EXPECT_EQ(response.body, "{\"key\":\"[key]\"}");
}

TEST(KeyScrubber, SaysWhereTheKeyMayGoOn) {
  const KeyScrubber scrubber(kSecret);
  EXPECT_FALSE(scrubber.find("nothing of it"));
  for (const std::string& begun : {kSecret.substr(0, 1), kSecret.substr(0, 9), std::string("\\u00"),
                                   "\\u0073" + kSecret.substr(1, 4) + "\\"}) {
    const auto place = scrubber.find("file: " + begun);
    ASSERT_TRUE(place) << begun;
    EXPECT_FALSE(place->whole);
    EXPECT_EQ(place->span.begin, 6u);
  }
}

}  // namespace
}  // namespace broch::net
