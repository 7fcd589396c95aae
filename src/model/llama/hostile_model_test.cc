// Model files that are broken or lie: an error, and the program goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "core/file.h"
#include "model/llama.h"
#include "model/llama/tiny_model_test.h"
#include "model/model.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

using ::testing::HasSubstr;
using testing::TinyModel;

class HostileGguf : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(dir_); }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  /// What comes of opening the bytes as a model, and of an answer where they do open.
  Status use(const std::string& bytes) {
    EXPECT_TRUE(write_file(path_, bytes));
    BROCH_TRY(const auto model,
              Factory().open("gguf:" + path_ + "?prompt=raw&threads=1", loop_.io.get_executor()));
    GenerateRequest request;
    request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "a\xFF b"));
    request.sampling.max_tokens = 3;
    BROCH_CHECK(loop_.run(model->generate(request)));
    return {};
  }
  Error error(const std::string& bytes) {
    const Status status = use(bytes);
    EXPECT_FALSE(status);
    return status ? Error{} : status.error();
  }

  const std::string dir_ = ::testing::TempDir() + "broch-hostile-gguf-" +
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string path_ = dir_ + "/model.gguf";
  net::testing::Loop loop_;
};

TEST_F(HostileGguf, TheModelItselfIsFine) { EXPECT_TRUE(use(TinyModel{}.bytes())); }

TEST_F(HostileGguf, NumbersThatMakeNoModel) {
  constexpr uint32_t kHuge = std::numeric_limits<uint32_t>::max();
  const std::pair<const char*, uint32_t> lies[] = {{"llama.block_count", 0},
                                                   {"llama.block_count", 3},
                                                   {"llama.block_count", 100'000},
                                                   {"llama.block_count", kHuge},
                                                   {"llama.embedding_length", 0},
                                                   {"llama.embedding_length", 64},
                                                   {"llama.embedding_length", kHuge},
                                                   {"llama.feed_forward_length", 0},
                                                   {"llama.feed_forward_length", kHuge},
                                                   {"llama.attention.head_count", 3},
                                                   {"llama.attention.head_count", kHuge},
                                                   {"llama.attention.head_count_kv", kHuge},
                                                   {"llama.context_length", 0},
                                                   {"llama.expert_count", kHuge},
                                                   {"llama.expert_used_count", 4},
                                                   {"llama.rope.dimension_count", 7},
                                                   {"llama.attention.key_length", kHuge}};
  for (const auto& [key, value] : lies) {
    TinyModel tiny;
    tiny.numbers[key] = value;
    const Error broken = error(tiny.bytes());
    EXPECT_EQ(broken.kind, ErrorKind::kInput) << key << " " << value << ": " << broken.to_string();
    EXPECT_THAT(broken.to_string(), HasSubstr("model.gguf: ")) << key << " " << value;
  }
}

TEST_F(HostileGguf, AssertionsOfTheLibraryAreErrors) {
  TinyModel twice;
  twice.more_tokens = {"</s>"};
  EXPECT_THAT(error(twice.bytes()).what, HasSubstr("ASSERT"));
  TinyModel layers;
  layers.numbers["llama.block_count"] = 0;
  EXPECT_THAT(error(layers.bytes()).what, HasSubstr("ASSERT"));
  EXPECT_TRUE(use(TinyModel{}.bytes())) << "and what comes after is not touched by it";
}

TEST_F(HostileGguf, PartsThatDoNotFit) {
  EXPECT_EQ(error(TinyModel{.architecture = "no-such"}.bytes()).kind, ErrorKind::kInput);
  EXPECT_EQ(error(TinyModel{.tokenizer = "no-such"}.bytes()).kind, ErrorKind::kInput);
  EXPECT_EQ(error(TinyModel{.tokenizer = "none"}.bytes()).kind, ErrorKind::kInput);
  EXPECT_EQ(error(TinyModel{.rope_scaling = "no-such"}.bytes()).kind, ErrorKind::kInput);
  EXPECT_EQ(error(TinyModel{.more_tokens = {"more", "words"}}.bytes()).kind, ErrorKind::kInput);
  for (const char* missing : {"token_embd.weight", "output_norm.weight", "blk.1.ffn_up.weight"}) {
    EXPECT_EQ(error(TinyModel{.without = missing}.bytes()).kind, ErrorKind::kInput) << missing;
  }
  TinyModel split;
  split.numbers["split.count"] = 3;
  EXPECT_THAT(error(split.bytes()).remedy, HasSubstr("merge"));
}

TEST_F(HostileGguf, WeightsThatAreNoNumbers) {
  TinyModel tiny;
  tiny.scale = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(error(tiny.bytes()).kind, ErrorKind::kInput);
  tiny.scale = 1e30F;  // numbers that add up to none
  EXPECT_EQ(error(tiny.bytes()).kind, ErrorKind::kUpstream);
}

TEST_F(HostileGguf, CutShortAnywhere) {
  const std::string whole = TinyModel{}.bytes();
  for (size_t length = 0; length < whole.size(); length += 1 + length / 6) {
    EXPECT_EQ(error(whole.substr(0, length)).kind, ErrorKind::kInput) << length;
  }
}

/// Whatever comes of it, it ends.
TEST_F(HostileGguf, BytesThatWereChangedAtRandom) {
  const std::string whole = TinyModel{}.bytes();
  const size_t header = whole.find("blk.1.ffn_down.weight");
  Random random(1);
  int opened = 0;
  for (int i = 0; i < 400; ++i) {
    std::string bytes = whole;
    bytes[4 + random.below(header)] = static_cast<char>(random());
    opened += use(bytes).has_value() ? 1 : 0;
  }
  EXPECT_GT(opened, 0);
  EXPECT_LT(opened, 400);
}

}  // namespace
}  // namespace broch::model
