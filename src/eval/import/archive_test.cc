#include "eval/import/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <vector>

namespace broch::eval {
namespace {

/// A zip of entries, deflated.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string bytes(size_t{1} << 20, '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
  for (const auto& [name, text] : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

struct ReadZip {
  std::vector<std::pair<std::string, std::string>> entries;
  Result<std::optional<std::string>> result;
};

ReadZip read_zip(std::string_view bytes, const ArchiveLimits& limits) {
  ReadZip out;
  out.result = read_archive(
      bytes, "a.eval", limits, [](const std::string& name) { return name != "skip"; },
      [&](const std::string& name, std::string text) -> Status {
        out.entries.emplace_back(name, std::move(text));
        return {};
      });
  return out;
}

TEST(ReadArchive, GivesWhatIsWantedInOrder) {
  const ReadZip out = read_zip(zip_of({{"b", "two"}, {"skip", "no"}, {"a", ""}}), {});
  ASSERT_TRUE(out.result);
  EXPECT_FALSE(*out.result);
  ASSERT_EQ(out.entries.size(), 2u);
  EXPECT_EQ(out.entries[0], (std::pair<std::string, std::string>("b", "two")));
  EXPECT_EQ(out.entries[1], (std::pair<std::string, std::string>("a", "")));
}

TEST(ReadArchive, HoldsItsLimits) {
  const std::string zeros(300'000, '0');
  const auto limited = [&](const ArchiveLimits& limits) {
    const ReadZip out = read_zip(zip_of({{"a", zeros}, {"b", zeros}}), limits);
    return out.result ? "no error" : out.result.error().to_string();
  };
  EXPECT_EQ(limited({}), "no error");
  EXPECT_NE(limited({.entries = 1}).find("more than 1 entries"), std::string::npos);
  EXPECT_NE(limited({.entry_bytes = 100'000}).find("larger than 100000 bytes"), std::string::npos);
  EXPECT_NE(limited({.total_bytes = 400'000}).find("unpacks to more than 400000"), std::string::npos);
  // 600 kB of zeros take about 1 kB: a bomb is told by what it grows to.
  EXPECT_NE(limited({.growth = 10, .slack = 0}).find("unpacks to more than"), std::string::npos);
}

TEST(ReadArchive, SaysWhereAnArchiveIsCut) {
  const std::string whole = zip_of({{"first", "whole"}, {"second", std::string(1000, 'x') + "y"}});
  const ReadZip out = read_zip(std::string_view(whole).substr(0, whole.find("second") + 8), {});
  ASSERT_TRUE(out.result);
  EXPECT_TRUE(*out.result);
  ASSERT_EQ(out.entries.size(), 1u);
  EXPECT_EQ(out.entries[0].second, "whole");
  EXPECT_TRUE(*read_zip("no archive", {}).result);
}

}  // namespace
}  // namespace broch::eval
