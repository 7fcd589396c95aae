// SHA-256, hex and base64, and the seeds that every random choice is derived from.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace broch {

using Digest = std::array<uint8_t, 32>;

Digest sha256(std::string_view bytes);
/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
std::string to_hex(const uint8_t* bytes, size_t size);
inline std::string to_hex(const Digest& digest) { return to_hex(digest.data(), digest.size()); }
/// 0 to 15; -1 for what is no hexadecimal digit.
int hex_value(char digit);
/// Pairs of digits of either case, nothing between; returns false on anything else.
bool hex_decode(std::string_view digits, std::string& out);
std::string base64_encode(std::string_view bytes);
/// Nothing of white space is skipped; returns false on malformed input.
bool base64_decode(std::string_view text, std::string& out);

/// hash(seed, item, epoch, purpose): the same choice whatever the order of execution.
uint64_t derive_seed(uint64_t seed, std::string_view item, uint64_t epoch, std::string_view purpose);

/// xoshiro256** (Blackman & Vigna). Satisfies UniformRandomBitGenerator; not for secrets.
class Random {
 public:
  using result_type = uint64_t;
  explicit Random(uint64_t seed);
  static constexpr uint64_t min() { return 0; }
  static constexpr uint64_t max() { return ~uint64_t{0}; }
  uint64_t operator()();
  double uniform();                ///< [0, 1)
  uint64_t below(uint64_t bound);  ///< [0, bound), without bias; bound > 0

 private:
  std::array<uint64_t, 4> state_;
};

/// 128 random bits from the operating system as 32 hex digits.
std::string random_id();

}  // namespace broch
