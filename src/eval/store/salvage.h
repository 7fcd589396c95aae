// Saves what can still be read of a damaged store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::eval {

/// What was saved into the new store, and what was not.
struct Salvage {
  struct Run {
    std::string id;
    int64_t attempts = 0;         ///< saved
    std::optional<int64_t> lost;  ///< attempts; nothing when neither the key's index nor the plan tells
    bool reopened = false;        ///< was complete and misses something: now `stopped`
    bool imported = false;        ///< nothing to resume: its file can be imported again
  };
  std::vector<Run> runs;
  int64_t suites = 0, tags = 0;
  /// Places in the tree of each table from which nothing could be read (a damaged page holds many rows), and
  /// rows that were read and make no sense.
  int64_t unreadable_runs = 0, unreadable_suites = 0, unreadable_attempts = 0, unreadable_tags = 0,
          unreadable_sealed = 0;
  int64_t orphans = 0;  ///< suites, attempts and tags whose run is lost; they are not saved
  bool intact() const;
};

/// Copies every readable run, suite, attempt and tag of the store at `damaged` into a new one at `fresh`,
/// which must not exist. Works on a copy: the damaged file stays as it is. Runs keep their ids and their
/// order; one that misses anything, or was not complete, is `stopped`. An error when not even the first page,
/// which holds the schema, can be read.
Result<Salvage> salvage(const std::string& damaged, const std::string& fresh);

}  // namespace broch::eval
