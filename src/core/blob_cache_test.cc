#include "core/blob_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/file.h"

namespace broch {
namespace {

namespace fs = std::filesystem;

class BlobCacheTest : public testing::Test {
 protected:
  BlobCacheTest() {
    std::string name = testing::TempDir() + "cacheXXXXXX";
    root_ = mkdtemp(name.data());
    folder_ = root_ + "/a/broch";
  }
  ~BlobCacheTest() override { fs::remove_all(root_); }

  /// The one file there is.
  fs::path file() const { return fs::directory_iterator(folder_)->path(); }
  void rewrite(const std::string& bytes) const { std::ofstream(file(), std::ios::binary) << bytes; }

  std::string root_, folder_;
};

TEST_F(BlobCacheTest, GivesWhatWasPutUnderTheKeyAlone) {
  const BlobCache cache(folder_);
  EXPECT_EQ(cache.get("key"), std::nullopt);
  cache.put("key", std::string_view("\0value", 6));
  EXPECT_EQ(cache.get("key"), std::string("\0value", 6));
  EXPECT_EQ(cache.get("other"), std::nullopt);
  cache.put("key", "second");
  EXPECT_EQ(cache.get("key"), "second");
  EXPECT_EQ(BlobCache().get("key"), std::nullopt);
}

TEST_F(BlobCacheTest, TheFolderIsTheUsersAlone) {
  BlobCache(folder_).put("key", "value");
  struct stat info{};
  ASSERT_EQ(stat(folder_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST_F(BlobCacheTest, EveryChangedOrMissingByteCountsAsAbsent) {
  const BlobCache cache(folder_);
  cache.put("key", "value");
  const std::string good = *read_file(file().string());
  for (size_t i = 0; i < good.size(); ++i) {
    rewrite(good.substr(0, i));
    EXPECT_EQ(cache.get("key"), std::nullopt) << "cut to " << i;
    std::string changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    rewrite(changed);
    EXPECT_EQ(cache.get("key"), std::nullopt) << "changed at " << i;
  }
  rewrite(good + "x");
  EXPECT_EQ(cache.get("key"), std::nullopt);
  rewrite(good);
  EXPECT_EQ(cache.get("key"), "value");
}

TEST_F(BlobCacheTest, WhatOthersCouldHaveWrittenCountsAsAbsent) {
  const BlobCache cache(folder_);
  cache.put("key", "value");
  ASSERT_EQ(chmod(file().c_str(), 0666), 0);
  EXPECT_EQ(cache.get("key"), std::nullopt);
  ASSERT_EQ(chmod(file().c_str(), 0600), 0);
  EXPECT_EQ(cache.get("key"), "value");
  ASSERT_EQ(chmod(folder_.c_str(), 0777), 0);
  EXPECT_EQ(cache.get("key"), std::nullopt);
  ASSERT_EQ(chmod(folder_.c_str(), 0700), 0);
  const fs::path name = file();
  fs::rename(name, root_ + "/elsewhere");
  fs::create_symlink(root_ + "/elsewhere", name);
  EXPECT_EQ(cache.get("key"), std::nullopt) << "a link";
}

TEST_F(BlobCacheTest, OfTooManyFilesTheOldestGo) {
  const BlobCache cache(folder_);
  const auto key = [](size_t i) { return "key " + std::to_string(i); };
  cache.put(key(0), "value");
  const auto now = fs::last_write_time(file());
  std::ofstream(folder_ + "/notes.txt") << "somebody else's";
  fs::create_directory(folder_ + "/0123456789abcdef0123456789abcdef");
  std::set<std::string> known = {"notes.txt", "0123456789abcdef0123456789abcdef"};
  for (size_t i = 0; i <= BlobCache::kMaxFiles; ++i) {
    cache.put(key(i), "value");
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (!known.insert(entry.path().filename()).second) continue;
      fs::last_write_time(entry.path(), now - std::chrono::hours(1000 - i));
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i <= BlobCache::kMaxFiles; ++i) {
    const bool is_kept = cache.get(key(i)).has_value();
    kept += is_kept;
    EXPECT_EQ(is_kept, i > BlobCache::kMaxFiles / 2) << i;
  }
  EXPECT_EQ(kept, BlobCache::kMaxFiles / 2);
  EXPECT_TRUE(fs::exists(folder_ + "/notes.txt"));
  EXPECT_TRUE(fs::exists(folder_ + "/0123456789abcdef0123456789abcdef"));
}

}  // namespace
}  // namespace broch
