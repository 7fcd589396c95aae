#include "db/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

namespace broch::db {
namespace {

namespace fs = std::filesystem;

class DatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-db-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    path_ = folder_ / "t.db";
  }
  void TearDown() override { fs::remove_all(folder_); }

  Database open(Database::Mode mode = Database::Mode::kReadWrite) {
    auto database = Database::open(path_, mode);
    EXPECT_TRUE(database) << database.error().to_string();
    return *std::move(database);
  }

  static int64_t number(Database& database, std::string_view sql) {
    int64_t value = -1;
    EXPECT_TRUE(database.query(sql, {}, [&](const Row& row) { value = row.integer(0); }));
    return value;
  }

  fs::path folder_;
  std::string path_;
};

constexpr std::string_view kFirst = "CREATE TABLE t(a INTEGER, b TEXT, c REAL)";
constexpr std::string_view kSecond = "ALTER TABLE t ADD COLUMN d TEXT; CREATE UNIQUE INDEX u ON t(a)";

TEST_F(DatabaseTest, BindsAndReadsEveryType) {
  Database d = open();
  ASSERT_TRUE(d.run(kFirst, {}));
  const std::string bytes = std::string("a\0b'--", 6) + "\xc3\xa9";
  ASSERT_TRUE(d.run("INSERT INTO t VALUES(?,?,?)", {int64_t{-5}, bytes, 0.25}));
  ASSERT_TRUE(d.run("INSERT INTO t VALUES(?,?,?)", {std::monostate{}, std::string(), std::monostate{}}));
  int rows = 0;
  ASSERT_TRUE(d.query("SELECT a,b,c FROM t ORDER BY a DESC", {}, [&](const Row& row) {
    if (rows++ == 0) {
      EXPECT_EQ(row.integer(0), -5);
      EXPECT_EQ(row.text(1), bytes);
      EXPECT_EQ(row.real(2), 0.25);
    } else {
      EXPECT_TRUE(row.is_null(0));
      EXPECT_FALSE(row.is_null(1));
      EXPECT_EQ(row.text(1), "");
    }
  }));
  EXPECT_EQ(rows, 2);
  EXPECT_EQ(d.run("INSERT INTO t VALUES(?,?,?)", {int64_t{1}}).error().kind, ErrorKind::kInternal);
}

TEST_F(DatabaseTest, SyncsEveryCommitAndUsesTheWriteAheadLog) {
  Database d = open();
  std::string mode;
  ASSERT_TRUE(d.query("PRAGMA journal_mode", {}, [&](const Row& row) { mode = row.text(0); }));
  EXPECT_EQ(mode, "wal");
  EXPECT_EQ(number(d, "PRAGMA synchronous"), 2);
}

TEST_F(DatabaseTest, MigratesFromAnyVersionAndRefusesANewerFile) {
  {
    Database d = open();
    const std::string_view first[] = {kFirst};
    ASSERT_TRUE(d.migrate(first));
    ASSERT_TRUE(d.run("INSERT INTO t VALUES(1,'x',1)", {}));
  }
  {
    Database d = open();
    const std::string_view both[] = {kFirst, kSecond};
    ASSERT_TRUE(d.migrate(both));
    EXPECT_EQ(number(d, "PRAGMA user_version"), 2);
    EXPECT_EQ(number(d, "SELECT count(*) FROM t WHERE d IS NULL"), 1);
  }
  Database d = open();
  const std::string_view first[] = {kFirst};
  const Status older = d.migrate(first);
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().kind, ErrorKind::kInput);
  EXPECT_NE(older.error().what.find("schema version 2"), std::string::npos);
}

TEST_F(DatabaseTest, AFailedMigrationLeavesTheOldSchema) {
  Database d = open();
  const std::string_view broken[] = {kFirst, "CREATE TABLE n(x); CREATE TABLE t(y)"};
  EXPECT_FALSE(d.migrate(broken));
  EXPECT_EQ(number(d, "PRAGMA user_version"), 1);
  EXPECT_EQ(number(d, "SELECT count(*) FROM sqlite_master WHERE name='n'"), 0);
}

TEST_F(DatabaseTest, RollsBack) {
  Database d = open();
  ASSERT_TRUE(d.run(kFirst, {}));
  ASSERT_TRUE(d.begin());
  ASSERT_TRUE(d.run("INSERT INTO t(a) VALUES(1)", {}));
  d.rollback();
  EXPECT_EQ(number(d, "SELECT count(*) FROM t"), 0);
}

TEST_F(DatabaseTest, AFullDiskIsAnErrorAndKeepsWhatWasWritten) {
  Database d = open();
  ASSERT_TRUE(d.run(kFirst, {}));
  ASSERT_TRUE(d.query("PRAGMA max_page_count=8", {}, [](const Row&) {}));
  int64_t written = 0;
  Status status;
  while (written < 1000 && (status = d.run("INSERT INTO t(b) VALUES(?)", {std::string(3000, 'x')})))
    ++written;
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  EXPECT_NE(status.error().what.find("full"), std::string::npos);
  EXPECT_GT(written, 0);
  EXPECT_EQ(number(d, "SELECT count(*) FROM t"), written);
}

TEST_F(DatabaseTest, AForeignFileIsNamed) {
  std::ofstream(path_) << std::string(5000, 'x');
  const auto d = Database::open(path_);
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().kind, ErrorKind::kInput);
  EXPECT_EQ(d.error().where.file, path_);
  EXPECT_NE(d.error().what.find("no SQLite database"), std::string::npos);
}

TEST_F(DatabaseTest, ACutFileIsFoundOnOpening) {
  {
    Database d = open();
    ASSERT_TRUE(d.run(kFirst, {}));
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(d.run("INSERT INTO t(b) VALUES(?)", {std::string(3000, 'x')}));
  }
  fs::resize_file(path_, fs::file_size(path_) / 2);
  const auto d = Database::open(path_);
  ASSERT_FALSE(d);
  EXPECT_NE(d.error().what.find("damaged"), std::string::npos);
}

TEST_F(DatabaseTest, OverwrittenPagesAreAnErrorAndNoCrash) {
  {
    Database d = open();
    ASSERT_TRUE(d.run(kFirst, {}));
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(d.run("INSERT INTO t(b) VALUES(?)", {std::string(3000, 'x')}));
  }
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);
  file << std::string(40000, '\xa5');
  file.close();
  auto d = Database::open(path_);
  Status status;
  if (d) {
    status = d->query("SELECT a, b FROM t", {}, [](const Row&) {});
  } else {
    status = std::unexpected(d.error());
  }
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kInput);
}

TEST_F(DatabaseTest, AFileFromOutsideRunsNoCode) {
  Database d = open();
  EXPECT_EQ(number(d, "PRAGMA trusted_schema"), 0);
  ASSERT_TRUE(d.run(kFirst, {}));
  ASSERT_TRUE(d.run("PRAGMA writable_schema=ON", {}));
  EXPECT_FALSE(d.run("UPDATE sqlite_master SET sql='CREATE TABLE t(evil)' WHERE name='t'", {}));
}

TEST_F(DatabaseTest, AFolderThatDoesNotExistIsNamed) {
  const auto d = Database::open(folder_ / "no" / "t.db");
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().kind, ErrorKind::kIo);
}

TEST_F(DatabaseTest, ReadOnlyNeitherCreatesNorWrites) {
  EXPECT_FALSE(Database::open(path_, Database::Mode::kReadOnly));
  {
    ASSERT_TRUE(open().run(kFirst, {}));
  }
  Database d = open(Database::Mode::kReadOnly);
  EXPECT_EQ(number(d, "SELECT count(*) FROM t"), 0);
  const Status status = d.run("INSERT INTO t(a) VALUES(1)", {});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
}

TEST_F(DatabaseTest, AReaderSeesWhatTheWriterCommitted) {
  Database writer = open();
  ASSERT_TRUE(writer.run(kFirst, {}));
  Database reader = open(Database::Mode::kReadOnly);
  ASSERT_TRUE(writer.run("INSERT INTO t(a) VALUES(1)", {}));
  EXPECT_EQ(number(reader, "SELECT count(*) FROM t"), 1);
}

/// Closing the last connection moves the log into the file and removes it. Whoever opens in that moment must
/// not take the file for a cut one.
TEST_F(DatabaseTest, OpeningWhileAnotherCloses) {
  {
    ASSERT_TRUE(open().run(kFirst, {}));
  }
  std::atomic<bool> done = false;
  Status read_status;
  std::thread reader([&] {
    while (!done && read_status) {
      const auto database = Database::open(path_);
      if (!database) read_status = std::unexpected(database.error());
    }
  });
  Status write_status;
  for (int i = 0; i < 60 && write_status; ++i) {
    auto database = Database::open(path_);
    write_status = database ? database->run("INSERT INTO t(b) VALUES(?)", {std::string(60'000, 'x')})
                            : Status(std::unexpected(database.error()));
  }
  done = true;
  reader.join();
  EXPECT_TRUE(read_status) << read_status.error().to_string();
  EXPECT_TRUE(write_status) << write_status.error().to_string();
}

}  // namespace
}  // namespace broch::db
