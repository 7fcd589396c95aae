// Results of other tools as runs of the store. What each format becomes: docs/formats/import.md.
//
//   BROCH_TRY(const Imported imported, import_file("garak.report.jsonl", {}));
//   BROCH_CHECK(keep_imported(store, imported, "redacted"));
//   for (const std::string& note : imported.notes) ...
//
// What a file does not say is not guessed: an attempt without a verdict is unscored, a failed one an error.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eval/store/store.h"

namespace broch::eval {

struct ImportOptions {
  std::string format = "auto";  ///< auto | garak | inspect | promptfoo | cyberseceval | jsonl
  /// Inspect: a score from here on counts as true. The score itself is kept.
  double threshold = 1;
  /// Inspect: scorers, or keys of their values, whose true means that the unsafe thing was done.
  std::vector<std::string> unsafe;
};

/// A run is one condition: a file with several models, prompts or run ids becomes several.
struct ImportedRun {
  RunRecord run;
  std::vector<AttemptRecord> attempts;
};

/// `not_mapped`: what has no place in a run, by name, and how often it was there. `notes`: where the file's
/// own totals and its attempts differ, what was cut off or stands twice.
struct Imported {
  std::string format;
  std::vector<ImportedRun> runs;
  std::map<std::string, int64_t> not_mapped;
  std::vector<std::string> notes;
};

/// `file` is named in errors. Texts are taken whole; keep_imported() shortens them.
Result<Imported> import_bytes(std::string_view bytes, const std::string& file, const ImportOptions& options);
Result<Imported> import_file(const std::string& path, const ImportOptions& options);

/// Writes the runs, with of their texts what `keep` allows (grades | redacted | full). A run that the store
/// holds already is an error, and then nothing is written.
Status keep_imported(Store& store, const Imported& imported, const std::string& keep);

}  // namespace broch::eval
