#include "eval/visual/png.h"

#include <algorithm>
#include <cstdint>

namespace broch::eval {

namespace {

/// Length, type and CRC around the 13 bytes of the header.
constexpr size_t kHeaderChunk = 13 + 12;
constexpr int kPixelsPerByte = 4;
constexpr char kPalette = 3, kBitsPerPixel = 2;

std::string big_endian(uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

int64_t number_at(std::string_view bytes, size_t at) {
  int64_t value = 0;
  for (const char byte : bytes.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

/// CRC-32 as PNG's annex D has it.
uint32_t crc_of(std::string_view bytes) {
  uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

uint32_t adler_of(std::string_view bytes) {
  constexpr uint32_t kModulus = 65521;
  uint32_t a = 1, b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<unsigned char>(byte)) % kModulus;
    b = (b + a) % kModulus;
  }
  return b << 16 | a;
}

std::string chunk(std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  return big_endian(static_cast<uint32_t>(data.size())) + body + big_endian(crc_of(body));
}

/// Bits as deflate packs them: from the lowest of each byte on.
class Bits {
 public:
  void add(uint32_t value, int count) {
    for (int bit = 0; bit < count; ++bit) add_bit(value >> bit & 1);
  }
  /// Codes stand with their highest bit first.
  void add_code(uint32_t code, int count) {
    for (int bit = count - 1; bit >= 0; --bit) add_bit(code >> bit & 1);
  }
  std::string take() { return std::move(bytes_); }

 private:
  void add_bit(uint32_t bit) {
    if (used_ == 0) bytes_ += '\0';
    bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | bit << used_);
    used_ = (used_ + 1) % 8;
  }
  std::string bytes_;
  int used_ = 0;
};

void add_literal(Bits& bits, unsigned char byte) {
  if (byte < 144) {
    bits.add_code(0x30u + byte, 8);
  } else {
    bits.add_code(0x190u + byte - 144u, 9);
  }
}

/// The byte before, `length` times more: 3 to 10, or 258, which need no extra bits.
void add_run(Bits& bits, size_t length) {
  if (length == 258) {
    bits.add_code(0xC5, 8);
  } else {
    bits.add_code(static_cast<uint32_t>(length) - 2, 7);
  }
  bits.add_code(0, 5);
}

std::string compress(std::string_view data) {
  Bits bits;
  bits.add(1, 1);  // the last block
  bits.add(1, 2);  // of fixed codes
  for (size_t at = 0; at < data.size();) {
    const char byte = data[at];
    const size_t end = std::min(data.find_first_not_of(byte, at), data.size());
    add_literal(bits, static_cast<unsigned char>(byte));
    size_t left = end - at - 1;
    for (; left >= 258; left -= 258) add_run(bits, 258);
    while (left >= 3) {
      const size_t length = std::min<size_t>(left, 10);
      add_run(bits, length);
      left -= length;
    }
    for (; left > 0; --left) add_literal(bits, static_cast<unsigned char>(byte));
    at = end;
  }
  bits.add_code(0, 7);  // end of block
  return "\x78\x01" + bits.take() + big_endian(adler_of(data));
}

/// Each row with filter type 0 before it; the leftmost pixel in the highest bits.
std::string packed_rows(const Canvas& canvas) {
  std::string rows;
  for (int y = 0; y < canvas.height; ++y) {
    rows += '\0';
    for (int x = 0; x < canvas.width; x += kPixelsPerByte) {
      unsigned byte = 0;
      for (int i = 0; i < kPixelsPerByte; ++i) {
        const unsigned shade = x + i < canvas.width ? static_cast<unsigned>(canvas.at(x + i, y)) : 0;
        byte = byte << kBitsPerPixel | shade;
      }
      rows += static_cast<char>(byte);
    }
  }
  return rows;
}

}  // namespace

std::optional<int64_t> png_pixels(std::string_view png) {
  constexpr size_t kWidthAt = 16, kHeightAt = 20;
  if (!png.starts_with(kPngSignature) || png.size() < kHeightAt + 4) return std::nullopt;
  return number_at(png, kWidthAt) * number_at(png, kHeightAt);
}

std::string write_png(const Canvas& canvas) {
  std::string header =
      big_endian(static_cast<uint32_t>(canvas.width)) + big_endian(static_cast<uint32_t>(canvas.height));
  header += {kBitsPerPixel, kPalette, 0, 0, 0};
  std::string palette;
  for (const uint8_t grey : kGreys) palette += std::string(3, static_cast<char>(grey));
  return std::string(kPngSignature) + chunk("IHDR", header) + chunk("PLTE", palette) +
         chunk("IDAT", compress(packed_rows(canvas))) + chunk("IEND", "");
}

std::string with_description(std::string_view png, std::string_view text) {
  const size_t at = kPngSignature.size() + kHeaderChunk;
  const std::string described = std::string("Description") + '\0' + std::string(text);
  return std::string(png.substr(0, at)) + chunk("tEXt", described) + std::string(png.substr(at));
}

}  // namespace broch::eval
