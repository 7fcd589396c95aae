#include "gateway/key_scrubber.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::gateway {
namespace {

const std::string kSecret = "sk-abcabcabd-0123456789";

TEST(KeyScrubber, HeadersAndBody) {
  net::Response response{401, {{"x-echo", "Bearer " + kSecret}}, "{\"key\":\"" + kSecret + "\"}"};
  response = without_key(std::move(response), kSecret);
  EXPECT_EQ(response.headers.get("x-echo"), "Bearer [key]");
  EXPECT_EQ(response.body, "{\"key\":\"[key]\"}");
}

TEST(KeyScrubber, AShortKeyIsNoSecret) {
  EXPECT_EQ(without_key("the key is key", "key"), "the key is key");
  KeyScrubber scrubber("");
  EXPECT_EQ(scrubber.feed("anything"), "anything");
}

TEST(KeyScrubber, AnyPiecesGiveWhatTheWholeGives) {
  const std::string text = "a " + kSecret + kSecret + " b sk-abcabcabc sk-abc" + kSecret.substr(0, 10) +
                           "x " + kSecret.substr(0, 5);
  const std::string whole = without_key(text, kSecret);
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    KeyScrubber scrubber(kSecret);
    std::string out;
    for (size_t at = 0; at < text.size();) {
      const size_t length = 1 + random.below(12);
      out += scrubber.feed(std::string_view(text).substr(at, length));
      EXPECT_EQ(out.find(kSecret.substr(0, 12) + kSecret.substr(12)), std::string::npos);
      at += length;
    }
    out += scrubber.finish();
    ASSERT_EQ(out, whole);
  }
}

}  // namespace
}  // namespace broch::gateway
