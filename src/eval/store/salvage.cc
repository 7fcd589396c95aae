#include "eval/store/salvage.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

#include "eval/store/row_walk.h"
#include "eval/store/rows.h"
#include "eval/store/schema.h"

namespace broch::eval {

namespace {

namespace fs = std::filesystem;

/// What went wrong with the copy, as said of the store that was given: its reader knows of no copy, and has
/// asked for what the remedy of a damaged database is.
Error of_store(Error error, const std::string& store) {
  error.where = {store};
  if (error.remedy.contains("broch eval salvage")) {
    error.remedy =
        "restore it from a copy; without the first page, which holds the schema, nothing can be saved";
  }
  return error;
}

/// A copy of a database and its log, brought to the length its header tells: SQLite opens no file that is too
/// short, and a page of zeros is one that cannot be read. Removed with the object.
class Copy {
 public:
  static Result<Copy> of(const std::string& path, const std::string& beside) {
    Copy copy(beside + ".salvage");
    std::error_code error;
    if (!fs::exists(path, error)) return fail(ErrorKind::kInput, "no such store", {path});
    if (fs::is_regular_file(path, error) && fs::file_size(path, error) == 0) {
      return fail(ErrorKind::kInput, "the store is empty", {path},
                  "nothing can be saved of it; restore it from a copy");
    }
    fs::copy_file(path, copy.path_, fs::copy_options::overwrite_existing, error);
    if (!error && fs::exists(path + "-wal")) {
      fs::copy_file(path + "-wal", copy.path_ + "-wal", fs::copy_options::overwrite_existing, error);
    }
    if (error) {
      return fail(ErrorKind::kIo, fmt::format("cannot copy the store ({})", error.message()), {path},
                  "free space, or name a new store in another folder");
    }
    if (Status filled = copy.fill_up(); !filled) return std::unexpected(of_store(filled.error(), path));
    return copy;
  }

  Copy(Copy&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ~Copy() {
    if (path_.empty()) return;
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(path_ + end, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  explicit Copy(std::string path) : path_(std::move(path)) {}

  /// A page that was cut has lost the rows at its end, and is lost with them.
  Status fill_up() {
    BROCH_TRY(const db::Database::Size wanted, db::Database::size_by_header(path_));
    std::error_code error;
    const auto have = static_cast<int64_t>(fs::file_size(path_, error));
    if (have >= wanted.bytes || error) return {};
    fs::resize_file(path_, static_cast<uintmax_t>(have - have % wanted.page), error);
    if (!error) fs::resize_file(path_, static_cast<uintmax_t>(wanted.bytes), error);
    if (error) return fail(ErrorKind::kIo, fmt::format("cannot write ({})", error.message()), {path_});
    return {};
  }

  std::string path_;
};

/// Whether the end of its texts lay on a page that was filled up with zeros.
bool has_lost_text(const AttemptRecord& attempt) {
  for (const std::string* text : {&attempt.prompt, &attempt.reply, &attempt.original, &attempt.error,
                                  &attempt.grade.why, &attempt.sealed}) {
    if (text->ends_with('\0')) return true;
  }
  return false;
}

/// A run of the damaged store, as far as it was read.
struct Found {
  RunRecord record;
  Salvage::Run result;
  bool whole = true;  ///< nothing of it is known to be missing
};

/// Attempts in the new store are written in groups of this size.
constexpr size_t kGroup = 256;

/// The copy, with its log moved into it and all of today's columns.
Result<db::Database> open_copy(const std::string& path) {
  BROCH_TRY(db::Database database, db::Database::open(path));
  BROCH_CHECK(check_owner(database, path));
  BROCH_CHECK(database.migrate(kMigrations));
  BROCH_CHECK(database.run("PRAGMA wal_checkpoint(TRUNCATE)", {}));
  return database;
}

class Salvager {
 public:
  /// `file` is what `from` has open.
  Salvager(db::Database& from, const std::string& file, Store& to) : from_(from), file_(file), to_(to) {}

  Result<Salvage> run() {
    read_runs();
    read_suites();
    read_sealed();
    count_attempts();
    for (auto& [number, found] : runs_) {
      if (found.record.status == "running") found.record.status = "stopped";
      BROCH_CHECK(to_.create_run(found.record));
    }
    BROCH_CHECK(copy_attempts());
    BROCH_CHECK(copy_tags());
    BROCH_CHECK(settle_runs());
    return std::move(report_);
  }

 private:
  void read_runs() {
    report_.unreadable_runs =
        read_rows(from_, file_, "run", fmt::format("{}, number", kRunColumns), [&](const db::Row& row) {
          auto run = read_run(row);
          if (!run) {
            ++report_.unreadable_runs;
            return;
          }
          Found& found = runs_[row.integer(12)];
          found.result.id = run->id;
          found.result.imported = run->request.find("imported") != nullptr;
          found.record = *std::move(run);
        });
  }

  void read_suites() {
    const int64_t gaps = read_rows(from_, file_, "suite", fmt::format("{}, run, position", kSuiteColumns),
                                   [&](const db::Row& row) {
                                     auto suite = read_suite(row);
                                     const auto run = runs_.find(row.integer(9));
                                     if (!suite) {
                                       ++report_.unreadable_suites;
                                       if (run != runs_.end()) run->second.whole = false;
                                     } else if (run == runs_.end()) {
                                       ++report_.orphans;
                                     } else {
                                       suites_[row.integer(9)][row.integer(10)] = *std::move(suite);
                                       ++report_.suites;
                                     }
                                   });
    report_.unreadable_suites += gaps;
    for (auto& [number, found] : runs_) {
      for (auto& [position, suite] : suites_[number]) found.record.suites.push_back(std::move(suite));
      found.whole = found.whole && !found.record.suites.empty();
    }
  }

  void read_sealed() {
    report_.unreadable_sealed =
        read_rows(from_, file_, "sealed", "run, suite, sample, attempt, text", [&](const db::Row& row) {
          sealed_[{row.integer(0), row.text(1), row.text(2), static_cast<uint64_t>(row.integer(3))}] =
              row.text(4);
        });
  }

  /// The key's index is a tree of its own and may be readable where the table is not. A complete run had at
  /// least what it planned.
  void count_attempts() {
    std::map<int64_t, int64_t> counts;
    const Status counted =
        from_.query("SELECT run, count(*) FROM attempt INDEXED BY sqlite_autoindex_attempt_1 GROUP BY run",
                    {}, [&](const db::Row& row) { counts[row.integer(0)] = row.integer(1); });
    for (auto& [number, found] : runs_) {
      if (counted) expected_[number] = counts[number];
      if (found.record.status == "complete") {
        expected_[number] = std::max(expected_[number], planned_attempts(found.record));
      }
    }
  }

  Status copy_attempts() {
    Status status;
    int64_t run = 0;
    std::vector<AttemptRecord> group;
    AttemptReader reader(Store::Columns::kAll);
    const auto flush = [&] {
      if (!group.empty() && status) status = write(runs_.at(run), group);
      group.clear();
    };
    attempt_gaps_ = read_rows(
        from_, file_, "attempt", fmt::format("{}, {}, run", kGradeColumns, kTextColumns),
        [&](const db::Row& row) {
          const int64_t of = row.integer(28);
          auto attempt = reader.read(row);
          const auto found = runs_.find(of);
          if (found == runs_.end()) {
            ++report_.orphans;
            return;
          }
          if (attempt) {
            const auto sealed = sealed_.find({of, attempt->suite, attempt->sample, attempt->attempt});
            if (sealed != sealed_.end()) attempt->sealed = std::move(sealed->second);
          }
          if (!attempt || has_lost_text(*attempt)) {
            ++report_.unreadable_attempts;
            found->second.whole = false;
          } else {
            if (of != run || group.size() == kGroup) flush();
            run = of;
            group.push_back(*std::move(attempt));
          }
        });
    flush();
    return status;
  }

  /// One by one where the group is refused: a damaged table may hold a row twice.
  Status write(Found& found, const std::vector<AttemptRecord>& group) {
    if (to_.add_attempts(found.record.id, group)) {
      found.result.attempts += static_cast<int64_t>(group.size());
      return {};
    }
    for (const AttemptRecord& attempt : group) {
      const Status status = to_.add_attempt(found.record.id, attempt);
      if (status) {
        ++found.result.attempts;
      } else if (status.error().kind == ErrorKind::kInput) {
        ++report_.unreadable_attempts;
      } else {
        return status;
      }
    }
    return {};
  }

  Status copy_tags() {
    Status status;
    report_.unreadable_tags = walk_rows(from_, "tag", "name, run", [&](const db::Row& row) {
      const auto run = runs_.find(row.integer(1));
      if (run == runs_.end()) {
        ++report_.orphans;
      } else if (status) {
        status = to_.tag(run->second.record.id, row.text(0));
        ++report_.tags;
      }
    });
    return status;
  }

  Status settle_runs() {
    bool all_found = true;
    for (auto& [number, found] : runs_) {
      const auto expected = expected_.find(number);
      if (expected != expected_.end()) {
        found.result.lost = std::max<int64_t>(0, expected->second - found.result.attempts);
        found.whole = found.whole && *found.result.lost == 0;
      }
      if (!found.whole && found.record.status != "stopped") {
        found.result.reopened = found.record.status == "complete";
        found.record.status = "stopped";
        BROCH_CHECK(to_.update_run(found.record));
      }
      all_found = all_found && found.result.lost == 0;
      report_.runs.push_back(std::move(found.result));
    }
    // Where every leaf was there, the tree that leads to them held nothing else.
    if (!all_found) report_.unreadable_attempts += attempt_gaps_;
    return {};
  }

  db::Database& from_;
  const std::string& file_;
  Store& to_;
  Salvage report_;
  int64_t attempt_gaps_ = 0;       ///< in the tree of the table
  std::map<int64_t, Found> runs_;  ///< by number
  std::map<int64_t, std::map<int64_t, RunRecord::SuiteRecord>> suites_;
  std::map<int64_t, int64_t> expected_;  ///< attempts by run number
  /// By run number, suite, sample and attempt.
  std::map<std::tuple<int64_t, std::string, std::string, uint64_t>, std::string> sealed_;
};

}  // namespace

bool Salvage::intact() const {
  const bool all =
      std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.lost.value_or(0) == 0; });
  return all && unreadable_runs + unreadable_suites + unreadable_attempts + unreadable_sealed +
                        unreadable_tags + orphans ==
                    0;
}

Result<Salvage> salvage(const std::string& damaged, const std::string& fresh) {
  std::error_code error;
  if (fs::exists(fresh, error)) {
    return fail(ErrorKind::kUsage, "the new store exists already", {fresh}, "name a file that does not");
  }
  BROCH_TRY(const Copy copy, Copy::of(damaged, fresh));
  auto from = open_copy(copy.path());
  if (!from) return std::unexpected(of_store(from.error(), damaged));
  BROCH_TRY(Store to, Store::open(fresh));
  return Salvager(*from, copy.path(), to).run();
}

}  // namespace broch::eval
