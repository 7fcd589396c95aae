// A plain tar file (POSIX.1-1988 ustar): written one way only, and read only if it was written so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::eval {

/// A regular file; `name` has at most 99 bytes.
struct TarMember {
  std::string name;
  std::string bytes;
};

/// Mode 0644, owner 0, time 0, whole records of 10,240 bytes: the same members give the same bytes.
std::string write_tar(const std::vector<TarMember>& members);

/// Every byte is checked: a header that write_tar() would not have written is an error that names the member,
/// and so is padding that is not zero. How many zero blocks follow the last member is free, as long as there
/// are two.
Result<std::vector<TarMember>> read_tar(std::string_view bytes);

}  // namespace broch::eval
