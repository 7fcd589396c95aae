#include "seal/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/file.h"
#include "seal/testing.h"

namespace broch::seal {
namespace {

/// PKCS #8 (RFC 8410) around raw keys, as PEM.
std::string pem_of(const std::string& signing, const std::string& sealing) {
  const auto block = [](const std::string& der) {
    return "-----BEGIN PRIVATE KEY-----\n" + base64_encode(unhex(der)) + "\n-----END PRIVATE KEY-----\n";
  };
  return block("302e020100300506032b657004220420" + signing) +
         block("302e020100300506032b656e04220420" + sealing);
}

// RFC 7748, 6.1.
constexpr const char* kAlice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
constexpr const char* kBob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
constexpr const char* kBobPublic = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
constexpr const char* kShared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
// RFC 8032, 7.1: test 1.
constexpr const char* kSigning = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

TEST(Keys, SignaturesAreThoseOfRfc8032) {
  struct Vector {
    const char *secret, *message, *signature;
  };
  // RFC 8032, 7.1: tests 1 and 2.
  const Vector vectors[] = {{kSigning, "",
                             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33ba"
                             "cc61e39701cf9b46bd25bf5f0595bbe2465"
                             "5141438e7a100b"},
                            {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72",
                             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996"
                             "e458f3613d0f11d8c387b2eaeb4302aeeb0"
                             "0d291612bb0c00"}};
  for (const Vector& vector : vectors) {
    const auto key = PrivateKey::parse(pem_of(vector.secret, kAlice));
    ASSERT_TRUE(key) << key.error().to_string();
    const std::string message = unhex(vector.message);
    std::string signature = key->sign(message);
    EXPECT_EQ(hex(signature), vector.signature);
    EXPECT_TRUE(key->public_key().verifies(message, signature));
    EXPECT_FALSE(key->public_key().verifies(message + "x", signature));
    signature[10] = static_cast<char>(signature[10] ^ 1);
    EXPECT_FALSE(key->public_key().verifies(message, signature));
    EXPECT_FALSE(key->public_key().verifies(message, signature.substr(1)));
  }
}

TEST(Keys, AgreementIsThatOfRfc7748) {
  const auto alice = PrivateKey::parse(pem_of(kSigning, kAlice));
  const auto bob = PrivateKey::parse(pem_of(kSigning, kBob));
  ASSERT_TRUE(alice && bob);
  EXPECT_EQ(hex(bob->public_key().sealing_key()), kBobPublic);
  EXPECT_EQ(hex(*alice->agree(unhex(kBobPublic))), kShared);
  EXPECT_EQ(hex(*bob->agree(alice->public_key().sealing_key())), kShared);
  EXPECT_FALSE(alice->agree(std::string(32, '\0')));
  EXPECT_FALSE(alice->agree("short"));
}

TEST(Keys, AFileKeepsBothKeysAndIsForItsOwner) {
  const PrivateKey key = PrivateKey::generate();
  EXPECT_EQ(PrivateKey::parse(key.pem())->pem(), key.pem());
  EXPECT_EQ(PublicKey::parse(key.public_key().pem())->fingerprint(), key.public_key().fingerprint());
  EXPECT_NE(PrivateKey::generate().public_key().fingerprint(), key.public_key().fingerprint());
  EXPECT_EQ(key.public_key().fingerprint().size(), 64u);

  EXPECT_FALSE(PublicKey::parse(key.pem()));
  EXPECT_FALSE(PrivateKey::parse(key.public_key().pem()));
  EXPECT_FALSE(PrivateKey::parse(key.pem().substr(0, key.pem().size() / 2)));
  EXPECT_FALSE(PrivateKey::parse(""));

  const std::string file = std::filesystem::temp_directory_path() / ("broch-key-" + std::to_string(getpid()));
  ASSERT_TRUE(write_file(file, key.pem()));
  chmod(file.c_str(), 0644);
  const auto open_to_all = PrivateKey::read(file);
  ASSERT_FALSE(open_to_all);
  EXPECT_NE(open_to_all.error().to_string().find("others may read"), std::string::npos);
  chmod(file.c_str(), 0600);
  EXPECT_TRUE(PrivateKey::read(file));
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace broch::seal
