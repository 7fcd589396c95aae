// HMAC-SHA-256 (RFC 2104), and keys derived with it (HKDF, RFC 5869).
#pragma once

#include <string_view>

#include "core/hash.h"

namespace broch::seal {

Digest keyed_hash(std::string_view key, std::string_view bytes);
/// The first 32 bytes of HKDF's output: a key for one purpose, which `info` names.
Digest derive_key(std::string_view secret, std::string_view salt, std::string_view info);

}  // namespace broch::seal
