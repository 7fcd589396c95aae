#include "eval/suite/completion.h"

#include <gtest/gtest.h>

#include "eval/suite/task_samples.h"

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

TEST(Completion, OfATaskIsItsPrefixWhereNothingIsSaidBesideIt) {
  CodeTask task;
  task.id = "one";
  task.prefix = "// Adds.\nint sum(int a, int b) {";
  const TaskWording wording{
      "", "Go on. {say}\n\n```c\n{prefix}```", {{"neutral", "", ""}, {"haste", "", "Be quick."}}, ""};
  const std::vector<Sample> samples = task_samples({task}, "autocomplete", wording);
  ASSERT_EQ(samples.size(), 2u);
  EXPECT_EQ(prefix_of(samples[0]), task.prefix);
  EXPECT_EQ(prefix_of(samples[1]), "(none)") << "the code alone would not say it";
  chat::Conversation redacted = samples[0].conversation;
  redacted.messages[0].parts[0].text = "Go on.\n\n```c\n// Adds.\n[redacted] {```";
  EXPECT_FALSE(completion_of(samples[0], redacted));
  EXPECT_FALSE(completion_of(samples[0], {}));
}

TEST(Completion, HasTheFlaggedLineInItsGap) {
  Sample one = sample("Go on.\n\nint a;", "int a;\nint b;\nint c;\n");
  one.source.as_object().append("line_text", "int b;");
  auto completion = completion_of(one, one.conversation);
  ASSERT_TRUE(completion);
  EXPECT_EQ(completion->prefix, "int a;\n");
  EXPECT_EQ(completion->suffix, "\nint c;\n");
  one.source.as_object().set("line_text", "int c;");
  completion = completion_of(one, one.conversation);
  ASSERT_TRUE(completion);
  EXPECT_EQ(completion->prefix, "int a;") << "another line comes first";
  EXPECT_EQ(completion->suffix, "");
}

TEST(Completion, IsAbsentWhereSomethingIsSaidBesideIt) {
  const Sample code = sample("Go on.\n\nint a;", "int a;\n");
  chat::Conversation asked = code.conversation;
  asked.messages.insert(asked.messages.begin(), chat::Message::text(chat::Role::kSystem, "Be careful."));
  EXPECT_FALSE(completion_of(code, asked));
  asked = code.conversation;
  asked.messages[0].parts[0].text.insert(0, "You are a poet. ");
  EXPECT_FALSE(completion_of(code, asked));
}

TEST(Completion, IsGoneOnWithByWhoIsAskedByBareText) {
  const Sample code = sample("Go on.\n\nint a;", "int a;\n");
  EXPECT_FALSE(goes_on(code, model::PromptStyle::kChat));
  EXPECT_TRUE(goes_on(code, model::PromptStyle::kRaw));
  EXPECT_TRUE(goes_on(code, model::PromptStyle::kFim));
  EXPECT_FALSE(goes_on(sample("Write it.", "int a;\n", "instruct"), model::PromptStyle::kRaw));
}

TEST(Completion, IsAbsentWhereNoCodeIsAskedFor) {
  EXPECT_EQ(prefix_of(sample("Go on.\n\nint a;", "int a;\n", "instruct")), "(none)");
  EXPECT_EQ(prefix_of(sample("Go on.\n\nint a;", "int b;\n")), "(none)");
  Sample own = sample("Go on.\n\nint a;", "int a;");
  own.source = {};
  EXPECT_EQ(prefix_of(own), "(none)");
  own = sample("x", "x");
  EXPECT_FALSE(completion_of(own, {}));
}

TEST(Completion, IsAbsentWhereAGuardTookSomethingOut) {
  const Sample whole = sample("Go on.\n\n}\nint key;\n}\n", "}\nint key;\n}\nint b;\n");
  EXPECT_EQ(prefix_of(whole), "}\nint key;\n}\n");
  chat::Conversation redacted = whole.conversation;
  redacted.messages[0].parts[0].text = "Go on.\n\n}\nint [redacted];\n}\n";
  EXPECT_FALSE(completion_of(whole, redacted)) << "the last line alone is not what was asked";
}

}  // namespace
}  // namespace broch::eval
