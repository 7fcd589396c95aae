#include "eval/bundle/tar.h"

#include <gtest/gtest.h>
#include <stdio.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace broch::eval {
namespace {

const std::vector<TarMember> kMembers = {
    {"a.txt", "one\n"}, {"empty", ""}, {"b.bin", std::string(1024, '\0') + "x"}};

TEST(Tar, OthersOpenIt) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("broch-tar-" + std::to_string(getpid()) + ".tar");
  const std::string bytes = write_tar(kMembers);
  std::ofstream(file, std::ios::binary) << bytes;
  std::string listing;
  FILE* tar = popen(("tar tvf " + file.string() + " 2>&1").c_str(), "r");
  ASSERT_NE(tar, nullptr);
  std::array<char, 4096> buffer{};
  listing.assign(buffer.data(), fread(buffer.data(), 1, buffer.size(), tar));
  EXPECT_EQ(pclose(tar), 0) << listing;
  EXPECT_NE(listing.find("-rw-r--r-- 0/0"), std::string::npos) << listing;
  EXPECT_NE(listing.find("1025"), std::string::npos) << listing;
  EXPECT_NE(listing.find("b.bin"), std::string::npos) << listing;
  std::filesystem::remove(file);
}

TEST(Tar, ReadsWhatItWrote) {
  const auto members = read_tar(write_tar(kMembers));
  ASSERT_TRUE(members) << members.error().what;
  ASSERT_EQ(members->size(), 3u);
  EXPECT_EQ(members->at(0).name, "a.txt");
  EXPECT_EQ(members->at(0).bytes, "one\n");
  EXPECT_EQ(members->at(1).bytes, "");
  EXPECT_EQ(members->at(2).bytes, kMembers[2].bytes);
  EXPECT_TRUE(read_tar(write_tar({}) + std::string(512, '\0'))) << "more zero blocks are fine";
}

TEST(Tar, EveryByteOutsideTheContentsIsChecked) {
  const std::string sound = write_tar(kMembers);
  for (size_t i = 0; i < sound.size(); ++i) {
    std::string changed = sound;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const bool content = (i >= 512 && i < 516) || (i >= 2048 && i < 3073);
    EXPECT_EQ(read_tar(changed).has_value(), content) << i;
  }
  for (size_t size = 0; size < sound.size(); ++size) {
    const bool whole = size % 512 == 0 && size >= 3584 + 2 * 512;
    EXPECT_EQ(read_tar(sound.substr(0, size)).has_value(), whole) << size;
  }
}

}  // namespace
}  // namespace broch::eval
