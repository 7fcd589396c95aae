// Inspect logs as a header and samples, whatever they are stored in: one JSON object, or a zip archive of
// JSON files, finished or left behind by a run that crashed.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace broch::eval {

/// `header` holds what the log says of the run: `eval`, `plan`, `results`, `stats`, ... `notes` and
/// `not_mapped` are about how it was stored.
struct InspectHeader {
  json::Value header;
  std::vector<std::string> notes;
  std::map<std::string, int64_t> not_mapped;
};

/// Calls `use` for each sample, after `begin` got the header. References to attachments are resolved in what
/// is read of a sample: input, messages, output, scores. The header returned has all notes.
Result<InspectHeader> read_inspect_log(std::string_view bytes, const std::string& file,
                                       const std::function<Status(const json::Value& header)>& begin,
                                       const std::function<Status(const json::Value& sample)>& use);

}  // namespace broch::eval
