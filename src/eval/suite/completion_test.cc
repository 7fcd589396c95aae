#include "eval/suite/completion.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

Sample sample(const std::string& prompt, const std::string& origin,
              const std::string& variant = "autocomplete") {
  Sample out;
  out.source = json::Object{{"variant", variant}, {"origin_code", origin}};
  out.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, prompt));
  return out;
}

std::string prefix_of(const Sample& sample) {
  const auto completion = completion_of(sample, sample.conversation);
  return completion ? completion->prefix : "(none)";
}

TEST(Completion, IsTheCodeAfterTheInstruction) {
  EXPECT_EQ(prefix_of(sample("\nGo on with this.\n\nint a;\nint b;\n", "int a;\nint b;\nint c;\n")),
            "int a;\nint b;\n");
  EXPECT_EQ(prefix_of(sample("\nGo on with this.\n\n\n  x = 1\n", "\n  x = 1\n  y = 2\n")), "\n  x = 1\n");
}

TEST(Completion, IsAbsentWhereTheCodeIsNotAskedAsItStands) {
  EXPECT_EQ(prefix_of(sample("Go on.\n\nint [redacted];\n", "int key;\nint b;\n")), "(none)");
  EXPECT_EQ(prefix_of(sample("Go on.\n\nint a;", "int a;\n", "instruct")), "(none)");
  Sample own = sample("Go on.\n\nint a;", "int a;");
  own.source = {};
  EXPECT_EQ(prefix_of(own), "(none)");
  own = sample("x", "x");
  EXPECT_FALSE(completion_of(own, {}));
}

}  // namespace
}  // namespace broch::eval
