#include "core/error.h"

#include <fmt/core.h>

#include <system_error>

namespace broch {

const char* name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return "usage";
    case ErrorKind::kInput:
      return "input";
    case ErrorKind::kIo:
      return "io";
    case ErrorKind::kNetwork:
      return "network";
    case ErrorKind::kTimeout:
      return "timeout";
    case ErrorKind::kLimit:
      return "limit";
    case ErrorKind::kUpstream:
      return "upstream";
    case ErrorKind::kCancelled:
      return "cancelled";
    case ErrorKind::kUnavailable:
      return "unavailable";
    case ErrorKind::kInternal:
      return "internal";
  }
  return "internal";
}

std::string Place::to_string() const {
  if (file.empty()) return {};
  if (line == 0) return file;
  if (column == 0) return fmt::format("{}:{}", file, line);
  return fmt::format("{}:{}:{}", file, line, column);
}

std::string Error::to_string() const {
  const std::string place = where.to_string();
  return place.empty() ? what : place + ": " + what;
}

std::string system_reason(int number) { return std::error_code(number, std::generic_category()).message(); }

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
    case ErrorKind::kInput:
      return 2;
    default:
      return 3;
  }
}

}  // namespace broch
