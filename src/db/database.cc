#include "db/database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <map>

namespace broch::db {

namespace {

constexpr int kBusyMillis = 10'000;

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// SQLite's codes (https://www.sqlite.org/rescode.html) as errors a user can act on.
Error to_error(int code, std::string_view message, const std::string& path) {
  const Place where{path};
  const auto what = [&](std::string_view text) { return fmt::format("{} ({})", text, message); };
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {ErrorKind::kIo, what("the disk is full"), where,
              "free space and go on; everything that was recorded before is kept"};
    case SQLITE_CORRUPT:
      return {ErrorKind::kInput, what("the database is damaged"), where,
              "restore it from a copy, or save what can be read: `broch eval salvage FILE -o NEW`"};
    case SQLITE_NOTADB:
      return {ErrorKind::kInput, what("this is no SQLite database"), where, "name another file"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::kIo, what("another process holds the database"), where, "wait for it to finish"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorKind::kIo, what("the database cannot be written"), where,
              "check the permissions of the file and its folder"};
    case SQLITE_CANTOPEN:
      return {ErrorKind::kIo, what("the database cannot be opened"), where,
              "check that the folder exists and may be written"};
    case SQLITE_IOERR:
      return {ErrorKind::kIo, what("reading or writing the database failed"), where, "check the disk"};
    case SQLITE_CONSTRAINT:
      return {ErrorKind::kInput, what("the database refuses the row"), where, ""};
    case SQLITE_TOOBIG:
      return {ErrorKind::kLimit, what("a value is too large for the database"), where, ""};
    case SQLITE_NOMEM:
      return {ErrorKind::kLimit, what("out of memory"), where, ""};
    default:
      return {ErrorKind::kInternal, what("the database failed"), where, ""};
  }
}

uint32_t big_endian(const uint8_t* bytes, int count) {
  uint32_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | bytes[i];
  return value;
}

/// What of a file's header (https://www.sqlite.org/fileformat2.html, 1.3) is of use before SQLite opens it.
struct Header {
  int64_t bytes = 0;  ///< how many there should be
  int64_t page = 0;   ///< bytes of a page
  bool valid = true;  ///< whether `bytes` was written by a program that keeps it up to date
};

Result<Header> read_header(const std::string& path) {
  struct stat info{};
  if (stat(path.c_str(), &info) != 0 || info.st_size == 0) return Header{};
  if (!S_ISREG(info.st_mode)) {
    return fail(ErrorKind::kInput, "this is no file", {path}, "name a database file");
  }
  std::array<uint8_t, 100> header{};
  FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return fail(ErrorKind::kIo, fmt::format("cannot read ({})", system_reason(errno)), {path},
                "check its permissions");
  }
  const size_t read = std::fread(header.data(), 1, header.size(), file);
  std::fclose(file);
  static constexpr char kMagic[] = "SQLite format 3";  // and its final NUL: 16 bytes
  if (read < header.size() || std::memcmp(header.data(), kMagic, sizeof kMagic) != 0) {
    return std::unexpected(to_error(SQLITE_NOTADB, "its first bytes are not those of one", path));
  }
  int64_t page_size = big_endian(&header[16], 2);
  if (page_size == 1) page_size = 65536;
  return Header{page_size * big_endian(&header[28], 4), page_size,
                big_endian(&header[24], 4) == big_endian(&header[92], 4)};
}

/// SQLite reads a cut file as long as nobody asks for the missing pages; the header says how many there
/// should be. With a write-ahead log beside it the file may lag behind. Another process may be moving its log
/// into the file just now: header, log and size are looked at in this order, since the log goes only after
/// the file has grown.
Status check_size(const std::string& path) {
  BROCH_TRY(const Header header, read_header(path));
  struct stat info{};
  if (stat((path + "-wal").c_str(), &info) == 0 && info.st_size > 0) return {};
  if (stat(path.c_str(), &info) != 0) return {};
  if (header.valid && info.st_size < header.bytes) {
    return std::unexpected(to_error(
        SQLITE_CORRUPT, fmt::format("{} bytes of {} are there: the file was cut", info.st_size, header.bytes),
        path));
  }
  return {};
}

class StatementRow final : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}
  ~StatementRow() = default;
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string text(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string()
                            : std::string(static_cast<const char*>(bytes), static_cast<size_t>(size));
  }

 private:
  sqlite3_stmt* statement_;
};

struct Bind {
  sqlite3_stmt* statement;
  int position;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, position); }
  int operator()(int64_t value) const { return sqlite3_bind_int64(statement, position, value); }
  int operator()(double value) const { return sqlite3_bind_double(statement, position, value); }
  int operator()(const std::string& value) const {
    // The value outlives the step: the caller holds the vector.
    return sqlite3_bind_text64(statement, position, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
};

}  // namespace

struct Database::State {
  std::string path;
  Handle handle;
  std::map<std::string, Statement, std::less<>> statements;  ///< prepared once per SQL text

  Error error(int code) const { return to_error(code, sqlite3_errmsg(handle.get()), path); }

  Result<sqlite3_stmt*> prepare(std::string_view sql) {
    if (auto found = statements.find(sql); found != statements.end()) return found->second.get();
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    return statements.emplace(std::string(sql), Statement(statement)).first->second.get();
  }

  Status execute(const std::string& script) {
    const int code = sqlite3_exec(handle.get(), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    return {};
  }
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, Mode mode) {
  BROCH_CHECK(check_size(path));
  auto state = std::make_unique<State>();
  state->path = path;
  const int flags =
      mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  state->handle.reset(handle);
  if (code != SQLITE_OK) return std::unexpected(to_error(code, sqlite3_errstr(code), path));
  sqlite3_busy_timeout(handle, kBusyMillis);
  // A file from outside must not run code through its schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  BROCH_CHECK(state->execute("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON"));
  if (mode == Mode::kReadWrite) {
    BROCH_CHECK(state->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"));
  }
  Database database(std::move(state));
  BROCH_CHECK(database.query("SELECT count(*) FROM sqlite_master", {}, [](const Row&) {}));
  return database;
}

Result<Database::Size> Database::size_by_header(const std::string& path) {
  BROCH_TRY(const Header header, read_header(path));
  return Size{.bytes = header.bytes, .page = header.page};
}

Status Database::run(std::string_view sql, const std::vector<Value>& values) {
  return query(sql, values, [](const Row&) {});
}

Status Database::query(std::string_view sql, const std::vector<Value>& values,
                       const std::function<void(const Row&)>& use) {
  BROCH_TRY(sqlite3_stmt * statement, state_->prepare(sql));
  struct Reset {
    sqlite3_stmt* statement;
    ~Reset() {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
    }
  } reset{statement};
  if (sqlite3_bind_parameter_count(statement) != static_cast<int>(values.size())) {
    return fail(ErrorKind::kInternal, fmt::format("{} values for: {}", values.size(), sql), {state_->path});
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const int code = std::visit(Bind{statement, static_cast<int>(i) + 1}, values[i]);
    if (code != SQLITE_OK) return std::unexpected(state_->error(code));
  }
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return std::unexpected(state_->error(code));
    use(StatementRow(statement));
  }
}

Status Database::begin() { return state_->execute("BEGIN IMMEDIATE"); }

Status Database::commit() {
  Status status = state_->execute("COMMIT");
  if (!status) rollback();
  return status;
}

void Database::rollback() {
  // A failed statement may have ended the transaction already.
  if (sqlite3_get_autocommit(state_->handle.get()) == 0) (void)state_->execute("ROLLBACK");
}

Status Database::migrate(std::span<const std::string_view> migrations) {
  int64_t version = 0;
  const auto read_version = [&] {
    return query("PRAGMA user_version", {}, [&](const Row& row) { version = row.integer(0); });
  };
  const auto newest = static_cast<int64_t>(migrations.size());
  BROCH_CHECK(read_version());
  while (version < newest) {
    BROCH_CHECK(begin());
    // Another process may have migrated while this one waited for the lock.
    Status status = read_version();
    if (status && version < newest) {
      status = state_->execute(std::string(migrations[static_cast<size_t>(version)]) +
                               fmt::format(";PRAGMA user_version={}", version + 1));
    }
    if (status) status = commit();
    if (!status) {
      rollback();
      return status;
    }
    BROCH_CHECK(read_version());
  }
  if (version > newest) {
    return fail(ErrorKind::kInput,
                fmt::format("the file has schema version {}; this program knows up to {}", version, newest),
                {state_->path}, "use the newer program that wrote it, or name another file");
  }
  return {};
}

}  // namespace broch::db
