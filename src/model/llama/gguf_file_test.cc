#include "model/llama/gguf_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "core/file.h"
#include "model/llama.h"
#include "model/model.h"

namespace broch::model {
namespace {

using ::testing::HasSubstr;

/// Writes the format by hand, after its specification in ggml: little endian, strings with a length of eight
/// bytes before them, tensor data at a multiple of 32.
class Writer {
 public:
  template <typename T>
  Writer& number(T value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  Writer& text(std::string_view value) {
    number<uint64_t>(value.size());
    bytes_.append(value);
    return *this;
  }
  Writer& align() {
    bytes_.resize((bytes_.size() + 31) / 32 * 32);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_ = "GGUF";
};

constexpr uint32_t kU32 = 4, kF32 = 6, kBool = 7, kStr = 8, kArr = 9, kU64 = 10;

/// Five keys and one tensor of eight floats; the header without padding is `header` bytes long.
std::string sample(size_t* header = nullptr) {
  Writer out;
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
  Writer keys;
  keys.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(int64_t{1} << 40);
  EXPECT_FALSE(read_gguf(file(keys.bytes())));
  Writer text;
  text.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(1).number<uint64_t>(uint64_t{1} << 62);
  EXPECT_FALSE(read_gguf(file(text.bytes())));
  Writer array;
  array.number<uint32_t>(3).number<int64_t>(0).number<int64_t>(1);
  array.text("a").number(kArr).number(kU64).number<uint64_t>(uint64_t{1} << 59);
  EXPECT_FALSE(read_gguf(file(array.bytes())));
  Writer tensor;
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

TEST_F(Gguf, AModelThatCannotAnswerYetSaysSo) {
  const Factory factory;
  const auto good = factory.open("gguf:" + file(sample()), {});
  ASSERT_FALSE(good);
  EXPECT_EQ(good.error().kind, ErrorKind::kUnavailable);
  const auto cut = factory.open("gguf:" + file("GGUF"), {});
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::kInput);
}

}  // namespace
}  // namespace broch::model
