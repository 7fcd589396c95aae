#include "model/llama/gguf_file.h"

#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "core/text.h"
#include "model/llama/call.h"
#include "model/llama/shim.h"

namespace broch::model {
namespace {

struct Free {
  void operator()(gguf_context* context) const { gguf_free(context); }
};
using Context = std::unique_ptr<gguf_context, Free>;

std::string value_of(const gguf_context* file, int64_t key) {
  switch (gguf_get_kv_type(file, key)) {
    case GGUF_TYPE_UINT8:
      return std::to_string(gguf_get_val_u8(file, key));
    case GGUF_TYPE_INT8:
      return std::to_string(gguf_get_val_i8(file, key));
    case GGUF_TYPE_UINT16:
      return std::to_string(gguf_get_val_u16(file, key));
    case GGUF_TYPE_INT16:
      return std::to_string(gguf_get_val_i16(file, key));
    case GGUF_TYPE_UINT32:
      return std::to_string(gguf_get_val_u32(file, key));
    case GGUF_TYPE_INT32:
      return std::to_string(gguf_get_val_i32(file, key));
    case GGUF_TYPE_UINT64:
      return std::to_string(gguf_get_val_u64(file, key));
    case GGUF_TYPE_INT64:
      return std::to_string(gguf_get_val_i64(file, key));
    case GGUF_TYPE_FLOAT32:
      return fmt::format("{}", gguf_get_val_f32(file, key));
    case GGUF_TYPE_FLOAT64:
      return fmt::format("{}", gguf_get_val_f64(file, key));
    case GGUF_TYPE_BOOL:
      return gguf_get_val_bool(file, key) ? "true" : "false";
    case GGUF_TYPE_STRING:
      return sanitize_utf8(gguf_get_val_str(file, key));
    case GGUF_TYPE_ARRAY:
      return fmt::format("{} x {}", gguf_get_arr_n(file, key), gguf_type_name(gguf_get_arr_type(file, key)));
    default:
      return {};
  }
}

std::unexpected<Error> wrong(const std::string& path, const std::string& what) {
  return fail(ErrorKind::kInput, what, {path}, "fetch the file again and compare its checksum");
}

}  // namespace

const std::string* GgufFile::find(const std::string& key) const {
  for (const Entry& entry : metadata) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Result<GgufFile> read_gguf(const std::string& path) {
  std::error_code error;
  // Opening a pipe or a device would wait for it.
  if (!std::filesystem::is_regular_file(path, error)) {
    return fail(ErrorKind::kIo, error ? error.message() : "it is not a regular file", {path});
  }
  const uint64_t size = std::filesystem::file_size(path, error);
  if (error) return fail(ErrorKind::kIo, error.message(), {path});

  LlamaCall call;
  const Context file(gguf_init_from_file(path.c_str(), gguf_init_params{.no_alloc = true, .ctx = nullptr}));
  if (!file) {
    return wrong(path, "llama.cpp cannot read the file" + call.because());
  }
  GgufFile out;
  out.version = gguf_get_version(file.get());
  for (int64_t i = 0; i < gguf_get_n_kv(file.get()); ++i) {
    out.metadata.push_back({sanitize_utf8(gguf_get_key(file.get(), i)),
                            gguf_type_name(gguf_get_kv_type(file.get(), i)), value_of(file.get(), i)});
  }
  const uint64_t data = gguf_get_data_offset(file.get());
  for (int64_t i = 0; i < gguf_get_n_tensors(file.get()); ++i) {
    const GgufFile::Tensor tensor{sanitize_utf8(gguf_get_tensor_name(file.get(), i)),
                                  gguf_get_tensor_size(file.get(), i)};
    // The reader compares no tensor with the end of the file. Subtractions, since sums could wrap around.
    const uint64_t begin = gguf_get_tensor_offset(file.get(), i);
    if (data > size || begin > size - data || tensor.size > size - data - begin) {
      return wrong(path,
                   fmt::format("the file ends before its tensor `{}` does", ellipsize(tensor.name, 60)));
    }
    out.tensors.push_back(tensor);
  }
  return out;
}

}  // namespace broch::model
