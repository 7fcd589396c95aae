// How findings of a scan are shown: JSON records and source frames.
#pragma once

#include <string>
#include <vector>

#include "core/finding.h"
#include "core/json.h"

namespace broch::cli {

/// One text that was scanned, with what was found in it.
struct Scanned {
  std::string path;
  std::string text;
  std::vector<Finding> findings;
  bool partial = false;
  std::string why;
};

/// The records of the machine contract, one per finding; without a path where it is empty.
json::Array finding_records(const Scanned& scanned);

/// "path:line:column: error: message", the lines with carets, and what to write instead.
std::string source_frames(const Scanned& scanned, bool color);

}  // namespace broch::cli
