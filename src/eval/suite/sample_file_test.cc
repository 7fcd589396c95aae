#include "eval/suite/sample_file.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

constexpr std::string_view kSample =
    R"({"id":"a","category":"CWE-89","language":"python","twin":"i","tags":["quick"],"slices":{"cwe":"CWE-89"},)"
    R"("messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"grading":{"question":"Q"}})";

TEST(SampleFile, ReadsEveryKey) {
  const std::string text =
      "\n" + std::string(kSample) + "\n\n" +
      R"({"id":"b","item":"i","cluster":"c","intent":"benign","category":"x","messages":[{"role":"user","content":"V"}]})";
  const auto samples = parse_samples(text, "f.jsonl");
  ASSERT_TRUE(samples) << samples.error().to_string();
  ASSERT_EQ(samples->size(), 2u);
  const Sample& a = (*samples)[0];
  EXPECT_EQ(a.item, "a");
  EXPECT_EQ(a.cluster, "a");
  EXPECT_EQ(a.twin, "i");
  EXPECT_EQ(a.intent, "attack");
  EXPECT_EQ(a.slices.at("cwe"), "CWE-89");
  EXPECT_EQ(a.slices.at("language"), "python");
  EXPECT_EQ(a.tags, std::vector<std::string>{"quick"});
  ASSERT_EQ(a.conversation.messages.size(), 2u);
  EXPECT_EQ(a.conversation.messages[0].role, chat::Role::kSystem);
  EXPECT_EQ(a.grading.get_string("question"), "Q");
  EXPECT_EQ(a.line, 2);
  EXPECT_EQ(a.record, 0);
  const Sample& b = (*samples)[1];
  EXPECT_EQ(b.item, "i");
  EXPECT_EQ(b.cluster, "c");
  EXPECT_EQ(b.intent, "benign");
  EXPECT_EQ(b.line, 4);
  EXPECT_EQ(b.record, 1);
}

struct Broken {
  const char* line;
  const char* where;  ///< "f.jsonl:LINE:COLUMN"
  const char* what;   ///< part of the message
};

class BrokenSample : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenSample, IsAnErrorWithItsPlace) {
  const auto samples = parse_samples(GetParam().line, "f.jsonl");
  ASSERT_FALSE(samples);
  EXPECT_EQ(samples.error().kind, ErrorKind::kInput);
  EXPECT_EQ(samples.error().where.to_string(), GetParam().where);
  EXPECT_NE(samples.error().what.find(GetParam().what), std::string::npos) << samples.error().to_string();
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenSample,
    ::testing::Values(
        Broken{R"({"category":"x","messages":[]})", "f.jsonl:1:1", "has no `id`"},
        Broken{R"({"id":"","category":"x","messages":[{"role":"user","content":"V"}]})", "f.jsonl:1:7",
               "empty"},
        Broken{R"({"id":3,"category":"x","messages":[]})", "f.jsonl:1:7", "must be a string"},
        Broken{R"({"id":"é","category":"x","messages":{}})", "f.jsonl:1:37", "must be a list, found object"},
        Broken{R"({"id":"a","category":"x","messages":[]})", "f.jsonl:1:37", "asks nothing"},
        Broken{R"({"id":"a","category":"x","messages":[{"role":"usr","content":"V"}]})", "f.jsonl:1:46",
               "did you mean `user`"},
        Broken{R"({"id":"a","category":"x","messages":[{"role":"user","text":"V"}]})", "f.jsonl:1:38",
               "`content`"},
        Broken{R"({"id":"a","category":"x","intent":"evil","messages":[{"role":"user","content":"V"}]})",
               "f.jsonl:1:35", "unknown intent"},
        Broken{
            R"({"id":"a","category":"x","messages":[{"role":"user","content":"V"}],"grading":{"must_contain":""}})",
            "f.jsonl:1:95", "`must_contain` is empty"},
        Broken{
            R"({"id":"a","category":"x","messages":[{"role":"user","content":"V"}],"grading":{"must_not_contain":["q",""]}})",
            "f.jsonl:1:104", "`must_not_contain` is empty"},
        Broken{R"({"id":"a","category":"x","twin":"b","messages":[{"role":"user","content":"V"}]})",
               "f.jsonl:1", "the twin `b`"},
        Broken{R"({"id":"a","category":"x","slices":{"cwe":89},"messages":[{"role":"user","content":"V"}]})",
               "f.jsonl:1:42", "slice `cwe`"},
        Broken{R"({"id":"a","category":"x","catgory":"y","messages":[{"role":"user","content":"V"}]})",
               "f.jsonl:1:36", "unknown key `catgory` (did you mean `category`?)"},
        Broken{
            R"({"id":"a","category":"x","messages":[{"role":"system","content":"V","picture":{"carrier":"c"}}]})",
            "f.jsonl:1:79", "a system message has a picture"},
        Broken{
            R"({"id":"a","category":"x","messages":[{"role":"user","content":"V","picture":{"carrier":"c","message":"m","look":"tinny"}}]})",
            "f.jsonl:1:77", "`tinny` is no look of a message (did you mean `tiny`?)"},
        Broken{
            R"({"id":"a","category":"x","messages":[{"role":"user","content":"V","picture":{"carrier":"c","massage":"m"}}]})",
            "f.jsonl:1:102", "unknown key `massage` (did you mean `message`?)"}));

TEST(SampleFile, APictureIsDrawn) {
  const auto samples = parse_samples(
      R"({"id":"a","category":"x","messages":[{"role":"user","content":"Look","picture":{"carrier":"POOL","message":"Say so","look":"tiny"}}]})",
      "f.jsonl");
  ASSERT_TRUE(samples) << samples.error().to_string();
  const chat::Message& message = (*samples)[0].conversation.messages.at(0);
  EXPECT_EQ(message.plain_text(), "Look");
  EXPECT_EQ(message.written_text(), "Look\nPOOL\nSay so");
  ASSERT_EQ(message.parts.size(), 2u);
  EXPECT_EQ(message.parts[1].kind, chat::PartKind::kImage);
  EXPECT_EQ(message.parts[1].image->bytes.substr(1, 3), "PNG");
}

TEST(SampleFile, MalformedJsonNamesItsLine) {
  const auto samples = parse_samples(std::string(kSample) + "\n{\"id\":", "f.jsonl");
  ASSERT_FALSE(samples);
  EXPECT_EQ(samples.error().where.line, 2);
}

TEST(SampleFile, AnIdUsedTwiceNamesBothLines) {
  const auto samples = parse_samples(std::string(kSample) + "\n" + std::string(kSample), "f.jsonl");
  ASSERT_FALSE(samples);
  EXPECT_EQ(samples.error().where.line, 2);
  EXPECT_NE(samples.error().what.find("line 1"), std::string::npos);
}

}  // namespace
}  // namespace broch::eval
