#include "seal/box.h"

#include <gtest/gtest.h>

#include "seal/keyed_hash.h"
#include "seal/testing.h"

namespace broch::seal {
namespace {

// RFC 4231, 4.2 and 4.3.
TEST(KeyedHash, IsThatOfRfc4231) {
  EXPECT_EQ(to_hex(keyed_hash(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(keyed_hash("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 5869, A.1: the first 32 of its 42 bytes.
TEST(KeyedHash, DerivesKeysAsRfc5869) {
  EXPECT_EQ(to_hex(derive_key(std::string(22, '\x0b'), unhex("000102030405060708090a0b0c"),
                              unhex("f0f1f2f3f4f5f6f7f8f9"))),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

// The GCM specification handed to NIST (McGrew and Viega), test cases 13 and 14.
TEST(Box, EncryptsAsTheSpecificationOfGcm) {
  const Digest key{};
  const std::string nonce(12, '\0'), zeros(16, '\0');
  EXPECT_EQ(hex(encrypt(key, nonce, "", "")), "530f8afbc74536b9a963b4f1c4cb738b");
  EXPECT_EQ(hex(encrypt(key, nonce, zeros, "")),
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  EXPECT_EQ(*decrypt(key, nonce, encrypt(key, nonce, zeros, ""), ""), zeros);
}

TEST(Box, OpensForItsOwnerAndOnlyUnchanged) {
  const PrivateKey owner = PrivateKey::generate(), other = PrivateKey::generate();
  Sealer sealer(owner.public_key());
  const std::string text("a reply\0and more", 16);
  const std::string first = sealer.seal(text, "attempt 1"), second = sealer.seal(text, "attempt 1");
  EXPECT_NE(first, second);
  EXPECT_EQ(first.find("a reply"), std::string::npos);
  EXPECT_EQ(*open(owner, first, "attempt 1"), text);
  EXPECT_EQ(*open(owner, second, "attempt 1"), text);
  EXPECT_FALSE(open(other, first, "attempt 1"));
  EXPECT_FALSE(open(owner, first, "attempt 2"));
  EXPECT_FALSE(open(owner, first.substr(0, 50), "attempt 1"));
  for (size_t i = 0; i < first.size(); ++i) {
    std::string changed = first;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(open(owner, changed, "attempt 1")) << "byte " << i;
  }
}

}  // namespace
}  // namespace broch::seal
