#include "guard/checks/data.h"

#include <string>

namespace broch::guard {

Result<std::string_view> data_file(std::string_view path) {
  for (const EmbeddedFile& file : check_data_files()) {
    if (file.path == path) return file.bytes;
  }
  return fail(ErrorKind::kInternal, "no data file `" + std::string(path) + "`");
}

}  // namespace broch::guard
