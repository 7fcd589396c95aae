#include "seal/box.h"

#include <openssl/evp.h>

#include <memory>

#include "seal/keyed_hash.h"
#include "seal/openssl.h"

namespace broch::seal {

namespace {

constexpr size_t kKeyBytes = 32, kNonceBytes = 12, kTagBytes = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

Digest box_key(std::string_view secret, std::string_view ephemeral, std::string_view theirs) {
  return derive_key(secret, std::string(ephemeral) + std::string(theirs), "broch sealed text");
}

std::string nonce_of(uint64_t number) {
  std::string nonce(kNonceBytes, '\0');
  for (size_t i = 0; i < 8; ++i) nonce[kNonceBytes - 1 - i] = static_cast<char>(number >> (8 * i));
  return nonce;
}

}  // namespace

std::string encrypt(const Digest& key, std::string_view nonce, std::string_view text,
                    std::string_view about) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string out(text.size() + kTagBytes, '\0');
  int size = 0;
  must(cipher && nonce.size() == kNonceBytes &&
       EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes(nonce)) == 1 &&
       EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes(about), static_cast<int>(about.size())) == 1 &&
       EVP_EncryptUpdate(cipher.get(), bytes(out), &size, bytes(text), static_cast<int>(text.size())) == 1 &&
       EVP_EncryptFinal_ex(cipher.get(), bytes(out) + size, &size) == 1 &&
       EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, bytes(out) + text.size()) == 1);
  return out;
}

Result<std::string> decrypt(const Digest& key, std::string_view nonce, std::string_view ciphertext,
                            std::string_view about) {
  const auto changed = [] {
    return fail(ErrorKind::kInput,
                "the sealed text was changed, or sealed to another key or about another thing");
  };
  if (ciphertext.size() < kTagBytes || nonce.size() != kNonceBytes) return changed();
  const std::string_view text = ciphertext.substr(0, ciphertext.size() - kTagBytes);
  std::string tag(ciphertext.substr(text.size()));
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string out(text.size(), '\0');
  int size = 0;
  must(cipher &&
       EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes(nonce)) == 1 &&
       EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes(about), static_cast<int>(about.size())) == 1 &&
       EVP_DecryptUpdate(cipher.get(), bytes(out), &size, bytes(text), static_cast<int>(text.size())) == 1 &&
       EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), bytes(out) + size, &size) != 1) return changed();
  return out;
}

Sealer::Sealer(const PublicKey& to) {
  const PrivateKey ephemeral = PrivateKey::generate();
  ephemeral_ = ephemeral.public_key().sealing_key();
  const std::string theirs = to.sealing_key();
  const Result<std::string> secret = ephemeral.agree(theirs);
  must(secret.has_value());
  key_ = box_key(*secret, ephemeral_, theirs);
}

std::string Sealer::seal(std::string_view text, std::string_view about) {
  const std::string nonce = nonce_of(next_++);
  return ephemeral_ + nonce + encrypt(key_, nonce, text, about);
}

Result<std::string> open(const PrivateKey& key, std::string_view sealed, std::string_view about) {
  if (sealed.size() < kKeyBytes + kNonceBytes + kTagBytes) {
    return fail(ErrorKind::kInput, "this is too short to be a sealed text");
  }
  const std::string_view ephemeral = sealed.substr(0, kKeyBytes);
  BROCH_TRY(const std::string secret, key.agree(ephemeral));
  return decrypt(box_key(secret, ephemeral, key.public_key().sealing_key()),
                 sealed.substr(kKeyBytes, kNonceBytes), sealed.substr(kKeyBytes + kNonceBytes), about);
}

}  // namespace broch::seal
