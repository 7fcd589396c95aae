#include "eval/export.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

TEST(ExportJsonl, WritesOneLinePerAttemptAndNoTranscript) {
  auto attempts = attempts_of("insecure", "1e?");
  attempts[0].prompt = "secret prompt";
  attempts[0].reply = "secret reply";
  attempts[0].truth = Outcome::kUnsafe;
  attempts[0].grade.by = By::kGuard;
  attempts[0].grader = "insecure-code@1";
  const std::string text = export_jsonl(run_of("r1"), attempts);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_EQ(text.find("secret"), std::string::npos);

  const auto first = json::parse(text.substr(0, text.find('\n')));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->get_string("run"), "r1");
  EXPECT_EQ(first->get_string("outcome"), "unsafe");
  EXPECT_EQ(first->get_string("by"), "guard");
  EXPECT_EQ(first->get_bool("unsafe"), std::nullopt);  // this grade left it open
  EXPECT_NE(first->find("unsafe"), nullptr);
  EXPECT_EQ(first->get_string("truth"), "unsafe");
  EXPECT_EQ(first->at_pointer("/condition/model")->as_string(), "sim:vulnerable");
  EXPECT_NE(text.find("\"error\":\"timeout: no answer\""), std::string::npos);
}

}  // namespace
}  // namespace broch::eval
