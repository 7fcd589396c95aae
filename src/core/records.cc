#include "core/records.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/file.h"
#include "core/text.h"

namespace broch {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error too_long(const std::string& file, int line, size_t limit) {
  return {ErrorKind::kLimit,
          fmt::format("line longer than {} bytes", limit),
          {file, line, 1},
          "split the record, or check that this is a JSON-lines file"};
}

Result<json::Value> parse_line(std::string_view text, const std::string& file, int line) {
  BROCH_TRY(json::Value value, json::parse(text, {.file = file, .first_line = line}));
  if (!value.is_object()) {
    return fail(ErrorKind::kInput, fmt::format("a record must be an object, found {}", value.type_name()),
                {file, line, 1});
  }
  return value;
}

Result<std::vector<Record>> parse_array(std::string_view text, const std::string& file) {
  BROCH_TRY(json::Value root, json::parse(text, {.file = file}));
  std::vector<Record> records;
  const LineIndex lines(text);
  for (json::Value& item : root.as_array()) {
    const LineColumn at = lines.at(item.span().begin);
    if (!item.is_object()) {
      return fail(ErrorKind::kInput, fmt::format("a record must be an object, found {}", item.type_name()),
                  {file, at.line, at.column});
    }
    records.push_back({std::move(item), at.line});
  }
  return records;
}

}  // namespace

Result<std::vector<Record>> parse_records(std::string_view text, const std::string& file,
                                          const RecordLimits& limits) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (trim(text).starts_with('[')) return parse_array(text, file);
  std::vector<Record> records;
  int number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    if (line.size() > limits.max_line_bytes)
      return std::unexpected(too_long(file, number, limits.max_line_bytes));
    BROCH_TRY(json::Value value, parse_line(line, file, number));
    records.push_back({std::move(value), number});
  }
  return records;
}

Result<std::vector<Record>> read_records(const std::string& path, const RecordLimits& limits) {
  BROCH_TRY(const std::string text, read_file(path, limits.max_file_bytes));
  return parse_records(text, path, limits);
}

Status for_each_json_line(const std::string& path, const RecordLimits& limits,
                          const std::function<Status(const json::Value&, int line)>& use) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      path == "-" ? stdin : std::fopen(path.c_str(), "rbe"),
      [](std::FILE* f) { return f == stdin ? 0 : std::fclose(f); });
  if (!file) return fail(ErrorKind::kInput, "cannot open", {path}, "check the path");
  std::string buffer;
  int number = 0;
  const auto take_line = [&](std::string_view line) -> Status {
    ++number;
    if (number == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    if (trim(line).empty()) return {};
    if (line.size() > limits.max_line_bytes)
      return std::unexpected(too_long(path, number, limits.max_line_bytes));
    BROCH_TRY(const json::Value value, parse_line(line, path, number));
    return use(value, number);
  };
  char chunk[1 << 16];
  for (;;) {
    const size_t got = std::fread(chunk, 1, sizeof chunk, file.get());
    if (got == 0) break;
    size_t searched = buffer.size();
    buffer.append(chunk, got);
    size_t begin = 0;
    for (size_t end = buffer.find('\n', searched); end != std::string::npos; end = buffer.find('\n', begin)) {
      BROCH_CHECK(take_line(std::string_view(buffer).substr(begin, end - begin)));
      begin = end + 1;
    }
    buffer.erase(0, begin);
    if (buffer.size() > limits.max_line_bytes)
      return std::unexpected(too_long(path, number + 1, limits.max_line_bytes));
  }
  if (std::ferror(file.get()) != 0) return fail(ErrorKind::kIo, "cannot read", {path});
  if (!buffer.empty()) return take_line(buffer);
  return {};
}

}  // namespace broch
