// A user's keys: Ed25519 to sign with, X25519 to seal to. A key file is PEM with both; the private file is
// for its owner alone.
//
//   BROCH_TRY(const seal::PrivateKey key, seal::PrivateKey::read("evidence.key"));
//   const std::string signature = key.sign(manifest);
//   key.public_key().verifies(manifest, signature);
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/hash.h"

namespace broch::seal {

struct KeyPair;

class PublicKey {
 public:
  /// Of PEM text; a private key's text will not do. `file` is named in errors.
  static Result<PublicKey> parse(std::string_view pem, const std::string& file = {});
  static Result<PublicKey> read(const std::string& file);

  std::string pem() const;
  /// SHA-256 over the raw signing and sealing keys, as 64 hex digits.
  std::string fingerprint() const;
  /// Whether `signature` (64 bytes) is this key's over `message`.
  bool verifies(std::string_view message, std::string_view signature) const;
  /// The raw X25519 key, 32 bytes.
  std::string sealing_key() const;

 private:
  friend class PrivateKey;
  explicit PublicKey(std::shared_ptr<const KeyPair> keys) : keys_(std::move(keys)) {}
  std::shared_ptr<const KeyPair> keys_;
};

class PrivateKey {
 public:
  static PrivateKey generate();
  static Result<PrivateKey> parse(std::string_view pem, const std::string& file = {});
  /// A file that others may read is refused.
  static Result<PrivateKey> read(const std::string& file);

  std::string pem() const;
  PublicKey public_key() const;
  std::string sign(std::string_view message) const;
  /// X25519 with a raw public key of 32 bytes (RFC 7748); nothing fits a key of low order.
  Result<std::string> agree(std::string_view their_sealing_key) const;

 private:
  explicit PrivateKey(std::shared_ptr<const KeyPair> keys) : keys_(std::move(keys)) {}
  std::shared_ptr<const KeyPair> keys_;
};

}  // namespace broch::seal
