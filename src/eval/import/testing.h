// What the tests of the importers share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "eval/compare/metrics.h"
#include "eval/import/import.h"

namespace broch::eval {

inline Imported import_ok(std::string_view bytes, const ImportOptions& options = {}) {
  auto imported = import_bytes(bytes, "input", options);
  EXPECT_TRUE(imported) << imported.error().to_string();
  return imported ? *std::move(imported) : Imported{};
}

inline std::string import_error(std::string_view bytes, const ImportOptions& options = {}) {
  const auto imported = import_bytes(bytes, "input", options);
  return imported ? "no error" : imported.error().to_string();
}

/// The whole-suite metric of that name; fails the test when there is none.
inline Metric metric_of_suite(const ImportedRun& run, const std::string& suite, const std::string& metric) {
  for (const Metric& known : metrics(run.run, run.attempts)) {
    if (known.suite == suite && known.metric == metric && known.slice.empty()) return known;
  }
  ADD_FAILURE() << "no metric " << metric << " of " << suite;
  return {};
}

inline bool has_note(const Imported& imported, std::string_view part) {
  return std::any_of(imported.notes.begin(), imported.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

inline int64_t times_of(const Imported& imported, Outcome outcome) {
  int64_t times = 0;
  for (const ImportedRun& run : imported.runs) {
    times += std::count_if(run.attempts.begin(), run.attempts.end(),
                           [&](const AttemptRecord& attempt) { return attempt.grade.outcome == outcome; });
  }
  return times;
}

/// A file other tools wrote; empty when the data sets are absent.
inline std::string foreign_file(const std::string& name) {
  const char* data = std::getenv("BROCH_DATA");
  const std::filesystem::path path =
      std::filesystem::path(data != nullptr ? data : BROCH_SOURCE_DIR "/../shared/data") / "formats" / name;
  return std::filesystem::exists(path) ? path.string() : "";
}

}  // namespace broch::eval
