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
constexpr const char* kRecordRemedy = "a record is one JSON object: `{…}`, one a line or in one list";

Error too_long(const std::string& file, int line, size_t limit) {
  return {ErrorKind::kInput,
          fmt::format("line longer than {} bytes", limit),
          {file, line, 1},
          "split the record, or check that this is a JSON-lines file"};
}

/// Takes one line after the other.
class LineReader {
 public:
  LineReader(const std::string& file, const RecordLimits& limits) : file_(file), limits_(limits) {}

  /// What the next line holds; nothing when it is blank.
  Result<std::optional<json::Value>> read(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    if (trim(line).empty()) return std::nullopt;
    if (line.size() > limits_.max_line_bytes)
      return std::unexpected(too_long(file_, number_, limits_.max_line_bytes));
    BROCH_TRY(json::Value value,
              json::parse(line, {.file = file_, .first_line = number_, .allow_nan = limits_.allow_nan}));
    if (!value.is_object()) {
      return fail(ErrorKind::kInput, fmt::format("a record must be an object, found {}", value.type_name()),
                  {file_, number_, 1}, kRecordRemedy);
    }
    return value;
  }
  int number() const { return number_; }  ///< of the line last read, from 1

 private:
  const std::string& file_;
  const RecordLimits& limits_;
  int number_ = 0;
};

Result<std::vector<Record>> parse_array(std::string_view text, const std::string& file) {
  BROCH_TRY(json::Value root, json::parse(text, {.file = file}));
  std::vector<Record> records;
  const LineIndex lines(text);
  for (json::Value& item : root.as_array()) {
    const LineColumn at = lines.at(item.span().begin);
    if (!item.is_object()) {
      return fail(ErrorKind::kInput, fmt::format("a record must be an object, found {}", item.type_name()),
                  {file, at.line, at.column}, kRecordRemedy);
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
  LineReader reader(file, limits);
  for (const std::string_view line : split(text, '\n')) {
    BROCH_TRY(std::optional<json::Value> value, reader.read(line));
    if (value) records.push_back({*std::move(value), reader.number()});
  }
  return records;
}

Result<std::vector<Record>> read_records(const std::string& path, const RecordLimits& limits) {
  BROCH_TRY(const std::string text, read_file(path, limits.max_file_bytes));
  return parse_records(text, path, limits);
}

Status for_each_json_line(std::string_view text, const std::string& file, const RecordLimits& limits,
                          const std::function<Status(const json::Value&, int line)>& use) {
  LineReader reader(file, limits);
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    BROCH_TRY(const std::optional<json::Value> value, reader.read(text.substr(0, end)));
    if (value) BROCH_CHECK(use(*value, reader.number()));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

Status for_each_json_line(const std::string& path, const RecordLimits& limits,
                          const std::function<Status(const json::Value&, int line)>& use) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      path == "-" ? stdin : std::fopen(path.c_str(), "rbe"),
      [](std::FILE* f) { return f == stdin ? 0 : std::fclose(f); });
  if (!file) return fail(ErrorKind::kInput, "cannot open", {path}, "check the path");
  std::string buffer;
  LineReader reader(path, limits);
  const auto take_line = [&](std::string_view line) -> Status {
    BROCH_TRY(const std::optional<json::Value> value, reader.read(line));
    return value ? use(*value, reader.number()) : Status();
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
      return std::unexpected(too_long(path, reader.number() + 1, limits.max_line_bytes));
  }
  if (std::ferror(file.get()) != 0) return fail(ErrorKind::kIo, "cannot read", {path});
  if (!buffer.empty()) return take_line(buffer);
  return {};
}

}  // namespace broch
