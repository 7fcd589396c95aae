// A hash chain: each link covers its record and all before it.
//
//   seal::Chain chain;
//   for (const std::string& line : lines) links.push_back(to_hex(chain.append(line)));
#pragma once

#include <string_view>

#include "core/hash.h"

namespace broch::seal {

/// link(i) = SHA-256(link(i-1) ‖ record(i)), link(0) = 32 zero bytes. The link before has a fixed length, so
/// no two sequences of records share a link.
class Chain {
 public:
  explicit Chain(const Digest& head = {}) : head_(head) {}

  /// The new head.
  const Digest& append(std::string_view record);
  const Digest& head() const { return head_; }

 private:
  Digest head_;
};

}  // namespace broch::seal
