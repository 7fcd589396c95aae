#include "db/leaf_pages.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "core/hash.h"

namespace broch::db {
namespace {

namespace fs = std::filesystem;
using Type = LeafColumn::Type;

/// number, key, half, text, mark: the mark of a row is a hash of its text, so that a row tells itself whether
/// it is as it was.
const std::vector<LeafColumn> kColumns = {
    {.type = Type::kInteger}, {.type = Type::kInteger, .nullable = true},
    {.type = Type::kReal},    {.type = Type::kText},
    {.type = Type::kText},    {.type = Type::kText, .optional = true}};
constexpr size_t kRows = 300;

class LeafPagesTest : public ::testing::Test {
 protected:
  using Rows = std::map<int64_t, std::vector<Value>>;

  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-leaf-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    path_ = folder_ / "t.db";
    Database d = *Database::open(path_);
    ASSERT_TRUE(d.run("CREATE TABLE other(a INTEGER, b TEXT)", {}));
    ASSERT_TRUE(
        d.run("CREATE TABLE t(n INTEGER NOT NULL, k INTEGER, half REAL NOT NULL, text TEXT NOT NULL, "
              "mark TEXT NOT NULL)",
              {}));
    ASSERT_TRUE(d.begin());
    for (int i = 0; i < static_cast<int>(kRows); ++i) {
      if (i == static_cast<int>(kRows) / 2) {
        ASSERT_TRUE(d.run("ALTER TABLE t ADD COLUMN late TEXT NOT NULL DEFAULT ''", {}));
      }
      // Some in the leaf, some on one overflow page, some on many.
      const std::string text(static_cast<size_t>(i % 7 == 0 ? 20'000 : i % 5 == 0 ? 4'200 : i), 'a' + i % 26);
      std::vector<Value> row{numbers(i), std::monostate{}, i / 2.0, text, sha256_hex(text)};
      if (i % 3 != 0) row[1] = int64_t{i % 2};
      ASSERT_TRUE(d.run("INSERT INTO other VALUES(?,?)", {int64_t{i}, text}));
      ASSERT_TRUE(d.run(
          fmt::format("INSERT INTO t VALUES(?,?,?,?,?{})", i < static_cast<int>(kRows) / 2 ? "" : ",'late'"),
          row));
      row.push_back(i < static_cast<int>(kRows) / 2 ? Value() : Value("late"));
      rows_[i + 1] = std::move(row);
    }
    ASSERT_TRUE(d.commit() && d.run("PRAGMA wal_checkpoint(TRUNCATE)", {}));
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// Integers of every size a record can have.
  static int64_t numbers(int i) { return (i % 2 == 0 ? 1 : -1) * (int64_t{1} << (i % 63)) + i; }

  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string write(const std::string& bytes) {
    std::string path = folder_ / "broken.db";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  /// How many rows were read, and how many of them are none that was written.
  struct Read {
    size_t rows = 0, invented = 0;
  };
  Read read(const std::string& path, const std::vector<LeafColumn>& columns = kColumns) {
    Read result;
    std::map<int64_t, int> seen;
    EXPECT_TRUE(for_each_leaf_row(path, columns, [&](int64_t rowid, const std::vector<Value>& values) {
      const auto found = rows_.find(rowid);
      // A row id is not covered by the mark; the number is derived from it.
      if (found == rows_.end() || found->second != values || ++seen[rowid] > 1) ++result.invented;
      ++result.rows;
    }));
    return result;
  }

  fs::path folder_;
  std::string path_;
  Rows rows_;
};

TEST_F(LeafPagesTest, EveryRowOfTheTableIsFoundAndNoneOfAnother) {
  const Read all = read(path_);
  EXPECT_EQ(all.rows, kRows);
  EXPECT_EQ(all.invented, 0u);
  EXPECT_EQ(read(path_, {{.type = Type::kText}, {.type = Type::kInteger}}).rows, 0u);
}

TEST_F(LeafPagesTest, AColumnThatMayNotBeMissingIsNot) {
  std::vector<LeafColumn> strict = kColumns;
  strict.back().optional = false;
  EXPECT_EQ(read(path_, strict).rows, kRows / 2);
  strict = kColumns;
  strict[1].nullable = false;
  EXPECT_EQ(read(path_, strict).rows, kRows - kRows / 3);
}

TEST_F(LeafPagesTest, OfACutFileTheWholeRowsAreFound) {
  const std::string whole = bytes_of(path_);
  size_t before = 0;
  for (size_t size = 4096; size < whole.size(); size += 12'345) {
    const Read part = read(write(whole.substr(0, size)));
    EXPECT_EQ(part.invented, 0u) << size;
    EXPECT_GE(part.rows, before) << size;
    before = part.rows;
  }
  EXPECT_GT(before, kRows * 9 / 10);
}

TEST_F(LeafPagesTest, HolesAreNotReadPageByPage) {
  const std::string path = write(bytes_of(path_));
  fs::resize_file(path, uintmax_t{1} << 40);
  EXPECT_EQ(read(path).rows, kRows);
}

TEST_F(LeafPagesTest, OneWrongByteCostsOrChangesFewRows) {
  const std::string whole = bytes_of(path_);
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string bytes = whole;
    // Half of them in the first bytes of a page, where lengths and places stand.
    const size_t at = 4096 + random() % (bytes.size() - 4096);
    const size_t place = i % 2 == 0 ? at : at / 4096 * 4096 + at % 64;
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << random() % 8));
    const Read read_back = read(write(bytes));
    // A byte inside a value changes that row; a changed link of a chain the row it leads to.
    EXPECT_LE(read_back.invented, 1u) << place;
    EXPECT_LE(read_back.rows, kRows) << place;
    EXPECT_GE(read_back.rows, kRows - 120) << place;
  }
}

TEST_F(LeafPagesTest, PagesOfChanceBytesHoldNoRow) {
  std::mt19937 random(11);
  std::string bytes = bytes_of(path_).substr(0, 4096);
  for (int page = 0; page < 500; ++page) {
    std::string chance(4096, '\0');
    for (char& c : chance) c = static_cast<char>(random());
    chance[0] = '\x0d';
    bytes += chance;
  }
  EXPECT_EQ(read(write(bytes)).rows, 0u);
}

// Every cell of every page leads into one chain that never ends.
TEST_F(LeafPagesTest, AChainThatLeadsBackEnds) {
  std::string bytes = bytes_of(path_);
  for (size_t at = 4096; at < bytes.size(); at += 4096) {
    if (bytes[at] == '\x0d' || bytes[at] == '\x05' || bytes[at] == '\x02' || bytes[at] == '\x0a') continue;
    bytes.replace(at, 4, std::string("\0\0\0\x09", 4));
  }
  size_t without_chain = 0;
  for (const auto& [rowid, row] : rows_) without_chain += std::get<std::string>(row[3]).size() < 4000 ? 1 : 0;
  const Read some = read(write(bytes));
  EXPECT_EQ(some.invented, 0u);
  EXPECT_EQ(some.rows, without_chain);
}

TEST_F(LeafPagesTest, ARecordIsAsLongAsItsPartsOrNone) {
  // The type of a text of 64 bytes, the mark, becomes that of one of 63.
  std::string bytes = bytes_of(path_);
  for (size_t at = 0; (at = bytes.find("\x81\x0d", at)) != std::string::npos; ++at) bytes[at + 1] = '\x0b';
  EXPECT_EQ(read(write(bytes)).rows, 0u);
}

TEST_F(LeafPagesTest, AHeaderWithoutAPageSizeIsAnError) {
  const auto ignore = [](int64_t, const std::vector<Value>&) {};
  EXPECT_FALSE(for_each_leaf_row(folder_ / "none.db", kColumns, ignore));
  EXPECT_FALSE(for_each_leaf_row(write("SQLite format 3"), kColumns, ignore));
  EXPECT_FALSE(for_each_leaf_row(write(std::string(5000, '\0')), kColumns, ignore));
}

}  // namespace
}  // namespace broch::db
