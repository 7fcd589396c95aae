// Datasets: files that hold one JSON array of objects, or JSON lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace broch {

struct Record {
  json::Value value;
  int line = 0;  ///< line of the record's first byte, from 1
};

struct RecordLimits {
  size_t max_file_bytes = size_t{2} << 30;
  size_t max_line_bytes = size_t{64} << 20;
  bool allow_nan = false;  ///< bare NaN and Infinity, which some programs write
};

/// Reads every record of an array file or of a JSON-lines file (told apart by the first byte). A record that
/// does not parse, or is not an object, is an error that names file, line and column: nothing is skipped.
Result<std::vector<Record>> read_records(const std::string& path, const RecordLimits& limits = {});
/// The same over bytes in memory; `file` is named in errors.
Result<std::vector<Record>> parse_records(std::string_view text, const std::string& file,
                                          const RecordLimits& limits = {});

/// Calls `use` for each line of JSON lines that is not blank. `use` returns an error to stop.
Status for_each_json_line(std::string_view text, const std::string& file, const RecordLimits& limits,
                          const std::function<Status(const json::Value&, int line)>& use);
/// The same of a file, reading as it goes.
Status for_each_json_line(const std::string& path, const RecordLimits& limits,
                          const std::function<Status(const json::Value&, int line)>& use);

}  // namespace broch
