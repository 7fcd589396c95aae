#include "eval/store/store.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/environment.h"
#include "core/text.h"
#include "db/database.h"
#include "eval/store/rows.h"
#include "eval/store/schema.h"
#include "eval/store/writer_lock.h"

namespace broch::eval {

namespace {

namespace fs = std::filesystem;

Result<std::string> path_of(const std::string& url) {
  if (url.starts_with("postgres:") || url.starts_with("postgresql:")) {
    return fail(ErrorKind::kUnavailable, "this program stores runs in SQLite files only", {},
                "give --store a path");
  }
  std::string path = url;
  for (const std::string_view prefix : {"sqlite://", "sqlite:"}) {
    if (path.starts_with(prefix)) {
      path.erase(0, prefix.size());
      break;
    }
  }
  if (path.empty()) return fail(ErrorKind::kUsage, "the store has no path", {}, "give --store a path");
  return path;
}

Status make_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  if (folder.empty()) return {};
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorKind::kIo, fmt::format("cannot create the folder ({})", error.message()),
                {folder.string()}, "name another store with --store");
  }
  return {};
}

}  // namespace

struct Store::State {
  std::string path;
  mutable db::Database database;
  WriterLock lock;

  Result<int64_t> number_of(const std::string& id) const {
    std::optional<int64_t> number;
    BROCH_CHECK(database.query("SELECT number FROM run WHERE id=?", {id},
                               [&](const db::Row& row) { number = row.integer(0); }));
    if (!number)
      return fail(ErrorKind::kUsage, fmt::format("there is no run `{}`", id), {path},
                  "see `broch eval list`");
    return *number;
  }

  Result<std::vector<RunRecord>> read_runs(std::string_view where,
                                           const std::vector<db::Value>& values) const {
    std::vector<RunRecord> runs;
    std::vector<int64_t> numbers;
    std::optional<Error> error;
    BROCH_CHECK(
        database.query(fmt::format("SELECT {}, number FROM run {} ORDER BY number", kRunColumns, where),
                       values, [&](const db::Row& row) {
                         auto run = read_run(row);
                         if (!run) {
                           error = run.error();
                           return;
                         }
                         runs.push_back(*std::move(run));
                         numbers.push_back(row.integer(12));
                       }));
    // A process that died could not say so.
    const bool someone_writes = WriterLock::is_held(path);
    for (size_t i = 0; i < runs.size(); ++i) {
      if (runs[i].status == "running" && !someone_writes) runs[i].status = "stopped";
      BROCH_CHECK(
          database.query(fmt::format("SELECT {} FROM suite WHERE run=? ORDER BY position", kSuiteColumns),
                         {numbers[i]}, [&](const db::Row& row) {
                           auto suite = read_suite(row);
                           if (suite) {
                             runs[i].suites.push_back(*std::move(suite));
                           } else {
                             error = suite.error();
                           }
                         }));
    }
    if (error) {
      error->where.file = path;
      return std::unexpected(*error);
    }
    return runs;
  }

  /// Runs `body` in a transaction.
  template <typename Body>
  Status write(const Body& body) {
    BROCH_CHECK(database.begin());
    Status status = body();
    if (status) return database.commit();
    database.rollback();
    return status;
  }

  Status write_suites(int64_t number, const RunRecord& run) {
    BROCH_CHECK(database.run("DELETE FROM suite WHERE run=?", {number}));
    const std::string sql = fmt::format("INSERT INTO suite(run, position, {}) VALUES(?,?,{})", kSuiteColumns,
                                        placeholders(kSuiteColumns));
    for (size_t i = 0; i < run.suites.size(); ++i) {
      std::vector<db::Value> values = suite_values(run.suites[i]);
      values.insert(values.begin(), {number, static_cast<int64_t>(i)});
      BROCH_CHECK(database.run(sql, values));
    }
    return {};
  }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& url) {
  BROCH_TRY(std::string path, path_of(url));
  BROCH_CHECK(make_folder(path));
  BROCH_TRY(db::Database database, db::Database::open(path));
  BROCH_CHECK(check_owner(database, path));
  BROCH_CHECK(database.migrate(kMigrations));
  // A removed transcript leaves no bytes behind in free pages.
  BROCH_CHECK(database.run("PRAGMA secure_delete=ON", {}));
  return Store(std::make_unique<State>(State{std::move(path), std::move(database), {}}));
}

Result<Store> Store::open_existing(const std::string& url) {
  BROCH_TRY(const std::string path, path_of(url));
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return fail(ErrorKind::kInput, "no such store", {path},
                "name another with --store, or make one with `broch eval run --suite quick --model …`");
  }
  if (fs::is_regular_file(path, ignored) && fs::file_size(path, ignored) == 0) {
    return fail(
        ErrorKind::kInput, "the store is empty", {path},
        "restore it from a copy, name another with --store, or begin it anew with `broch eval run --suite "
        "quick --model …`");
  }
  return open(url);
}

Status Store::lock() {
  if (state_->lock.held()) return {};
  BROCH_TRY(state_->lock, WriterLock::take(state_->path));
  return state_->database.run("UPDATE run SET status='stopped' WHERE status='running'", {});
}

Status Store::create_run(const RunRecord& run) {
  BROCH_CHECK(lock());
  return state_->write([&]() -> Status {
    BROCH_CHECK(state_->database.run(
        fmt::format("INSERT INTO run({}) VALUES({})", kRunColumns, placeholders(kRunColumns)),
        run_values(run)));
    BROCH_TRY(const int64_t number, state_->number_of(run.id));
    return state_->write_suites(number, run);
  });
}

Status Store::update_run(const RunRecord& run) {
  BROCH_CHECK(lock());
  return state_->write([&]() -> Status {
    BROCH_TRY(const int64_t number, state_->number_of(run.id));
    std::vector<db::Value> values = run_values(run);
    values.push_back(number);
    BROCH_CHECK(state_->database.run(
        fmt::format("UPDATE run SET ({})=({}) WHERE number=?", kRunColumns, placeholders(kRunColumns)),
        values));
    return state_->write_suites(number, run);
  });
}

Status Store::add_attempts(const std::string& run, std::span<const AttemptRecord> attempts) {
  static const std::string sql =
      fmt::format("INSERT INTO attempt(run, {0}, {1}) VALUES(?,{2},{3})", kGradeColumns, kTextColumns,
                  placeholders(kGradeColumns), placeholders(kTextColumns));
  BROCH_CHECK(lock());
  return state_->write([&]() -> Status {
    BROCH_TRY(const int64_t number, state_->number_of(run));
    for (const AttemptRecord& attempt : attempts) {
      std::vector<db::Value> values = attempt_values(attempt);
      values.insert(values.begin(), number);
      BROCH_CHECK(state_->database.run(sql, values));
      if (attempt.sealed.empty()) continue;
      BROCH_CHECK(state_->database.run(
          "INSERT INTO sealed(run, suite, sample, attempt, text) VALUES(?,?,?,?,?)",
          {number, attempt.suite, attempt.sample, static_cast<int64_t>(attempt.attempt), attempt.sealed}));
    }
    return {};
  });
}

Result<RunRecord> Store::run(const std::string& id) const {
  BROCH_TRY(std::vector<RunRecord> found, state_->read_runs("WHERE id=?", {id}));
  if (found.empty()) {
    BROCH_TRY(found, state_->read_runs("WHERE number=(SELECT run FROM tag WHERE name=?)", {id}));
  }
  if (found.empty() && id == "last") {
    BROCH_TRY(found, state_->read_runs("WHERE number=(SELECT max(number) FROM run)", {}));
    if (found.empty()) {
      return fail(ErrorKind::kUsage, "the store holds no run", {state_->path},
                  "make one with `broch eval run`");
    }
  }
  // A comparison by code unit, since LIKE has wildcards.
  if (found.empty() && !id.empty()) {
    BROCH_TRY(found, state_->read_runs("WHERE substr(id, 1, length(?1))=?1", {id}));
  }
  if (found.empty()) {
    return fail(ErrorKind::kUsage, fmt::format("there is no run or tag `{}`", id), {state_->path},
                "see `broch eval list`");
  }
  if (found.size() > 1) {
    return fail(ErrorKind::kUsage, fmt::format("`{}` is the beginning of {} run ids", id, found.size()),
                {state_->path}, "give more of the id");
  }
  return std::move(found.front());
}

Result<std::vector<RunRecord>> Store::runs() const { return state_->read_runs("", {}); }

Result<RecordedRun> Store::recorded(const std::string& id, Columns columns) const {
  RecordedRun recorded;
  BROCH_TRY(recorded.run, run(id));
  BROCH_TRY(recorded.attempts, attempts(recorded.run.id, columns));
  return recorded;
}

Result<std::vector<AttemptRecord>> Store::attempts(const std::string& run, Columns columns,
                                                   const std::map<std::string, std::string>& slice) const {
  BROCH_TRY(const int64_t number, state_->number_of(run));
  std::vector<AttemptRecord> attempts;
  if (slice.empty()) {
    BROCH_TRY(const int64_t count, attempt_count(run));
    attempts.reserve(static_cast<size_t>(count));
  }
  std::string where = "run=?";
  std::vector<db::Value> values{number};
  for (const auto& [key, value] : slice) {
    const bool column = key == "category" || key == "intent";
    where += fmt::format(" AND coalesce((SELECT value FROM json_each(slices) WHERE key=?), {})=?",
                         column ? key : "NULL");
    values.emplace_back(key);
    values.emplace_back(value);
  }
  std::optional<Error> error;
  AttemptReader reader(columns);
  std::string wanted(kGradeColumns);
  if (columns != Columns::kGrades) wanted += fmt::format(", {}", kTextColumns);
  if (columns == Columns::kSealed) wanted += fmt::format(", {}", kSealedColumn);
  BROCH_CHECK(state_->database.query(
      fmt::format("SELECT {} FROM attempt WHERE {} ORDER BY suite, sample, attempt", wanted, where), values,
      [&](const db::Row& row) {
        auto attempt = reader.read(row);
        if (attempt) {
          attempts.push_back(*std::move(attempt));
        } else {
          error = attempt.error();
        }
      }));
  if (error) {
    error->where.file = state_->path;
    return std::unexpected(*error);
  }
  return attempts;
}

Result<int64_t> Store::attempt_count(const std::string& run) const {
  BROCH_TRY(const int64_t number, state_->number_of(run));
  int64_t count = 0;
  BROCH_CHECK(state_->database.query("SELECT count(*) FROM attempt WHERE run=?", {number},
                                     [&](const db::Row& row) { count = row.integer(0); }));
  return count;
}

Result<std::vector<Store::Done>> Store::done(const std::string& run) const {
  BROCH_TRY(const int64_t number, state_->number_of(run));
  std::vector<Done> done;
  BROCH_CHECK(
      state_->database.query("SELECT suite, sample, attempt, outcome='error' FROM attempt WHERE run=? ORDER "
                             "BY suite, sample, attempt",
                             {number}, [&](const db::Row& row) {
                               done.push_back({row.text(0), row.text(1),
                                               static_cast<uint64_t>(row.integer(2)), row.integer(3) != 0});
                             }));
  return done;
}

Result<int64_t> Store::remove_errors(const std::string& run) {
  BROCH_CHECK(lock());
  BROCH_TRY(const int64_t number, state_->number_of(run));
  int64_t removed = 0;
  const Status done = state_->write([&]() -> Status {
    BROCH_CHECK(
        state_->database.run("DELETE FROM sealed WHERE run=?1 AND (suite, sample, attempt) IN "
                             "(SELECT suite, sample, attempt FROM attempt WHERE run=?1 AND outcome='error')",
                             {number}));
    return state_->database.query("DELETE FROM attempt WHERE run=? AND outcome='error' RETURNING 1", {number},
                                  [&](const db::Row&) { ++removed; });
  });
  BROCH_CHECK(done);
  return removed;
}

Result<int64_t> Store::remove_sealed(const std::string& run) {
  BROCH_CHECK(lock());
  BROCH_TRY(const int64_t number, state_->number_of(run));
  int64_t removed = 0;
  BROCH_CHECK(state_->database.query("DELETE FROM sealed WHERE run=? RETURNING 1", {number},
                                     [&](const db::Row&) { ++removed; }));
  return removed;
}

Status Store::tag(const std::string& run, const std::string& name) {
  if (name.empty() || name == "last" || name.find_first_of(" \t\n,") != std::string::npos) {
    return fail(ErrorKind::kUsage, fmt::format("`{}` cannot be a tag", name), {},
                "use one word other than `last`");
  }
  BROCH_CHECK(lock());
  BROCH_TRY(const int64_t number, state_->number_of(run));
  return state_->database.run(
      "INSERT INTO tag(name, run) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET run=excluded.run",
      {name, number});
}

Result<std::vector<std::pair<std::string, std::string>>> Store::tags() const {
  std::vector<std::pair<std::string, std::string>> tags;
  BROCH_CHECK(state_->database.query(
      "SELECT tag.name, run.id FROM tag JOIN run ON run.number=tag.run ORDER BY tag.name", {},
      [&](const db::Row& row) { tags.emplace_back(row.text(0), row.text(1)); }));
  return tags;
}

Status Store::remove(const std::string& run) {
  BROCH_CHECK(lock());
  BROCH_TRY(const int64_t number, state_->number_of(run));
  return state_->database.run("DELETE FROM run WHERE number=?", {number});
}

int64_t planned_attempts(const RunRecord& run) {
  int64_t planned = 0;
  for (const auto& suite : run.suites) planned += suite.planned;
  return planned;
}

bool is_damaged(const RunRecord& run, int64_t attempts) {
  return run.status == "complete" && attempts < planned_attempts(run);
}

std::string default_store() {
  const auto variable = [](const char* name) { return environment(name).value_or(""); };
  if (std::string store = variable("BROCH_STORE"); !store.empty()) return store;
  if (std::string data = variable("XDG_DATA_HOME"); !data.empty()) return data + "/broch/runs.db";
  if (std::string home = variable("HOME"); !home.empty()) return home + "/.local/share/broch/runs.db";
  return "broch-runs.db";
}

}  // namespace broch::eval
