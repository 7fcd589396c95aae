#include "eval/grade/data.h"

namespace broch::eval {

std::string_view grade_data(std::string_view path) {
  for (const EmbeddedFile& file : grade_data_files()) {
    if (file.path == path) return file.bytes;
  }
  return {};
}

}  // namespace broch::eval
