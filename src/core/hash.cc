#include "core/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/random.h>

#include <bit>
#include <cstring>
#include <stdexcept>

namespace broch {

Digest sha256(std::string_view bytes) {
  // Looking the algorithm up costs more than a short text's digest.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Digest digest;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm, nullptr) != 1)
    throw std::runtime_error("OpenSSL has no SHA-256");
  return digest;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256(bytes)); }

std::string to_hex(const uint8_t* bytes, size_t size) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (size_t i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool hex_decode(std::string_view digits, std::string& out) {
  out.clear();
  if (digits.size() % 2 != 0) return false;
  for (size_t at = 0; at < digits.size(); at += 2) {
    const int high = hex_value(digits[at]), low = hex_value(digits[at + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
  }
  return true;
}

std::string base64_encode(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock adds a terminating zero
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<size_t>(size));
  return out;
}

bool base64_decode(std::string_view text, std::string& out) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out.clear();
  if (text.size() % 4 != 0) return false;
  size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  uint32_t group = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t digit = i >= text.size() - padding ? 0 : kAlphabet.find(text[i]);
    if (digit == std::string_view::npos) return false;
    group = group << 6 | static_cast<uint32_t>(digit);
    if (i % 4 == 3) {
      for (int shift = 16; shift >= 0; shift -= 8) out += static_cast<char>(group >> shift & 0xFF);
      group = 0;
    }
  }
  out.resize(out.size() - padding);
  return true;
}

uint64_t derive_seed(uint64_t seed, std::string_view item, uint64_t epoch, std::string_view purpose) {
  // Lengths keep ("ab","c") and ("a","bc") apart.
  std::string key;
  const auto add = [&key](uint64_t value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  add(seed);
  add(epoch);
  add(item.size());
  key += item;
  key += purpose;
  const Digest digest = sha256(key);
  uint64_t result;
  std::memcpy(&result, digest.data(), sizeof result);
  return result;
}

Random::Random(uint64_t seed) {
  for (uint64_t& word : state_) {  // SplitMix64, as the authors advise for seeding
    seed += 0x9E3779B97F4A7C15;
    uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    word = z ^ (z >> 31);
  }
}

uint64_t Random::operator()() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::uniform() { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }

uint64_t Random::below(uint64_t bound) {
  const uint64_t limit = max() - max() % bound;
  uint64_t draw;
  do {
    draw = (*this)();
  } while (draw >= limit);
  return draw % bound;
}

std::string random_id() {
  uint8_t bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) throw std::runtime_error("getrandom failed");
  return to_hex(bytes, sizeof bytes);
}

}  // namespace broch
