// What `gguf:` answers, on a tiny model of which it is known (tiny_model_test.h).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <filesystem>

#include "core/file.h"
#include "core/text.h"
#include "model/llama/tiny_model_test.h"
#include "model/model.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::TinyModel;
using namespace std::chrono_literals;

constexpr const char* kChatMl =
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}";

class GgufModel : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(dir_); }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  Result<std::unique_ptr<Model>> open(const TinyModel& tiny, const std::string& options = "") {
    EXPECT_TRUE(write_file(path_, tiny.bytes()));
    return factory_.open("gguf:" + path_ + options, loop_.io.get_executor());
  }
  std::unique_ptr<Model> model(const TinyModel& tiny = {}, const std::string& options = "") {
    auto opened = open(tiny, options);
    EXPECT_TRUE(opened) << opened.error().to_string();
    return *std::move(opened);
  }
  static GenerateRequest say(std::string text) {
    GenerateRequest request;
    request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, std::move(text)));
    return request;
  }
  static GenerateRequest complete(std::string prefix, std::string suffix = "") {
    GenerateRequest request = say("Please go on");
    request.completion = Completion{std::move(prefix), std::move(suffix)};
    return request;
  }
  Reply reply(Model& model, const GenerateRequest& request) {
    const Result<Reply> out = loop_.run(model.generate(request));
    EXPECT_TRUE(out) << out.error().to_string();
    return out.value_or(Reply{});
  }
  Error error(Model& model, const GenerateRequest& request) {
    const Result<Reply> out = loop_.run(model.generate(request));
    EXPECT_FALSE(out) << out->text;
    return out ? Error{} : out.error();
  }

  const std::string dir_ = ::testing::TempDir() + "broch-gguf-model-" +
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string path_ = dir_ + "/tiny.gguf";
  net::testing::Loop loop_;
  Factory factory_;
};

TEST_F(GgufModel, GoesOnWithBareTextUntilTheModelEnds) {
  const auto tiny = model();
  const Reply out = reply(*tiny, say("w"));
  EXPECT_EQ(out.text, "xyz");
  EXPECT_EQ(out.finish_reason, "stop");
  EXPECT_EQ(out.usage.input_tokens, 2);  // <s> and the letter
  EXPECT_EQ(out.usage.output_tokens, 3);
  EXPECT_EQ(out.model, "tiny");
  EXPECT_GT(out.latency.count(), 0);
  EXPECT_EQ(tiny->concurrency(), 1u);
  EXPECT_FALSE(tiny->simulated());
}

TEST_F(GgufModel, ConversationsGoThroughTheModelsTemplate) {
  const auto tiny = model({.chat_template = kChatMl});
  GenerateRequest request = say("hi");
  const Reply out = reply(*tiny, request);
  EXPECT_EQ(out.text, "abcdefghijklmnopqrstuvwxyz");  // after "assistant\n"
  // <s> <|im_start|> "user\nhi" <|im_end|> "\n" <|im_start|> "assistant\n"
  EXPECT_EQ(out.usage.input_tokens, 1 + 1 + 7 + 1 + 1 + 1 + 10);
  EXPECT_THAT(out.fingerprint, EndsWith(":batch-1:chat"));
  request.conversation.messages.insert(request.conversation.messages.begin(),
                                       chat::Message::text(chat::Role::kSystem, "be"));
  EXPECT_EQ(reply(*tiny, request).usage.input_tokens, 22 + 1 + 9 + 1 + 1);
}

TEST_F(GgufModel, ATemplateMayBeNamed) {
  const auto tiny = model({}, "?template=chatml");
  EXPECT_EQ(reply(*tiny, say("hi")).usage.input_tokens, 22);
  EXPECT_THAT(tiny->id(), EndsWith("tiny.gguf?template=chatml"));
  EXPECT_THAT(open({}, "?template=chatmal").error().what, HasSubstr("did you mean `chatml`"));
}

TEST_F(GgufModel, ATemplateThatLlamaDoesNotKnowIsAnErrorThatSaysWhatToDo) {
  const TinyModel strange{.chat_template = "{{ messages }}"};
  const auto opened = open(strange);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(opened.error().remedy, HasSubstr("prompt=raw"));
  EXPECT_EQ(reply(*model(strange, "?prompt=raw"), say("w")).text, "xyz");
  EXPECT_THAT(open({}, "?prompt=chat").error().what, HasSubstr("no chat template"));
}

TEST_F(GgufModel, CompletionsAreRawTextWhereTheVocabularyHasNoFillIn) {
  const auto tiny = model({.chat_template = kChatMl});
  const Reply out = reply(*tiny, complete("<s>\nv"));
  EXPECT_EQ(out.text, "wxyz");
  EXPECT_EQ(out.usage.input_tokens, 1 + 5) << "`<s>` within code is three letters and no control token";
  EXPECT_THAT(out.fingerprint, EndsWith(":raw"));
  EXPECT_EQ(tiny->prompt(), PromptStyle::kRaw);
  EXPECT_EQ(reply(*tiny, complete("<s>\nv", "c")).usage.input_tokens, 1 + 5) << "no gap is shown";
  EXPECT_EQ(open({}, "?prompt=fim").error().kind, ErrorKind::kUsage);
}

TEST_F(GgufModel, CompletionsFillInWhereItHas) {
  const auto tiny = model({.fill_in = true, .chat_template = kChatMl});
  GenerateRequest request = complete("v", "end");
  request.sampling.max_tokens = 4;
  const Reply out = reply(*tiny, request);
  EXPECT_EQ(out.text, "0123");                               // after <MID>
  EXPECT_EQ(out.usage.input_tokens, 1 + 1 + 1 + 1 + 3 + 1);  // <s> <PRE> v <SUF> end <MID>
  EXPECT_THAT(out.fingerprint, EndsWith(":fim"));
  EXPECT_EQ(tiny->prompt(), PromptStyle::kFim);
  EXPECT_THAT(reply(*tiny, say("hi")).fingerprint, EndsWith(":chat"));

  const auto raw = model({.fill_in = true}, "?prompt=raw");
  EXPECT_EQ(reply(*raw, complete("v")).text, "wxyz");
  const auto fim = model({.fill_in = true}, "?prompt=fim");
  EXPECT_EQ(error(*fim, say("hi")).kind, ErrorKind::kInput);
}

TEST_F(GgufModel, AnswersEndAtStopTextsAndAtTheirLength) {
  const auto tiny = model();
  GenerateRequest request = say("a");
  request.sampling.stop = {"zz", "", "mn", "efg"};
  Reply out = reply(*tiny, request);
  EXPECT_EQ(out.text, "bcd");
  EXPECT_EQ(out.finish_reason, "stop");
  request.sampling.max_tokens = 2;
  out = reply(*tiny, request);
  EXPECT_EQ(out.text, "bc");
  EXPECT_EQ(out.finish_reason, "length");
}

TEST_F(GgufModel, AnswersAreWellFormedText) {
  const Reply out = reply(*model(), say("~"));
  EXPECT_THAT(out.text, StartsWith("\x7F\xEF\xBF\xBD"));
  EXPECT_FALSE(find_invalid_utf8(out.text));
}

TEST_F(GgufModel, EachAnswerBeginsAnew) {
  const auto tiny = model({}, "?context=256");
  const GenerateRequest request = say(std::string(200, 'k') + "w");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(reply(*tiny, request).text, "xyz") << i;
}

TEST_F(GgufModel, TheContextIsALimitThatIsNamed) {
  const auto tiny = model({}, "?context=256");
  const Error long_prompt = error(*tiny, say(std::string(300, 'k')));
  EXPECT_EQ(long_prompt.kind, ErrorKind::kLimit);
  EXPECT_THAT(long_prompt.to_string(), HasSubstr("301 tokens"));
  const Reply out = reply(*tiny, say(std::string(250, 'k') + "a"));
  EXPECT_EQ(out.text, "bcde");
  EXPECT_EQ(out.finish_reason, "length");
  EXPECT_EQ(open({}, "?context=1024").error().kind, ErrorKind::kUsage);
}

TEST_F(GgufModel, DrawsBySeedAtATemperature) {
  const auto tiny = model();
  GenerateRequest request = say("a");
  request.sampling.max_tokens = 40;
  const std::string likeliest = reply(*tiny, request).text;
  request.sampling.temperature = 1.5;
  request.sampling.seed = 7;
  const std::string seventh = reply(*tiny, request).text;
  EXPECT_NE(seventh, likeliest);
  EXPECT_EQ(reply(*tiny, request).text, seventh);
  request.sampling.seed = 8;
  EXPECT_NE(reply(*tiny, request).text, seventh);
  request.sampling.top_p = 0.000001;
  EXPECT_EQ(reply(*tiny, request).text, likeliest);
}

TEST_F(GgufModel, WithoutASeedTheRunTheItemAndTheAttemptDecide) {
  const auto tiny = model();
  GenerateRequest request = say("a");
  request.sampling = {.temperature = 1.5, .max_tokens = 40};
  request.hint.item = "one";
  const std::string first = reply(*tiny, request).text;
  EXPECT_EQ(reply(*tiny, request).text, first);
  request.hint.attempt = 1;
  EXPECT_NE(reply(*tiny, request).text, first);
  request.hint = {.item = "one", .seed = 2};
  EXPECT_NE(reply(*tiny, request).text, first);
}

TEST_F(GgufModel, ThreadsChangeNothing) {
  GenerateRequest request = say(std::string(120, 'k') + "a");
  request.sampling = {.temperature = 1.2, .max_tokens = 12, .seed = 3};
  const std::string one = reply(*model({}, "?threads=1"), request).text;
  // Threads wait for each other by spinning: more than there are processors would take for ever.
  EXPECT_EQ(reply(*model({}, "?threads=2"), request).text, one);
}

TEST_F(GgufModel, TheFingerprintFollowsTheFile) {
  const std::string first = reply(*model(), say("w")).fingerprint;
  EXPECT_EQ(reply(*model(), say("w")).fingerprint, first);
  EXPECT_NE(reply(*model({.seed = 2}), say("w")).fingerprint, first);
  EXPECT_EQ(model({}, "?threads=2&timeout=1m&context=256")->id(), "gguf:" + path_ + "?context=256");
}

TEST_F(GgufModel, WhatIsNoTextIsRefused) {
  const auto tiny = model();
  GenerateRequest request = say("w");
  request.conversation.messages[0].parts.push_back({.kind = chat::PartKind::kImage, .text = "image/png"});
  EXPECT_EQ(error(*tiny, request).kind, ErrorKind::kUnavailable);
  // Chat templates take texts that end at a NUL; bare text may hold one.
  const std::string with_nul("w\0x", 3);
  EXPECT_EQ(error(*model({}, "?prompt=chat&template=chatml"), say(with_nul)).kind, ErrorKind::kInput);
  reply(*tiny, say(with_nul));
}

TEST_F(GgufModel, AnAnswerThatTakesTooLongIsATimeout) {
  const auto tiny = model({}, "?timeout=1ms");
  GenerateRequest request = say(std::string(400, 'k'));
  request.sampling.max_tokens = 100;
  EXPECT_EQ(error(*tiny, request).kind, ErrorKind::kTimeout);
}

TEST_F(GgufModel, CancellingEndsAnAnswerBetweenTokens) {
  const auto tiny = model({}, "?timeout=1h");
  // Going round among the bytes takes as long as the context has room.
  GenerateRequest request = say("a");
  request.sampling = {.temperature = 5, .max_tokens = 400};
  boost::asio::cancellation_signal signal;
  std::optional<Result<Reply>> ended;
  boost::asio::co_spawn(
      loop_.io, tiny->generate(request),
      boost::asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr broken, Result<Reply> out) {
        EXPECT_FALSE(broken);
        ended = std::move(out);
      }));
  loop_.io.poll();
  signal.emit(boost::asio::cancellation_type::terminal);
  loop_.io.run_for(30s);
  ASSERT_TRUE(ended);
  ASSERT_FALSE(*ended);
  EXPECT_EQ(ended->error().kind, ErrorKind::kCancelled);
  loop_.io.restart();
  EXPECT_EQ(reply(*tiny, say("w")).text, "xyz") << "the next one is not";
}

TEST_F(GgufModel, ClosingTheModelEndsWhatIsUnderWay) {
  auto tiny = model({}, "?timeout=1h");
  std::vector<Result<Reply>> ended;
  GenerateRequest request = say("a");
  request.sampling = {.temperature = 5, .max_tokens = 400};
  for (int i = 0; i < 20; ++i) {
    boost::asio::co_spawn(loop_.io, tiny->generate(request),
                          [&](std::exception_ptr, Result<Reply> out) { ended.push_back(std::move(out)); });
  }
  loop_.io.poll();
  tiny.reset();
  loop_.io.run_for(30s);
  ASSERT_EQ(ended.size(), 20u);
  EXPECT_EQ(ended.back().error().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace broch::model
