#include "seal/keyed_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <string>

namespace broch::seal {

namespace {

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Digest keyed_hash(std::string_view key, std::string_view bytes) {
  Digest digest{};
  unsigned int size = digest.size();
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(), &size);
  return digest;
}

Digest derive_key(std::string_view secret, std::string_view salt, std::string_view info) {
  const Digest extracted = keyed_hash(salt, secret);
  return keyed_hash(view(extracted), std::string(info) + '\x01');
}

}  // namespace broch::seal
