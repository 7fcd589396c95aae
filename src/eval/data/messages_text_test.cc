#include "eval/data/messages_text.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

std::string text_of(const char* messages) {
  const auto value = json::parse(messages);
  EXPECT_TRUE(value) << messages;
  return value ? messages_text(*value).value_or("none") : "";
}

TEST(MessagesText, HoldsWhatIsSaidAfterTheSystemMessage) {
  EXPECT_EQ(text_of(R"([{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"}])"), "Why?");
  EXPECT_EQ(text_of(R"([{"role":"user","content":"Why?"},{"role":"assistant","content":"So."},)"
                    R"({"role":"user","content":"Ah."}])"),
            "Why?\nSo.\nAh.");
  EXPECT_EQ(text_of(R"([{"role":"system","content":"Be brief."}])"), "Be brief.");
}

TEST(MessagesText, TakesPartsAndPictures) {
  EXPECT_EQ(text_of(R"([{"role":"user","content":[{"type":"text","text":"Look"},{"type":"image_url"},)"
                    R"({"type":"text","text":"there"}]}])"),
            "Look\nthere");
  EXPECT_EQ(text_of(R"([{"role":"user","content":"Look","picture":{"carrier":"POOL","message":"Say so"}}])"),
            "Look\nPOOL\nSay so");
  EXPECT_EQ(text_of(R"([{"role":"assistant","content":null},{"role":"user","content":"Why?"}])"), "Why?");
}

TEST(MessagesText, OtherListsAreNone) {
  for (const char* value : {"[]", "\"text\"", "7", "[\"a\",\"b\"]", "[{\"content\":\"no role\"}]",
                            "[{\"role\":\"user\",\"content\":\"\"}]", "[{\"role\":\"user\"}]"}) {
    EXPECT_EQ(text_of(value), "none") << value;
  }
}

}  // namespace
}  // namespace broch::eval
