// For tests: writes GGUF files, after the format's specification in ggml, and a model of which it is known
// what it says.
#pragma once

#include <cctype>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash.h"

namespace broch::model::testing {

constexpr uint32_t kU32 = 4, kI32 = 5, kF32 = 6, kBool = 7, kStr = 8, kArr = 9, kU64 = 10;

/// Little endian, strings with a length of eight bytes before them, tensor data at a multiple of 32.
class GgufWriter {
 public:
  template <typename T>
  GgufWriter& number(T value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  GgufWriter& text(std::string_view value) {
    number<uint64_t>(value.size());
    bytes_.append(value);
    return *this;
  }
  GgufWriter& align() {
    bytes_.resize((bytes_.size() + 31) / 32 * 32);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_ = "GGUF";
};

/// A llama of two layers whose weights are random, but for one thing: the output's row of each byte is the
/// embedding of the byte before it, so that the likeliest continuation of a byte is the next one up. After
/// `z` and after 0xFF the answer ends; a line feed is followed by `a`, the token <MID> by `0`. Every byte is
/// a token of its own.
struct TinyModel {
  uint64_t seed = 1;
  bool fill_in = false;       ///< has the tokens of fill-in-the-middle
  std::string chat_template;  ///< "" has none
  std::string name = "tiny";  ///< general.name
  std::string architecture = "llama";
  std::string tokenizer = "llama";
  std::string rope_scaling = "none";
  std::vector<std::string> more_tokens;  ///< at the end of the vocabulary, without a row of their own
  std::map<std::string, uint32_t> numbers = {
      {"llama.context_length", 512},      {"llama.embedding_length", 32},
      {"llama.block_count", 2},           {"llama.feed_forward_length", 64},
      {"llama.attention.head_count", 4},  {"llama.attention.head_count_kv", 2},
      {"tokenizer.ggml.bos_token_id", 1}, {"tokenizer.ggml.eos_token_id", 2}};
  std::string without;  ///< name of a tensor that is left out
  float scale = 0.02F;  ///< of the weights within the layers

  std::string bytes() const;

 private:
  static constexpr uint64_t kWidth = 32, kKeys = 16, kInner = 64, kLayers = 2;
  static constexpr size_t kBytes = 3;  ///< the token of byte 0
  enum Type : int32_t { kNormal = 1, kUnknown = 2, kControl = 3, kByte = 6 };
  using Tokens = std::vector<std::pair<std::string, Type>>;
  struct Tensor {
    std::string name;
    std::vector<uint64_t> shape;
    std::vector<float> values;
  };

  Tokens tokens() const;
  std::optional<size_t> next(const Tokens& tokens, size_t token) const;
  std::vector<Tensor> tensors(const Tokens& tokens) const;
};

inline TinyModel::Tokens TinyModel::tokens() const {
  Tokens out{{"<unk>", kUnknown}, {"<s>", kControl}, {"</s>", kControl}};
  for (int byte = 0; byte < 256; ++byte) {
    const auto value = static_cast<uint8_t>(byte);
    std::string digits = to_hex(&value, 1);
    for (char& digit : digits) digit = static_cast<char>(toupper(digit));
    out.emplace_back("<0x" + digits + ">", kByte);
  }
  out.emplace_back("\xE2\x96\x81", kNormal);  // a space, as this kind of vocabulary writes it
  for (const char* control : {"<|im_start|>", "<|im_end|>"}) out.emplace_back(control, kControl);
  if (fill_in) {
    for (const char* control : {"<PRE>", "<SUF>", "<MID>"}) out.emplace_back(control, kControl);
  }
  return out;
}

inline std::optional<size_t> TinyModel::next(const Tokens& tokens, size_t token) const {
  constexpr size_t kEnd = 2;
  if (tokens[token].first == "<MID>") return kBytes + '0';
  if (token < kBytes || token >= kBytes + 256) return std::nullopt;
  const size_t byte = token - kBytes;
  if (byte == 'z' || byte == 0xFF) return kEnd;
  return byte == '\n' ? kBytes + 'a' : token + 1;
}

inline std::vector<TinyModel::Tensor> TinyModel::tensors(const Tokens& vocabulary) const {
  Random random(seed);
  const auto draw = [&](std::vector<uint64_t> shape, float most) {
    size_t count = 1;
    for (const uint64_t size : shape) count *= size;
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(random.uniform() * 2 - 1) * most;
    return values;
  };
  std::vector<Tensor> out;
  const auto add = [&](const std::string& title, std::vector<uint64_t> shape, std::vector<float> values) {
    if (title != without) out.push_back({title, std::move(shape), std::move(values)});
  };
  // Rows of length one: of all of them a row has its largest product with itself.
  std::vector<float> rows = draw({kWidth, vocabulary.size()}, 1);
  for (size_t token = 0; token < vocabulary.size(); ++token) {
    float* row = rows.data() + token * kWidth;
    float squares = 0;
    for (size_t i = 0; i < kWidth; ++i) squares += row[i] * row[i];
    for (size_t i = 0; i < kWidth; ++i) row[i] /= std::sqrt(squares);
  }
  std::vector<float> output(rows.size());
  for (size_t token = 0; token < vocabulary.size(); ++token) {
    const std::optional<size_t> following = next(vocabulary, token);
    if (!following) continue;
    for (size_t i = 0; i < kWidth; ++i) output[*following * kWidth + i] += rows[token * kWidth + i];
  }
  const std::vector<float> ones(kWidth, 1);
  add("token_embd.weight", {kWidth, vocabulary.size()}, rows);
  add("output_norm.weight", {kWidth}, ones);
  add("output.weight", {kWidth, vocabulary.size()}, output);
  for (uint64_t layer = 0; layer < kLayers; ++layer) {
    const std::string block = "blk." + std::to_string(layer) + ".";
    add(block + "attn_norm.weight", {kWidth}, ones);
    add(block + "ffn_norm.weight", {kWidth}, ones);
    const std::vector<std::pair<const char*, std::vector<uint64_t>>> shapes = {
        {"attn_q", {kWidth, kWidth}},      {"attn_k", {kWidth, kKeys}},    {"attn_v", {kWidth, kKeys}},
        {"attn_output", {kWidth, kWidth}}, {"ffn_gate", {kWidth, kInner}}, {"ffn_up", {kWidth, kInner}},
        {"ffn_down", {kInner, kWidth}}};
    for (const auto& [part, shape] : shapes) add(block + part + ".weight", shape, draw(shape, scale));
  }
  return out;
}

inline std::string TinyModel::bytes() const {
  const Tokens vocabulary = tokens();
  const std::vector<Tensor> weights = tensors(vocabulary);
  std::vector<std::pair<std::string, std::string>> texts = {{"general.architecture", architecture},
                                                            {"general.name", name},
                                                            {"llama.rope.scaling.type", rope_scaling},
                                                            {"tokenizer.ggml.model", tokenizer}};
  if (!chat_template.empty()) texts.emplace_back("tokenizer.chat_template", chat_template);
  GgufWriter out;
  constexpr int64_t kOthers = 4;  // the keys that are written one by one below
  out.number<uint32_t>(3).number<int64_t>(weights.size());
  out.number<int64_t>(texts.size() + numbers.size() + kOthers);
  for (const auto& [key, value] : texts) out.text(key).number(kStr).text(value);
  for (const auto& [key, value] : numbers) out.text(key).number(kU32).number<uint32_t>(value);
  out.text("llama.attention.layer_norm_rms_epsilon").number(kF32).number(1e-5F);
  out.text("tokenizer.ggml.add_space_prefix").number(kBool).number<int8_t>(0);
  const uint64_t count = vocabulary.size() + more_tokens.size();
  out.text("tokenizer.ggml.tokens").number(kArr).number(kStr).number<uint64_t>(count);
  for (const auto& [text, type] : vocabulary) out.text(text);
  for (const std::string& text : more_tokens) out.text(text);
  out.text("tokenizer.ggml.token_type").number(kArr).number(kI32).number<uint64_t>(count);
  for (const auto& [text, type] : vocabulary) out.number<int32_t>(type);
  for (size_t i = 0; i < more_tokens.size(); ++i) out.number<int32_t>(kNormal);
  uint64_t offset = 0;
  for (const Tensor& tensor : weights) {
    out.text(tensor.name).number<uint32_t>(tensor.shape.size());
    for (const uint64_t size : tensor.shape) out.number<int64_t>(size);
    out.number<int32_t>(0).number<uint64_t>(offset);  // type F32
    offset += (tensor.values.size() * sizeof(float) + 31) / 32 * 32;
  }
  for (const Tensor& tensor : weights) {
    out.align();
    for (const float value : tensor.values) out.number(value);
  }
  return out.align().bytes();
}

}  // namespace broch::model::testing
