#include "model/replay_model.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/file.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

class ReplayTest : public ::testing::Test {
 protected:
  ~ReplayTest() override { std::remove(path_.c_str()); }
  Result<std::unique_ptr<Model>> open(const std::string& content, const std::string& suffix = "") {
    EXPECT_TRUE(write_file(path_, content));
    return factory_.open("replay:" + path_ + suffix, loop_.io.get_executor());
  }
  Result<Reply> ask(Model& model, SampleHint hint) {
    GenerateRequest request;
    request.hint = std::move(hint);
    return loop_.run(model.generate(request));
  }
  static SampleHint at(int64_t record, std::string id = "", uint64_t attempt = 0) {
    SampleHint hint;
    hint.record = record;
    hint.record_id = std::move(id);
    hint.attempt = attempt;
    return hint;
  }

  std::string path_ = ::testing::TempDir() + "/replay-" + std::to_string(getpid()) + ".json";
  net::testing::Loop loop_;
  Factory factory_;
};

TEST_F(ReplayTest, AnswersByPositionFromArraysAndLines) {
  auto array = open(R"([{"response":"a","model":"m1"},
 {"response":"b"}])");
  ASSERT_TRUE(array) << array.error().to_string();
  const Result<Reply> reply = ask(**array, at(1));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->text, "b");
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->fingerprint.size(), 16u);
  EXPECT_EQ(ask(**array, at(0))->model, "m1");
  EXPECT_EQ((*array)->id(), "replay:" + path_ + "#response");
  EXPECT_FALSE((*array)->simulated());
  auto lines = open("{\"origin_code\":\"x\"}\n\n{\"origin_code\":\"y\"}\n", "#origin_code");
  ASSERT_TRUE(lines);
  EXPECT_EQ(ask(**lines, at(1))->text, "y");
}

TEST_F(ReplayTest, AnswersByPointer) {
  auto model = open(R"({"response":{"body":{"choices":[{"message":{"content":"deep"}}]}}})",
                    "#/response/body/choices/0/message/content");
  ASSERT_TRUE(model) << model.error().to_string();
  EXPECT_EQ(ask(**model, at(0))->text, "deep");
}

TEST_F(ReplayTest, FindsTheSameIdInAnotherOrder) {
  auto model = open(R"([{"prompt_id":2,"response":"two"},{"prompt_id":1,"response":"one"}])");
  EXPECT_EQ(ask(**model, at(0, "1"))->text, "one");
  EXPECT_EQ(ask(**model, at(0, "2"))->text, "two");
  EXPECT_EQ(ask(**model, at(9, "2"))->text, "two");
  EXPECT_EQ(ask(**model, at(0))->text, "two") << "a sample without an id goes by position";
  const Result<Reply> foreign = ask(**model, at(1, "7"));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().where.line, 1);
}

TEST_F(ReplayTest, RepeatedRecordsAnswerRepeatedAttempts) {
  auto model = open(
      R"([{"k":"a","response":"first"},{"k":"b","response":"x"},{"k":"a","response":"second"}])", "?key=k");
  ASSERT_TRUE(model) << model.error().to_string();
  EXPECT_EQ(ask(**model, at(1, "a", 0))->text, "first");
  EXPECT_EQ(ask(**model, at(1, "a", 1))->text, "second");
  EXPECT_FALSE(ask(**model, at(1, "a", 2)));
  EXPECT_FALSE(ask(**model, at(1, "c")));
  EXPECT_FALSE(ask(**model, at(1))) << "no id to look up";
}

TEST_F(ReplayTest, OneRecordIsOneAttempt) {
  auto model = open(R"([{"response":"a"}])");
  EXPECT_TRUE(ask(**model, at(0, "", 0)));
  EXPECT_FALSE(ask(**model, at(0, "", 1)));
}

TEST_F(ReplayTest, NamesFileAndLineOfWhatIsMissing) {
  auto model = open("[{\"response\":\"a\"},\n{\"other\":1},\n{\"response\":5}]");
  ASSERT_TRUE(model);
  for (const int record : {1, 2}) {
    const Result<Reply> reply = ask(**model, at(record));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::kInput);
    EXPECT_EQ(reply.error().where.file, path_);
    EXPECT_EQ(reply.error().where.line, record + 1);
  }
  EXPECT_EQ(ask(**model, at(3)).error().where.file, path_);
  EXPECT_FALSE(ask(**model, at(-1)));
}

TEST_F(ReplayTest, RecordedFailuresAreErrors) {
  auto model = open(R"([{"response":"FAIL TO QUERY"},{"response":"FAILED TO QUERY: no content"},
{"response":"FAIL TO QUERY: no content"},{"response":"We FAIL TO QUERY the database safely here."}])");
  for (const int record : {0, 1, 2}) {
    const Result<Reply> reply = ask(**model, at(record));
    ASSERT_FALSE(reply) << record;
    EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
  }
  EXPECT_TRUE(ask(**model, at(3)));
}

TEST_F(ReplayTest, RefusesFilesWithoutReplies) {
  const auto wrong = open(R"([{"responce":"a"}])");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().what.find("did you mean `responce`"), std::string::npos) << wrong.error().what;
  EXPECT_FALSE(open("[]"));
  EXPECT_FALSE(open("{\"response\":"));
  EXPECT_FALSE(open("[1]"));
  EXPECT_FALSE(open(R"([{"response":"a"}])", "#"));
  EXPECT_FALSE(open(R"([{"response":"a"}])", "?kee=id"));
  EXPECT_FALSE(factory_.open("replay:/nonexistent/file.json", loop_.io.get_executor()));
}

TEST_F(ReplayTest, ReplaysEveryRecordOfInstruct) {
  const char* data = std::getenv("BROCH_DATA");
  const std::string file =
      std::string(data ? data : BROCH_SOURCE_DIR "/../shared/data") + "/cyberseceval/instruct-v2.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "CyberSecEval's instruct-v2.json is not here";
  auto model = factory_.open("replay:" + file + "#origin_code", loop_.io.get_executor());
  ASSERT_TRUE(model) << model.error().to_string();
  int replies = 0;
  for (int64_t record = 0; ask(**model, at(record)); ++record) ++replies;
  EXPECT_EQ(replies, 1681);
}

}  // namespace
}  // namespace broch::model
