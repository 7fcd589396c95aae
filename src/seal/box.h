// Texts sealed to a user's key: who holds the private key can open them, who sealed them cannot.
//
// A sealed text is: ephemeral X25519 key (32 bytes) ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16). The key
// is HKDF-SHA-256 of the agreed secret, with the ephemeral and the user's key as salt.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "seal/keys.h"

namespace broch::seal {

/// One ephemeral key for many texts, each with the next nonce. `about` is authenticated and not stored: a
/// sealed text opens only for what it was sealed about.
class Sealer {
 public:
  explicit Sealer(const PublicKey& to);
  std::string seal(std::string_view text, std::string_view about);

 private:
  std::string ephemeral_;
  Digest key_{};
  uint64_t next_ = 0;
};

Result<std::string> open(const PrivateKey& key, std::string_view sealed, std::string_view about);

/// AES-256-GCM: ciphertext and tag. `nonce` has 12 bytes.
std::string encrypt(const Digest& key, std::string_view nonce, std::string_view text, std::string_view about);
/// An error when anything was changed.
Result<std::string> decrypt(const Digest& key, std::string_view nonce, std::string_view ciphertext,
                            std::string_view about);

}  // namespace broch::seal
