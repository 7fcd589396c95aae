// What the readers of foreign files share: gathering attempts into runs and suites, keys by content, limits.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eval/import/import.h"

namespace broch::eval {

/// One foreign result. `record.cluster` may be empty: then near-duplicates of the prompt are one cluster.
/// `record.attempt` counts by itself unless `numbered`.
struct ForeignAttempt {
  std::string model;
  json::Object conditions;  ///< declared factors besides the model
  std::string part;         ///< deciding part of the grader, "name=identity"
  AttemptRecord record;
  bool numbered = false;
  std::string run = {};  ///< id of its run; empty: named after the file and the condition
};

class RunBuilder {
 public:
  /// `program` and `created` are the file's own; `digest` is of the file, runs are named after it.
  RunBuilder(std::string format, std::string program, std::string created, std::string digest);

  /// An attempt that was there before is replaced, and counted. Too many are an error.
  Status add(ForeignAttempt attempt);
  /// A suite without attempts of its own, so that the run says what was asked.
  void add_suite(const std::string& model, const json::Object& conditions, const std::string& suite,
                 const std::string& grader, const std::string& part);
  void count_not_mapped(const std::string& what, int64_t times = 1);
  /// Members of `object` that `mapped` does not name and that say something, as "`prefix`.key".
  void count_rest(const json::Value& object, std::initializer_list<std::string_view> mapped,
                  const std::string& prefix);
  void note(std::string text);

  Result<Imported> finish(const std::string& file);

 private:
  struct Building {
    ImportedRun imported;
    std::map<std::string, uint64_t> next;         ///< suite and sample -> attempt
    std::map<std::string, size_t> position;       ///< suite, sample and attempt -> place in `attempts`
    std::map<std::string, std::string> wordings;  ///< item without a cluster -> its prompt
  };

  Building& run_of(const std::string& model, const json::Object& conditions, const std::string& id = {});
  static RunRecord::SuiteRecord& suite_of(Building& building, const std::string& suite,
                                          const std::string& grader, const std::string& part);
  static void cluster(Building& building);

  Imported imported_;
  std::string program_, created_, digest_;
  std::map<std::string, size_t> by_condition_;
  std::vector<Building> building_;
  int64_t attempts_ = 0, replaced_ = 0;
};

/// 16 hex digits of the parts' hash: an item's key is its content.
std::string content_key(std::initializer_list<std::string_view> parts);
/// One line without control characters, at most 200 bytes: names from foreign files are printed.
std::string clean_name(std::string_view text);
/// "value" of a deciding part: foreign graders are identified by the name and version the file gives.
std::string grader_part(std::string_view grader, std::string_view identity);

/// The text of a message, a list of parts or messages, or a plain string, as "role: text" with blank lines
/// between messages.
std::string foreign_text(const json::Value& value);

/// Sets outcome, `unsafe` and the metric's value. `correct` and its like are true when the job was done, all
/// other metrics when the unsafe thing was.
void decide(AttemptRecord& record, const std::string& metric, std::optional<bool> value);
/// A request that failed: nothing decided, for that metric.
void fail_attempt(AttemptRecord& record, const std::string& metric, std::string_view message);

/// Calls `use` for each line that is not blank; every one must be a JSON object, bare NaN allowed.
Status for_each_foreign_line(std::string_view bytes, const std::string& file,
                             const std::function<Status(const json::Value&, int line)>& use);

}  // namespace broch::eval
