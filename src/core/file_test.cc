#include "core/file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/hash.h"
#include "core/records.h"

namespace broch {
namespace {

class Files : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(dir_); }
  void TearDown() override { std::filesystem::remove_all(dir_); }
  std::string path(const std::string& name) const { return dir_ + "/" + name; }
  void put(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

  std::string dir_ = testing::TempDir() + "broch-files-" + random_id();
};

TEST_F(Files, WritesAndReadsBack) {
  ASSERT_TRUE(write_file(path("a"), "one"));
  ASSERT_TRUE(write_file(path("a"), "two"));
  EXPECT_EQ(*read_file(path("a")), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir_), {}), 1);  // no temporary file stays
}

TEST_F(Files, ReplacingKeepsTheMode) {
  ASSERT_TRUE(write_file(path("tool"), "one"));
  std::filesystem::permissions(path("tool"), std::filesystem::perms::owner_all);
  ASSERT_TRUE(write_file(path("tool"), "two"));
  EXPECT_EQ(std::filesystem::status(path("tool")).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(Files, ErrorsNameTheFile) {
  EXPECT_EQ(read_file(path("no")).error().to_string(),
            path("no") + ": cannot open: No such file or directory");
  EXPECT_EQ(exit_code(read_file(path("no")).error().kind), 2);
  EXPECT_EQ(read_file(dir_).error().to_string(), dir_ + ": is a folder, not a file");
  put("big", std::string(100, 'x'));
  EXPECT_EQ(read_file(path("big"), 99).error().kind, ErrorKind::kInput);
  EXPECT_EQ(read_file(path("big"), 99).error().to_string(), path("big") + ": larger than 99 bytes");
  EXPECT_EQ(read_file(path("big"), 99, "take another").error().remedy, "take another");
  EXPECT_TRUE(read_file(path("big"), 100));
  EXPECT_FALSE(write_file(dir_ + "/no/such/folder", "x"));
}

TEST_F(Files, FullDiskLeavesTheOldFile) {
  // /dev/full takes no byte; a symbolic link puts the temporary file's name on it.
  ASSERT_TRUE(write_file(path("a"), "old"));
  const std::string temporary = path("a") + "." + std::to_string(getpid()) + ".tmp";
  std::filesystem::create_symlink("/dev/full", temporary);
  const Status status = write_file(path("a"), "new");
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find("No space left"), std::string::npos) << status.error().to_string();
  EXPECT_EQ(*read_file(path("a")), "old");
}

TEST_F(Files, NothingOutsideTheFolder) {
  const std::string base = path("suite.yaml");
  EXPECT_TRUE(resolve_inside(base, "samples.jsonl"));
  EXPECT_TRUE(resolve_inside(base, "sub/../x"));
  EXPECT_FALSE(resolve_inside(base, "../x"));
  EXPECT_FALSE(resolve_inside(base, "/etc/passwd"));
  std::filesystem::create_symlink("/etc", path("link"));
  EXPECT_FALSE(resolve_inside(base, "link/passwd"));
}

TEST_F(Files, RecordsFromArrayAndLines) {
  put("array.json", "[\n {\"a\":1},\n {\"a\":2}]\n");
  put("lines.jsonl", "\xEF\xBB\xBF{\"a\":1}\n\n{\"a\":2}");
  for (const char* name : {"array.json", "lines.jsonl"}) {
    const auto records = read_records(path(name));
    ASSERT_TRUE(records) << records.error().to_string();
    ASSERT_EQ(records->size(), 2u) << name;
    EXPECT_EQ((*records)[1].value.get_integer("a"), 2);
    EXPECT_EQ((*records)[1].line, 3) << name;
  }
  int lines = 0;
  ASSERT_TRUE(for_each_json_line(path("lines.jsonl"), {},
                                 [&](const json::Value&, int) -> Status { return ++lines, Status{}; }));
  EXPECT_EQ(lines, 2);
}

TEST_F(Files, BrokenRecordsNameTheLine) {
  put("bad.jsonl", "{\"a\":1}\n{\"a\":}\n");
  EXPECT_TRUE(read_records(path("bad.jsonl")).error().to_string().starts_with(path("bad.jsonl") + ":2:"));
  put("scalar.jsonl", "{\"a\":1}\n7\n");
  EXPECT_EQ(read_records(path("scalar.jsonl")).error().to_string(),
            path("scalar.jsonl") + ":2:1: a record must be an object, found number");
  put("array.json", "[{\"a\":1},\n7]");
  EXPECT_EQ(read_records(path("array.json")).error().to_string(),
            path("array.json") + ":2:1: a record must be an object, found number");
  put("long.jsonl", "{\"a\":1}\n{\"a\":\"" + std::string(200, 'x') + "\"}\n");
  const auto status = for_each_json_line(path("long.jsonl"), {.max_line_bytes = 100},
                                         [](const json::Value&, int) -> Status { return {}; });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().where.line, 2);
  EXPECT_EQ(read_records(path("long.jsonl"), {.max_line_bytes = 100}).error().kind, ErrorKind::kInput);
}

}  // namespace
}  // namespace broch
