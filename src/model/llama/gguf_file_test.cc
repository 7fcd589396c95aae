#include "model/llama/gguf_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "core/file.h"
#include "model/llama.h"
#include "model/llama/tiny_model_test.h"

namespace broch::model {
namespace {

using ::testing::HasSubstr;
using namespace testing;  // NOLINT: broch::model::testing

/// Five keys and one tensor of eight floats; the header without padding is `header` bytes long.
std::string sample(size_t* header = nullptr) {
  GgufWriter out;
  out.number<uint32_t>(3).number<int64_t>(1).number<int64_t>(5);
  out.text("general.architecture").number(kStr).text("llama");
  out.text("llama.context_length").number(kU32).number<uint32_t>(2048);
  out.text("llama.rope.freq_base").number(kF32).number(10000.5f);
  out.text("tokenizer.ggml.add_bos_token").number(kBool).number<int8_t>(1);
  out.text("tokenizer.ggml.tokens").number(kArr).number(kStr).number<uint64_t>(2).text("<s>").text("</s>");
  out.text("token_embd.weight").number<uint32_t>(1).number<int64_t>(8).number<int32_t>(0).number<uint64_t>(0);
  if (header != nullptr) *header = out.bytes().size();
  out.align();
  for (int i = 0; i < 8; ++i) out.number(float(i));
  return out.bytes();
}

class Gguf : public ::testing::Test {
 protected:
  std::string file(std::string_view bytes) {
    const std::string path = dir_ + "/model.gguf";
    EXPECT_TRUE(write_file(path, bytes));
    return path;
  }
  void SetUp() override { std::filesystem::create_directories(dir_); }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  const std::string dir_ =
      ::testing::TempDir() + "broch-gguf-" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Gguf, MetadataComesBackThroughTheLibrary) {
  const auto read = read_gguf(file(sample()));
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->version, 3u);
  ASSERT_EQ(read->metadata.size(), 5u);
  EXPECT_EQ(*read->find("general.architecture"), "llama");
  EXPECT_EQ(*read->find("llama.context_length"), "2048");
  EXPECT_EQ(*read->find("llama.rope.freq_base"), "10000.5");
  EXPECT_EQ(*read->find("tokenizer.ggml.add_bos_token"), "true");
  EXPECT_EQ(*read->find("tokenizer.ggml.tokens"), "2 x str");
  EXPECT_EQ(read->metadata[1].type, "u32");
  EXPECT_EQ(read->find("general.name"), nullptr);
  ASSERT_EQ(read->tensors.size(), 1u);
  EXPECT_EQ(read->tensors[0].name, "token_embd.weight");
  EXPECT_EQ(read->tensors[0].size, 32u);
}

TEST_F(Gguf, CutShortAnywhereItIsAnError) {
  size_t header = 0;
  const std::string whole = sample(&header);
  const std::string path = file(whole);
  for (size_t length = whole.size(); length-- > 0;) {
    std::filesystem::resize_file(path, length);
    const auto read = read_gguf(path);
    ASSERT_FALSE(read) << length;
    EXPECT_EQ(read.error().kind, ErrorKind::kInput) << length;
    EXPECT_THAT(read.error().to_string(), HasSubstr("model.gguf: ")) << length;
    if (length > header + 31) {
      EXPECT_THAT(read.error().what, HasSubstr("before its tensor")) << length;
    }
  }
}

TEST_F(Gguf, ClaimsOfSizeAreNotBelieved) {
  GgufWriter keys;
  keys.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(int64_t{1} << 40);
  EXPECT_FALSE(read_gguf(file(keys.bytes())));
  GgufWriter text;
  text.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(1).number<uint64_t>(uint64_t{1} << 62);
  EXPECT_FALSE(read_gguf(file(text.bytes())));
  GgufWriter array;
  array.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(1);
  array.text("a").number(kArr).number(kU64).number<uint64_t>(uint64_t{1} << 59);
  EXPECT_FALSE(read_gguf(file(array.bytes())));
  GgufWriter tensor;
  tensor.number<uint32_t>(3).number<int64_t>(1).number<int64_t>(0);
  tensor.text("t")
      .number<uint32_t>(1)
      .number<int64_t>(int64_t{1} << 60)
      .number<int32_t>(0)
      .number<uint64_t>(0);
  EXPECT_FALSE(read_gguf(file(tensor.align().bytes())));
}

TEST_F(Gguf, WhatIsNoFileIsNotOpened) {
  EXPECT_EQ(read_gguf(dir_ + "/absent.gguf").error().kind, ErrorKind::kIo);
  EXPECT_EQ(read_gguf(dir_).error().kind, ErrorKind::kIo);
  const std::string pipe = dir_ + "/pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(read_gguf(pipe).error().kind, ErrorKind::kIo);
}

// The kernels, which are compiled apart (cmake/llama.sh), are linked and registered.
TEST_F(Gguf, TheCpuBackendIsThere) {
  EXPECT_FALSE(llama_version().empty());
  const auto processor = llama_processor();
  ASSERT_TRUE(processor) << processor.error().to_string();
  EXPECT_THAT(*processor, HasSubstr("CPU"));
}

}  // namespace
}  // namespace broch::model
