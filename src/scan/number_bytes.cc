#include "scan/number_bytes.h"

namespace broch::scan {

void write_number(std::string& out, uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xff);
}

bool read_number(std::string_view& bytes, uint32_t& number) {
  if (bytes.size() < 4) return false;
  number = 0;
  for (int i = 3; i >= 0; --i) number = number << 8 | static_cast<uint8_t>(bytes[static_cast<size_t>(i)]);
  bytes.remove_prefix(4);
  return true;
}

}  // namespace broch::scan
