// Data sets in files: the records of whatever format, as samples.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/records.h"
#include "eval/suite/dataset_format.h"
#include "eval/suite/record_reader.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// A data set before it is read: JSON, JSON lines, CSV with a first row of names, or the one object of a
/// JailbreakBench artifact.
struct DatasetFile {
  std::string path, bytes;
  std::vector<Record> records;
  DatasetFormat format = DatasetFormat::kOwn;
  bool one_value = false;  ///< the records are parts of one JSON value that is no list
};

/// The `test_cases.json` of a folder that is a data set; nothing for other paths.
std::optional<std::string> cases_in(const std::string& folder);
/// A folder stands for the `test_cases.json` in it.
Result<DatasetFile> open_dataset(const std::string& path);

/// All records of a published file as samples of that suite. A missing or mistyped field is an error that
/// names file, line, record and field.
Result<std::vector<Sample>> read_dataset(const DatasetFile& file, const std::string& suite);

}  // namespace broch::eval
