#include "seal/keys.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "core/file.h"
#include "seal/openssl.h"

namespace broch::seal {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

/// Both of one user, private or public alike.
struct KeyPair {
  Key signing, sealing;
};

namespace {

struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

constexpr size_t kMaxKeyFile = 64 << 10;

/// A pass phrase is asked of nobody: an encrypted key fails to parse.
int no_password(char*, int, int, void*) { return -1; }

std::string raw_public(EVP_PKEY* key) {
  std::string raw(32, '\0');
  size_t size = raw.size();
  must(EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()), &size) == 1);
  return raw;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<size_t>(size)};
}

/// Both keys of a PEM text, in either order, read by `read`.
template <typename Read>
Result<std::shared_ptr<const KeyPair>> parse_pair(std::string_view pem, const std::string& file,
                                                  const char* what, const Read& read) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr);
  auto pair = std::make_shared<KeyPair>();
  for (int i = 0; i < 2; ++i) {
    Key key(read(bio.get()));
    if (!key) break;
    const int type = EVP_PKEY_get_base_id(key.get());
    if (type == EVP_PKEY_ED25519) pair->signing = std::move(key);
    if (type == EVP_PKEY_X25519) pair->sealing = std::move(key);
  }
  if (!pair->signing || !pair->sealing) {
    return fail(ErrorKind::kInput, std::string("this is no ") + what + " key of Broch", {file},
                "it holds an Ed25519 and an X25519 key as PEM without a pass phrase: make one with "
                "`broch eval keygen`");
  }
  return pair;
}

Key generate_key(const char* type) {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, type));
  must(key != nullptr);
  return key;
}

}  // namespace

Result<PublicKey> PublicKey::parse(std::string_view pem, const std::string& file) {
  BROCH_TRY(auto pair, parse_pair(pem, file, "public", [](BIO* bio) {
              return PEM_read_bio_PUBKEY(bio, nullptr, no_password, nullptr);
            }));
  return PublicKey(std::move(pair));
}

Result<PublicKey> PublicKey::read(const std::string& file) {
  BROCH_TRY(const std::string pem,
            read_file(file, kMaxKeyFile, "check that this is the key: broch eval keygen writes one"));
  return parse(pem, file);
}

std::string PublicKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  for (const Key* key : {&keys_->signing, &keys_->sealing}) {
    must(PEM_write_bio_PUBKEY(bio.get(), key->get()) == 1);
  }
  return text_of(bio.get());
}

std::string PublicKey::fingerprint() const {
  return sha256_hex(raw_public(keys_->signing.get()) + raw_public(keys_->sealing.get()));
}

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  must(context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, keys_->signing.get()) == 1);
  return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message),
                          message.size()) == 1;
}

std::string PublicKey::sealing_key() const { return raw_public(keys_->sealing.get()); }

PrivateKey PrivateKey::generate() {
  auto pair = std::make_shared<KeyPair>();
  pair->signing = generate_key("ED25519");
  pair->sealing = generate_key("X25519");
  return PrivateKey(std::move(pair));
}

Result<PrivateKey> PrivateKey::parse(std::string_view pem, const std::string& file) {
  BROCH_TRY(auto pair, parse_pair(pem, file, "private", [](BIO* bio) {
              return PEM_read_bio_PrivateKey(bio, nullptr, no_password, nullptr);
            }));
  return PrivateKey(std::move(pair));
}

Result<PrivateKey> PrivateKey::read(const std::string& file) {
  BROCH_TRY(const std::string pem,
            read_file(file, kMaxKeyFile, "check that this is the key: broch eval keygen writes one"));
  struct stat info{};
  if (stat(file.c_str(), &info) == 0 && (info.st_mode & 077) != 0) {
    return fail(ErrorKind::kInput, "others may read this private key", {file}, "chmod 600 it");
  }
  return parse(pem, file);
}

std::string PrivateKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  for (const Key* key : {&keys_->signing, &keys_->sealing}) {
    must(PEM_write_bio_PrivateKey(bio.get(), key->get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  }
  return text_of(bio.get());
}

PublicKey PrivateKey::public_key() const { return PublicKey(keys_); }

std::string PrivateKey::sign(std::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  must(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, keys_->signing.get()) == 1);
  std::string signature(64, '\0');
  size_t size = signature.size();
  must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                      bytes(message), message.size()) == 1);
  return signature;
}

Result<std::string> PrivateKey::agree(std::string_view their_sealing_key) const {
  const Key theirs(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, bytes(their_sealing_key),
                                               their_sealing_key.size()));
  const std::unique_ptr<EVP_PKEY_CTX, FreeContext> context(EVP_PKEY_CTX_new(keys_->sealing.get(), nullptr));
  std::string secret(32, '\0');
  size_t size = secret.size();
  if (!theirs || !context || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer(context.get(), theirs.get()) != 1 ||
      EVP_PKEY_derive(context.get(), reinterpret_cast<unsigned char*>(secret.data()), &size) != 1) {
    return fail(ErrorKind::kInput, "this is no key that can be agreed with");
  }
  return secret;
}

}  // namespace broch::seal
