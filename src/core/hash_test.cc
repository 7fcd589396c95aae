#include "core/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace broch {
namespace {

TEST(Hash, KnownVectors) {
  // FIPS 180-2, appendix B.1; RFC 4648, section 10.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64_encode("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_encode(""), "");
}

TEST(Hash, HexIsReadInPairsAndNothingElse) {
  std::string out;
  EXPECT_TRUE(hex_decode("4a6F00ff", out));
  EXPECT_EQ(out, std::string("Jo\0\xFF", 4));
  EXPECT_TRUE(hex_decode("", out));
  EXPECT_EQ(out, "");
  for (const char* broken : {"4", "4a6", "4g", "4a 6f", "0x"})
    EXPECT_FALSE(hex_decode(broken, out)) << broken;
}

TEST(Hash, Base64RoundTripsAndRefuses) {
  for (size_t n = 0; n < 40; ++n) {
    std::string bytes;
    for (size_t i = 0; i < n; ++i) bytes += static_cast<char>(i * 37 + n);
    std::string back;
    ASSERT_TRUE(base64_decode(base64_encode(bytes), back));
    EXPECT_EQ(back, bytes);
  }
  std::string out;
  for (const char* bad : {"a", "ab=c", "a===", "Zm9v Zg==", "Zm9v\n"})
    EXPECT_FALSE(base64_decode(bad, out)) << bad;
}

TEST(Hash, SeedsDifferInEveryPart) {
  const std::set<uint64_t> seeds{derive_seed(1, "ab", 0, "c"), derive_seed(1, "a", 0, "bc"),
                                 derive_seed(2, "ab", 0, "c"), derive_seed(1, "ab", 1, "c"),
                                 derive_seed(1, "ab", 0, "d")};
  EXPECT_EQ(seeds.size(), 5u);
  EXPECT_EQ(derive_seed(1, "ab", 0, "c"), derive_seed(1, "ab", 0, "c"));
}

TEST(Random, UniformAndBelow) {
  Random random(42);
  double sum = 0;
  int counts[6] = {};
  for (int i = 0; i < 60'000; ++i) {
    sum += random.uniform();
    ++counts[random.below(6)];
  }
  EXPECT_NEAR(sum / 60'000, 0.5, 0.01);
  for (int count : counts) EXPECT_NEAR(count, 10'000, 500);
  EXPECT_NE(random_id(), random_id());
  EXPECT_EQ(random_id().size(), 32u);
}

}  // namespace
}  // namespace broch
