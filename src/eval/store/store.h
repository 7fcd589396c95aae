// The run store: runs, their conditions, every finished attempt, tags. Schema: docs/formats/store.md.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "eval/grade/grader.h"
#include "eval/outcome.h"

namespace broch::eval {

/// What one run measured, and all that decides its result.
struct RunRecord {
  std::string id;
  std::string status;   ///< running | complete | stopped | failed
  std::string created;  ///< ISO 8601
  std::string program;  ///< version of Broch
  uint64_t seed = 0;
  std::string model;  ///< spec without secrets
  bool simulated = false;
  std::string guard;                     ///< policy name or ""
  std::vector<std::string> guard_parts;  ///< deciding parts of guards seen, in process or in front
  std::string judge;
  json::Value conditions;  ///< declared factors: model, guard, mode, prompting, sampling
  json::Value request;  ///< what was asked for: suites, dataset, limit, attempts, keep, model, guard, judge
  struct SuiteRecord {
    std::string name, version, digest, dataset, grader, validity;
    std::vector<std::string> grader_parts;
    int64_t planned = 0;
    std::string keep;  ///< grades | redacted | full; empty in runs of schema 1
  };
  std::vector<SuiteRecord> suites;
};

/// One finished attempt with its grade.
struct AttemptRecord {
  std::string suite, sample, item, cluster, twin, intent, category;
  uint64_t attempt = 0;
  std::map<std::string, std::string> slices;
  Grade grade;
  std::string grader;
  std::string error;             ///< kind and message when outcome is error
  std::optional<Outcome> truth;  ///< simulators only: their own label of what was delivered
  std::vector<std::string>
      truth_also;  ///< metrics that hold by that label, where its outcome does not say so
  std::string prompt, reply, original;  ///< as --keep says; `original` is the reply before a guard changed it
  std::string sealed;                   ///< the full texts, sealed (eval/run/sealed_text.h), or empty
  std::string fingerprint;
  std::string finish_reason;  ///< as the server said: "stop", "length", …
  int64_t input_tokens = 0, output_tokens = 0, micros = 0, tries = 0;
};

struct RecordedRun {
  RunRecord run;
  std::vector<AttemptRecord> attempts;
};

/// One connection, for one thread at a time. Readers see a run while another process writes it.
class Store {
 public:
  /// A path, or "sqlite:PATH". Creates the file, and folders above it, when absent.
  static Result<Store> open(const std::string& url);
  /// The same for who only looks: creates nothing, an absent file is an error.
  static Result<Store> open_existing(const std::string& url);
  Store(Store&&) noexcept;
  ~Store();

  /// One process writes at a time: a second one gets an error that names the first. Every writing call locks
  /// by itself; a run locks before it spends anything. Held until the store is closed or the process ends.
  /// Runs that a dead process left as "running" become "stopped".
  Status lock();

  Status create_run(const RunRecord& run);
  Status update_run(const RunRecord& run);
  /// All of them durable when it returns, or none. The same (suite, sample, attempt) twice is an error.
  Status add_attempts(const std::string& run, std::span<const AttemptRecord> attempts);
  Status add_attempt(const std::string& run, const AttemptRecord& attempt) {
    return add_attempts(run, {&attempt, 1});
  }

  /// `id` may be an id, a unique prefix of one, a tag, or "last".
  Result<RunRecord> run(const std::string& id) const;
  Result<std::vector<RunRecord>> runs() const;
  /// `kGrades` leaves out what metrics and comparisons do not read: texts, why, error, accounting.
  /// Only `kSealed` brings the sealed texts.
  enum class Columns { kGrades, kAll, kSealed };
  /// Ordered by suite, sample, attempt. `slice` takes only those with these values: keys of their slices, and
  /// `category` and `intent`.
  Result<std::vector<AttemptRecord>> attempts(const std::string& run, Columns columns = Columns::kAll,
                                              const std::map<std::string, std::string>& slice = {}) const;
  /// run() and its attempts().
  Result<RecordedRun> recorded(const std::string& id, Columns columns = Columns::kAll) const;
  Result<int64_t> attempt_count(const std::string& run) const;
  /// (suite, sample, attempt, outcome is error) of every attempt, without their texts.
  struct Done {
    std::string suite, sample;
    uint64_t attempt = 0;
    bool error = false;
  };
  Result<std::vector<Done>> done(const std::string& run) const;
  /// Takes the attempts with outcome error out, so that they are made again; how many there were.
  Result<int64_t> remove_errors(const std::string& run);
  /// Takes the sealed texts of a run out; how many there were.
  Result<int64_t> remove_sealed(const std::string& run);
  Status tag(const std::string& run, const std::string& name);
  Result<std::vector<std::pair<std::string, std::string>>> tags() const;  ///< (name, run)
  Status remove(const std::string& run);

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

int64_t planned_attempts(const RunRecord& run);

/// Whether a run with so many attempts has lost some: a complete one has all that were planned.
bool is_damaged(const RunRecord& run, int64_t attempts);

/// $BROCH_STORE, else $XDG_DATA_HOME/broch/runs.db, else ~/.local/share/broch/runs.db.
std::string default_store();

}  // namespace broch::eval
