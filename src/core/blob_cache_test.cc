#include "core/blob_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

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

}  // namespace
}  // namespace broch
