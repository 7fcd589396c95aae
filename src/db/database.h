// SQLite behind a small interface: prepared statements with bound values, transactions, migrations.
//
//   BROCH_TRY(db::Database d, db::Database::open("runs.db"));
//   BROCH_CHECK(d.migrate(kMigrations));
//   BROCH_CHECK(d.run("INSERT INTO run(id, seed) VALUES(?, ?)", {id, seed}));
//   BROCH_CHECK(d.query("SELECT id FROM run", {}, [&](const db::Row& r) { ids.push_back(r.text(0)); }));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.h"

namespace broch::db {

using Value = std::variant<std::monostate, int64_t, double, std::string>;

/// One row of a result; columns count from 0. Valid only inside the callback.
class Row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string text(int column) const = 0;

 protected:
  ~Row() = default;
};

/// A connection, for one thread at a time. Journal mode WAL, synchronous FULL: what run() or commit()
/// returned from survives a crash of process and machine. A full disk or a corrupted file is an error, never
/// an abort.
class Database {
 public:
  enum class Mode { kReadWrite, kReadOnly };
  static Result<Database> open(const std::string& path, Mode mode = Mode::kReadWrite);
  /// How large the file and its pages should be, in bytes, as its header tells; 0 for an empty file. An error
  /// when it is no database.
  struct Size {
    int64_t bytes = 0, page = 0;
  };
  static Result<Size> size_by_header(const std::string& path);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Status run(std::string_view sql, const std::vector<Value>& values);
  Status query(std::string_view sql, const std::vector<Value>& values,
               const std::function<void(const Row&)>& use);
  Status begin();
  Status commit();
  void rollback();

  /// Applies migrations[user_version..] in one transaction each. A store of a newer program is an error.
  Status migrate(std::span<const std::string_view> migrations);

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch::db
