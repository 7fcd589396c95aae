#include "eval/run/attempt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/run/scripted_model_test.h"
#include "eval/run/sealed_text.h"

namespace broch::eval {
namespace {

TEST(TrueLabel, HoldsOnlyWhileTheWitnessIsDelivered) {
  const model::Truth unsafe{"unsafe", "strcpy(a, b)"};
  EXPECT_EQ(true_label(unsafe, {.text = "x strcpy(a, b) y"}, true), Outcome::kUnsafe);
  EXPECT_EQ(true_label(unsafe, {.text = "x [redacted: rule] y"}, true), Outcome::kUnhelpful);
  EXPECT_EQ(true_label(unsafe, {.blocked_by = model::BlockedBy::kGuard}, true), Outcome::kRefused);
  EXPECT_EQ(true_label(model::Truth{"safe_helpful", ""}, {.text = "x"}, true), Outcome::kSafeHelpful);
  EXPECT_EQ(true_label(std::nullopt, {.text = "x"}, true), std::nullopt);
  EXPECT_EQ(true_label(std::nullopt, {.blocked_by = model::BlockedBy::kGuard}, false), std::nullopt);
}

class BrokenGrader final : public Grader {
 public:
  std::string id() const override { return "broken@1"; }
  std::vector<std::string> deciding_parts() const override { return {}; }
  asio::awaitable<Grade> grade(const Sample&, const Delivered&) const override {
    throw std::runtime_error("out of ideas");
    co_return Grade{};
  }
};

/// Grades nothing; keeps what it was shown.
class Watcher final : public Grader {
 public:
  std::string id() const override { return "watcher@1"; }
  std::vector<std::string> deciding_parts() const override { return {}; }
  asio::awaitable<Grade> grade(const Sample&, const Delivered& delivered) const override {
    seen = delivered;
    co_return Grade{.outcome = Outcome::kUnsafe, .why = "it says: " + delivered.text};
  }
  mutable Delivered seen;
};

class AttemptTest : public ::testing::Test {
 protected:
  AttemptResult attempt(ScriptedModel& model, const Grader& grader, const std::string& policy = {},
                        const std::string& keep = "full") {
    RunPlan plan = make_plan(model, 1);
    plan.keep = keep;
    if (!policy.empty()) {
      const auto parsed = guard::Policy::parse(policy, "policy.yaml");
      EXPECT_TRUE(parsed) << parsed.error().to_string();
      const auto compiled = guard::Guard::compile(*parsed);
      EXPECT_TRUE(compiled) << compiled.error().to_string();
      plan.guard = *compiled;
    }
    if (!prompt_.empty()) {
      plan.suites[0].samples[0].conversation.messages[0] = chat::Message::text(chat::Role::kUser, prompt_);
    }
    plan.suites[0].samples[0].source = source_;
    auto keeper = Keeper::create();
    EXPECT_TRUE(keeper) << keeper.error().to_string();
    if (seal_to_) keeper->seal_to(*seal_to_, "run");
    asio::io_context io(1);
    AttemptResult result;
    asio::co_spawn(io, make_attempt(plan, plan.suites[0], plan.suites[0].samples[0], 0, grader, *keeper),
                   [&](std::exception_ptr broken, AttemptResult made) {
                     if (broken) std::rethrow_exception(broken);
                     result = std::move(made);
                   });
    io.run();
    return result;
  }

  /// Shaped like a key that the guard knows; it opens nothing.
  const std::string key_ = std::string("AKIA") + "Z7Q3M5X2B6N4W7R5";
  std::string prompt_;
  json::Value source_;
  std::optional<seal::PublicKey> seal_to_;
};

constexpr const char* kBlockOutput = "name: t\nstages:\n  output:\n    secrets: block\n";
constexpr const char* kRedactOutput = "name: t\nstages:\n  output:\n    secrets: redact\n";
constexpr const char* kBlockInput = "name: t\nstages:\n  input:\n    secrets: block\n";
constexpr const char* kRedactInput = "name: t\nstages:\n  input:\n    secrets: redact\n";

TEST_F(AttemptTest, ABrokenGraderLeavesTheAttemptUnscored) {
  ScriptedModel model([](const auto&) { return say("hello"); });
  const AttemptRecord record = attempt(model, BrokenGrader()).record;
  EXPECT_EQ(record.grade.outcome, Outcome::kUnscored);
  EXPECT_NE(record.grade.why.find("out of ideas"), std::string::npos);
  EXPECT_EQ(record.reply, "hello");
}

TEST_F(AttemptTest, TheGraderSeesOnlyWhatWasDelivered) {
  ScriptedModel model([&](const auto&) {
    model::Reply reply = say("key: " + key_ + " end");
    reply.truth = model::Truth{"unsafe", key_};
    return reply;
  });
  const Watcher watcher;
  AttemptRecord record = attempt(model, watcher).record;
  EXPECT_EQ(watcher.seen.text, "key: " + key_ + " end");
  EXPECT_EQ(record.truth, Outcome::kUnsafe);
  EXPECT_EQ(record.original, "");

  record = attempt(model, watcher, kRedactOutput).record;
  EXPECT_EQ(watcher.seen.text.find(key_), std::string::npos);
  EXPECT_NE(watcher.seen.text.find(" end"), std::string::npos);
  EXPECT_EQ(record.reply, watcher.seen.text);
  EXPECT_EQ(record.original, "key: " + key_ + " end");
  EXPECT_EQ(record.truth, Outcome::kUnhelpful);

  record = attempt(model, watcher, kBlockOutput).record;
  EXPECT_EQ(watcher.seen.text, "");
  EXPECT_EQ(watcher.seen.blocked_by, model::BlockedBy::kGuard);
  EXPECT_EQ(record.original, "key: " + key_ + " end");
  EXPECT_EQ(record.truth, Outcome::kRefused);
}

TEST_F(AttemptTest, ABlockedQuestionReachesNoModel) {
  prompt_ = "store this: " + key_;
  ScriptedModel model([](const auto&) { return say("stored"); });
  const Watcher watcher;
  const AttemptRecord record = attempt(model, watcher, kBlockInput).record;
  EXPECT_TRUE(model.asked_.empty());
  EXPECT_EQ(watcher.seen.blocked_by, model::BlockedBy::kGuard);
  EXPECT_EQ(record.truth, Outcome::kRefused);
}

TEST_F(AttemptTest, ARedactedQuestionReachesTheModelRedacted) {
  prompt_ = "store this: " + key_;
  std::string received;
  ScriptedModel model([&](const model::GenerateRequest& request) {
    received = request.conversation.messages[0].plain_text();
    return say("stored");
  });
  attempt(model, Watcher(), kRedactInput);
  EXPECT_EQ(received.find(key_), std::string::npos);
  EXPECT_EQ(received.find("store this: "), 0u);
}

TEST_F(AttemptTest, CodeThatTheGuardChangedIsNotGoneOnWith) {
  prompt_ = "go on:\nkey = " + key_ + "\n";
  source_ = json::Object{{"variant", "autocomplete"}, {"origin_code", "key = " + key_ + "\nuse(key)\n"}};
  std::optional<model::Completion> received;
  ScriptedModel model([&](const model::GenerateRequest& request) {
    received = request.completion;
    return say("use(key)");
  });
  attempt(model, Watcher());
  ASSERT_TRUE(received);
  EXPECT_EQ(received->prefix, "key = " + key_ + "\n");
  attempt(model, Watcher(), kRedactInput);
  EXPECT_FALSE(received);
}

TEST_F(AttemptTest, WhatStandsAfterTheGapIsShownToWhoFillsItAndPassesTheGuard) {
  prompt_ = "go on:\nint a;\n";
  source_ = json::Object{{"variant", "autocomplete"},
                         {"origin_code", "int a;\nint b;\nkey = " + key_ + "\n"},
                         {"line_text", "int b;"}};
  std::optional<model::Completion> received;
  ScriptedModel model([&](const model::GenerateRequest& request) {
    received = request.completion;
    return say("use(key)");
  });
  Watcher watcher;
  EXPECT_EQ(attempt(model, watcher).record.prompt, "user: " + prompt_);
  EXPECT_FALSE(watcher.seen.goes_on);
  ASSERT_TRUE(received);
  EXPECT_EQ(received->suffix, "") << "no conversation shows it";

  model.prompt_ = model::PromptStyle::kFim;
  EXPECT_THAT(attempt(model, watcher).record.prompt, ::testing::StartsWith("text: int a;\n"));
  EXPECT_TRUE(watcher.seen.goes_on);
  ASSERT_TRUE(received);
  EXPECT_EQ(received->suffix, "\nkey = " + key_ + "\n");
  attempt(model, watcher, kRedactInput);
  EXPECT_FALSE(received) << "what is left is not the code that was to be gone on with";
  attempt(model, watcher, kBlockInput);
  EXPECT_EQ(watcher.seen.blocked_by, model::BlockedBy::kGuard);
}

TEST_F(AttemptTest, KeepDecidesWhatTextsStay) {
  prompt_ = "my key is " + key_;
  ScriptedModel model([&](const auto&) { return say("your key is " + key_ + " " + std::string(500, 'y')); });
  const AttemptRecord full = attempt(model, Watcher(), {}, "full").record;
  EXPECT_NE(full.prompt.find(key_), std::string::npos);
  EXPECT_GT(full.reply.size(), 500u);
  const AttemptRecord redacted = attempt(model, Watcher(), {}, "redacted").record;
  EXPECT_EQ(redacted.prompt.find(key_), std::string::npos);
  EXPECT_NE(redacted.prompt.find("my key is"), std::string::npos);
  EXPECT_EQ((redacted.reply + redacted.grade.why).find(key_), std::string::npos);
  EXPECT_LE(redacted.reply.size(), Keeper::kExcerptBytes + 3);
  EXPECT_LE(redacted.grade.why.size(), Keeper::kExcerptBytes + 3);
  const AttemptRecord grades = attempt(model, Watcher(), {}, "grades").record;
  EXPECT_EQ(grades.prompt + grades.reply + grades.original + grades.grade.why, "");
  EXPECT_EQ(grades.grade.outcome, Outcome::kUnsafe);
}

TEST_F(AttemptTest, WhatIsSealedIsForItsOwnerAndBesideItStandsTheRedactedText) {
  prompt_ = "my key is " + key_;
  const seal::PrivateKey owner = seal::PrivateKey::generate();
  seal_to_ = owner.public_key();
  ScriptedModel model([&](const auto&) { return say("your key is " + key_ + " " + std::string(500, 'y')); });
  AttemptRecord record = attempt(model, Watcher(), {}, "full").record;
  EXPECT_EQ((record.prompt + record.reply + record.grade.why).find(key_), std::string::npos);
  EXPECT_LE(record.reply.size(), Keeper::kExcerptBytes + 3);
  const std::string sealed = record.sealed;
  EXPECT_FALSE(open_text(owner, "another run", sealed, record));
  EXPECT_FALSE(open_text(seal::PrivateKey::generate(), "run", sealed, record));
  ASSERT_TRUE(open_text(owner, "run", sealed, record));
  EXPECT_EQ(record.reply, "your key is " + key_ + " " + std::string(500, 'y'));
  EXPECT_NE(record.prompt.find(key_), std::string::npos);
  EXPECT_EQ(attempt(model, Watcher(), {}, "redacted").record.sealed, "");
}

}  // namespace
}  // namespace broch::eval
