// A baseline: the findings that a project knows of and has decided to live with, so that only new ones count.
//
// The file is JSON, one finding a line, sorted, without line numbers: two versions of it differ by what was
// found.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::scan {

/// What the file says of a finding. Only the fingerprint decides; the rest is for its readers.
struct KnownFinding {
  std::string path;
  std::string rule;
  std::string fingerprint;

  friend auto operator<=>(const KnownFinding&, const KnownFinding&) = default;
};

class Baseline {
 public:
  Baseline() = default;
  /// Reads a baseline file. One of another version, or with an entry without a fingerprint, is an error.
  static Result<Baseline> load(const std::string& path);
  bool contains(const std::string& fingerprint) const { return known_.contains(fingerprint); }

 private:
  std::set<std::string> known_;
};

/// The bytes of a baseline file.
std::string baseline_text(std::vector<KnownFinding> findings);

}  // namespace broch::scan
