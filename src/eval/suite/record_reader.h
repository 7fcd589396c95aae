// Reads the members of one JSON record of a dataset: typed, with the place of what is wrong.
//
//   RecordReader reader(value, {.file = "samples.jsonl", .line = 3, .text = line});
//   std::string id = reader.required_string("id");
//   BROCH_CHECK(reader.finish(RecordReader::Unknown::kError));
//
// Readers return a default after an error, so that a caller checks once, at the end.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "core/records.h"
#include "core/text.h"

namespace broch::eval {

/// Where a record stands. `text` is what the record was parsed from, for columns; empty when it is not at
/// hand.
struct RecordPlace {
  std::string file;
  int line = 0;
  std::string_view text = {};
  /// Named in messages: "sample", "record 17".
  std::string what = "sample";
};

/// The bytes of a dataset file, array or JSON lines, to find the place of a value in them again.
class DatasetText {
 public:
  /// Keeps a view: `bytes` must outlive it. `one_value`: all records are parts of one JSON value.
  DatasetText(std::string_view bytes, std::string file, bool one_value = false);
  RecordPlace place(const Record& record, std::string what) const;
  const std::string& file() const { return file_; }

 private:
  std::string_view bytes_;
  std::string file_;
  LineIndex lines_;
  bool whole_;  ///< spans of records count from the first byte, not from their line's
};

class RecordReader {
 public:
  enum class Unknown { kError, kIgnore };

  /// `value` must outlive the reader. A value that is no object is the first error.
  RecordReader(const json::Value& value, RecordPlace place);

  std::string required_string(std::string_view key);
  std::string string(std::string_view key, std::string fallback);
  int64_t required_integer(std::string_view key);
  bool required_boolean(std::string_view key);
  /// A list of strings; with `or_one`, one string counts as a list of one. Empty when absent.
  std::vector<std::string> strings(std::string_view key, bool or_one = false);
  std::vector<std::string> required_strings(std::string_view key);
  /// The member of that type; nothing when absent.
  const json::Value* object(std::string_view key);
  const json::Value* required_array(std::string_view key);
  const json::Value* any(std::string_view key);

  /// Reports an error at a value, unless one was met before.
  void error(const json::Value& at, std::string what, std::string remedy = {});
  Place place_of(const json::Value& value) const;

  /// The first error; else, for kError, a key nobody asked for.
  Status finish(Unknown unknown);

 private:
  const json::Value* take(std::string_view key);
  const json::Value* take_required(std::string_view key);
  void wrong_type(std::string_view key, const json::Value& value, const char* wanted);

  const json::Value& value_;
  RecordPlace place_;
  std::set<std::string, std::less<>> known_;
  std::optional<Error> error_;
};

}  // namespace broch::eval
