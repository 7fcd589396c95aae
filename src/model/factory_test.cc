#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cstdlib>

#include "model/llama.h"
#include "model/model.h"
#include "model/openai_model.h"
#include "model/options.h"

namespace broch::model {
namespace {

using namespace std::chrono_literals;

TEST(ModelSpec, SplitsKindNameAndOptions) {
  const ModelSpec spec = *parse_spec("openai:org/model:7b?base_url=http://h:1/v1&api_key_env=&x=a%26b");
  EXPECT_EQ(spec.kind, "openai");
  EXPECT_EQ(spec.name, "org/model:7b");
  EXPECT_EQ(spec.options.at("base_url"), "http://h:1/v1");
  EXPECT_EQ(spec.options.at("api_key_env"), "");
  EXPECT_EQ(spec.options.at("x"), "a&b");
  EXPECT_EQ(parse_spec("replay:../a b.json#field")->name, "../a b.json#field");
}

TEST(ModelSpec, RefusesWhatIsNone) {
  for (const char* bad :
       {"", "gpt", ":x", "openai:", "openai:?a=b", "openai:m?a", "openai:m?a=1&a=2", "openai:m?a=%zz"}) {
    const auto spec = parse_spec(bad);
    ASSERT_FALSE(spec) << bad;
    EXPECT_EQ(spec.error().kind, ErrorKind::kUsage);
  }
}

TEST(SpecOptions, ReadsTypedValues) {
  const ModelSpec spec = *parse_spec("x:y?n=3&f=0.5&b=true&t=250ms&u=2m&s=a");
  SpecOptions options(spec);
  EXPECT_EQ(options.integer("n", 0, 0, 10), 3);
  EXPECT_EQ(options.number("f", 0, 0, 1), 0.5);
  EXPECT_TRUE(options.boolean("b", false));
  EXPECT_EQ(options.duration("t", 0ms, 0ms, 1h), 250ms);
  EXPECT_EQ(options.duration("u", 0ms, 0ms, 1h), 2min);
  EXPECT_EQ(options.string("s", "z"), "a");
  EXPECT_EQ(options.string("absent", "z"), "z");
  EXPECT_TRUE(options.finish());
}

TEST(SpecOptions, NamesTheOptionThatIsWrong) {
  const ModelSpec spec = *parse_spec("x:y?n=11&t=3");
  SpecOptions number(spec);
  number.integer("n", 0, 0, 10);
  number.duration("t", 0ms, 0ms, 1h);
  const Status status = number.finish();
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find("`n`"), std::string::npos);
  SpecOptions time(spec);
  time.duration("t", 0ms, 0ms, 1h);
  EXPECT_NE(time.finish().error().what.find("`t`"), std::string::npos);
  for (const char* bad : {"x:y?f=nan", "x:y?f=inf", "x:y?f=", "x:y?f=1e", "x:y?f=2"}) {
    const ModelSpec wrong = *parse_spec(bad);
    SpecOptions options(wrong);
    options.number("f", 0, 0, 1);
    EXPECT_FALSE(options.finish()) << bad;
  }
}

class FactoryTest : public ::testing::Test {
 protected:
  FactoryTest() { unsetenv("OPENAI_API_KEY"); }
  ~FactoryTest() override {
    unsetenv("OPENAI_API_KEY");
    unsetenv("BROCH_TEST_KEY");
  }
  Result<std::unique_ptr<Model>> open(const std::string& spec) {
    return factory_.open(spec, io_.get_executor());
  }
  Error error_of(const std::string& spec) {
    auto model = open(spec);
    EXPECT_FALSE(model) << spec;
    return model ? Error{} : model.error();
  }

  boost::asio::io_context io_;
  Factory factory_;
};

TEST_F(FactoryTest, SuggestsTheNearestKindAndOption) {
  EXPECT_NE(error_of("opnai:m").what.find("did you mean `openai`"), std::string::npos);
  EXPECT_NE(error_of("openai:m?timout=3s").what.find("did you mean `timeout`"), std::string::npos);
  EXPECT_NE(error_of("openai:m?zzzzzzzzzz=1").remedy.find("base_url"), std::string::npos);
}

TEST_F(FactoryTest, OpensKindsThatWereAdded) {
  bool opened = false;
  factory_.add("mine",
               [&](const ModelSpec& spec, boost::asio::any_io_executor) -> Result<std::unique_ptr<Model>> {
                 opened = spec.name == "x";
                 return fail(ErrorKind::kUnavailable, "not here");
               });
  EXPECT_EQ(error_of("mine:x").kind, ErrorKind::kUnavailable);
  EXPECT_TRUE(opened);
}

TEST_F(FactoryTest, IdNamesTheModelAndNoSecret) {
  setenv("BROCH_TEST_KEY", "sk-very-secret", 1);
  EXPECT_EQ((*open("openai:gpt-x"))->id(), "openai:gpt-x");
  EXPECT_EQ((*open("openai:gpt-x?base_url=https://api.openai.com/v1/"))->id(), "openai:gpt-x");
  const auto model =
      open("openai:m?base_url=https://Host:8443/v1/&api_key_env=BROCH_TEST_KEY&timeout=3s&concurrency=3");
  ASSERT_TRUE(model) << model.error().to_string();
  EXPECT_EQ((*model)->id(), "openai:m?base_url=https://host:8443/v1");
  EXPECT_EQ((*model)->concurrency(), 3u);
}

TEST_F(FactoryTest, TakesTheKeyFromTheEnvironmentAlone) {
  const auto key = [](const std::string& text) {
    const ModelSpec spec = *parse_spec(text);
    return read_openai_options(spec)->api_key;
  };
  EXPECT_EQ(key("openai:m"), "");
  setenv("OPENAI_API_KEY", "sk-default\n", 1);
  setenv("BROCH_TEST_KEY", "sk-mine", 1);
  EXPECT_EQ(key("openai:m"), "sk-default");
  EXPECT_EQ(key("openai:m?api_key_env=BROCH_TEST_KEY"), "sk-mine");
  EXPECT_EQ(key("openai:m?api_key_env="), "");
  EXPECT_NE(error_of("openai:m?api_key=sk-x").what.find("no option `api_key`"), std::string::npos);
  EXPECT_NE(error_of("openai:m?api_key_env=BROCH_UNSET").what.find("BROCH_UNSET"), std::string::npos);
  setenv("BROCH_TEST_KEY", "a\r\nX: y", 1);
  EXPECT_FALSE(open("openai:m?api_key_env=BROCH_TEST_KEY"));
}

TEST_F(FactoryTest, SendsNoKeyInClearTextToOthers) {
  setenv("OPENAI_API_KEY", "sk-default", 1);
  EXPECT_NE(error_of("openai:m?base_url=http://example.com/v1").what.find("clear text"), std::string::npos);
  EXPECT_TRUE(open("openai:m?base_url=http://127.0.0.1:1/v1"));
  EXPECT_TRUE(open("openai:m?base_url=https://example.com/v1"));
  EXPECT_TRUE(open("openai:m?base_url=http://example.com/v1&api_key_env="));
}

TEST_F(FactoryTest, RefusesBaseUrlsThatCarrySecrets) {
  EXPECT_FALSE(open("openai:m?base_url=https://user:pw@h/v1"));
  EXPECT_FALSE(open("openai:m?base_url=https://h/v1?key=abc"));
  EXPECT_FALSE(open("openai:m?base_url=h/v1"));
}

TEST_F(FactoryTest, OnlyLoopbackIsASimulator) {
  EXPECT_TRUE((*open("openai:sim-vulnerable?base_url=http://127.0.0.1:1/v1"))->simulated());
  EXPECT_FALSE((*open("openai:sim-vulnerable?base_url=https://example.com/v1"))->simulated());
  EXPECT_FALSE((*open("openai:gpt?base_url=http://127.0.0.1:1/v1"))->simulated());
}

// With llama.cpp linked, model/llama/gguf_file_test.cc says what happens.
TEST(Factory, GgufWithoutLlamaSaysHowToBuildItIn) {
  if (!llama_version().empty()) GTEST_SKIP() << "llama.cpp is part of this build";
  const Factory factory;
  const auto opened = factory.open("gguf:/no/such.gguf", {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable);
  EXPECT_NE(opened.error().remedy.find("-DBROCH_LLAMA=ON"), std::string::npos);
}

}  // namespace
}  // namespace broch::model
