#include "sim/wire.h"

#include "core/hash.h"

namespace broch::sim {

int status_of(WireError error) {
  switch (error) {
    case WireError::kInvalidRequest:
      return 400;
    case WireError::kNotFound:
      return 404;
    case WireError::kMethodNotAllowed:
      return 405;
    case WireError::kRateLimited:
      return 429;
    case WireError::kServer:
      break;
  }
  return 500;
}

std::vector<std::string> pieces_of(const std::string& text) {
  Random random(derive_seed(0, text, 0, "pieces"));
  std::vector<std::string> pieces;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = begin + 1 + random.below(14);
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    pieces.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return pieces;
}

}  // namespace broch::sim
