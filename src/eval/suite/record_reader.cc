#include "eval/suite/record_reader.h"

#include <fmt/format.h>

#include "core/text.h"

namespace broch::eval {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with(kByteOrderMark) ? bytes.substr(kByteOrderMark.size()) : bytes;
}

}  // namespace

DatasetText::DatasetText(std::string_view bytes, std::string file, bool one_value)
    : bytes_(without_mark(bytes)),
      file_(std::move(file)),
      lines_(bytes_),
      whole_(one_value || trim(bytes_).starts_with('[')) {}

RecordPlace DatasetText::place(const Record& record, std::string what) const {
  // Spans count from the start of what was parsed: the whole file for one value, else the line.
  if (whole_) return {.file = file_, .line = 1, .text = bytes_, .what = std::move(what)};
  return {.file = file_, .line = record.line, .text = lines_.line(record.line), .what = std::move(what)};
}

RecordReader::RecordReader(const json::Value& value, RecordPlace place)
    : value_(value), place_(std::move(place)) {
  if (!value.is_object()) {
    error(value, fmt::format("{} must be an object, found {}", place_.what, value.type_name()),
          "a record is one JSON object: `{…}`");
  }
}

Place RecordReader::place_of(const json::Value& value) const {
  if (place_.text.empty() || value.span().end == 0) return {place_.file, place_.line, 0};
  const LineColumn at = LineIndex(place_.text).at(value.span().begin);
  return {place_.file, place_.line + at.line - 1, at.column};
}

void RecordReader::error(const json::Value& at, std::string what, std::string remedy) {
  if (!error_) error_ = Error{ErrorKind::kInput, std::move(what), place_of(at), std::move(remedy)};
}

const json::Value* RecordReader::take(std::string_view key) {
  known_.emplace(key);
  return value_.find(key);
}

const json::Value* RecordReader::take_required(std::string_view key) {
  const json::Value* value = take(key);
  if (value == nullptr) {
    error(value_, fmt::format("{} has no `{}`", place_.what, key), fmt::format("add `\"{}\": …`", key));
  }
  return value;
}

void RecordReader::wrong_type(std::string_view key, const json::Value& value, const char* wanted) {
  error(value, fmt::format("`{}` of {} must be a {}, found {}", key, place_.what, wanted, value.type_name()),
        fmt::format("make `{}` a {}", key, wanted));
}

std::string RecordReader::required_string(std::string_view key) {
  const json::Value* value = take_required(key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    wrong_type(key, *value, "string");
    return {};
  }
  return value->as_string();
}

std::string RecordReader::string(std::string_view key, std::string fallback) {
  return take(key) == nullptr ? std::move(fallback) : required_string(key);
}

int64_t RecordReader::required_integer(std::string_view key) {
  const json::Value* value = take_required(key);
  if (value == nullptr) return 0;
  if (!value->is_integer()) {
    wrong_type(key, *value, "whole number");
    return 0;
  }
  return value->as_integer();
}

bool RecordReader::required_boolean(std::string_view key) {
  const json::Value* value = take_required(key);
  if (value == nullptr) return false;
  if (!value->is_bool()) {
    wrong_type(key, *value, "boolean");
    return false;
  }
  return value->as_bool();
}

std::vector<std::string> RecordReader::strings(std::string_view key, bool or_one) {
  const json::Value* value = take(key);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  if (or_one && value->is_string()) return {value->as_string()};
  if (!value->is_array()) {
    wrong_type(key, *value, or_one ? "string or list of strings" : "list of strings");
    return result;
  }
  for (const json::Value& item : value->as_array()) {
    if (!item.is_string()) {
      wrong_type(key, item, "list of strings");
      return {};
    }
    result.push_back(item.as_string());
  }
  return result;
}

std::vector<std::string> RecordReader::required_strings(std::string_view key) {
  return take_required(key) == nullptr ? std::vector<std::string>() : strings(key);
}

const json::Value* RecordReader::object(std::string_view key) {
  const json::Value* value = take(key);
  if (value != nullptr && !value->is_object()) {
    wrong_type(key, *value, "map");
    return nullptr;
  }
  return value;
}

const json::Value* RecordReader::required_array(std::string_view key) {
  const json::Value* value = take_required(key);
  if (value != nullptr && !value->is_array()) {
    wrong_type(key, *value, "list");
    return nullptr;
  }
  return value;
}

const json::Value* RecordReader::any(std::string_view key) { return take(key); }

Status RecordReader::finish(Unknown unknown) {
  if (error_) return std::unexpected(*error_);
  if (unknown == Unknown::kIgnore) return {};
  for (const json::Member& member : value_.as_object()) {
    if (known_.contains(member.key)) continue;
    const std::vector<std::string> keys(known_.begin(), known_.end());
    error(member.value, fmt::format("unknown key `{}`{}", member.key, did_you_mean(member.key, keys)),
          "known keys: " + join(keys, ", "));
    return std::unexpected(*error_);
  }
  return {};
}

}  // namespace broch::eval
