#include "seal/chain.h"

#include <string>

namespace broch::seal {

const Digest& Chain::append(std::string_view record) {
  std::string bytes(head_.begin(), head_.end());
  bytes += record;
  head_ = sha256(bytes);
  return head_;
}

}  // namespace broch::seal
