// What a GGUF file says of itself, read by llama.cpp without its weights.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::model {

struct GgufFile {
  struct Entry {
    std::string key;    ///< "general.architecture"
    std::string type;   ///< "str", "u32", "arr"
    std::string value;  ///< numbers and booleans as text; of an array, its length and type: "2 x str"
  };
  struct Tensor {
    std::string name;
    uint64_t size = 0;  ///< bytes
  };
  uint32_t version = 0;
  std::vector<Entry> metadata;  ///< in the order of the file
  std::vector<Tensor> tensors;

  /// The value of a key; nothing when it is absent.
  const std::string* find(const std::string& key) const;
};

/// An error (kInput) when the file is no GGUF, or ends before its header or its last tensor does; kIo when it
/// is no regular file. Takes memory in proportion to the file's header.
Result<GgufFile> read_gguf(const std::string& path);

}  // namespace broch::model
