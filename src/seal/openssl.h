// What the sources that call OpenSSL share. For them alone.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace broch::seal {

/// What OpenSSL only refuses for want of memory, or when it is called wrongly.
inline void must(bool fine) {
  if (!fine) throw std::runtime_error("OpenSSL failed");
}

inline const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace broch::seal
