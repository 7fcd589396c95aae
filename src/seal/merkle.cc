#include "seal/merkle.h"

#include <bit>
#include <span>
#include <string>

namespace broch::seal {

namespace {

Digest node(const Digest& left, const Digest& right) {
  std::string bytes(1, '\x01');
  bytes.append(left.begin(), left.end());
  bytes.append(right.begin(), right.end());
  return sha256(bytes);
}

/// The largest power of two below `size`; size > 1.
size_t split_of(size_t size) { return std::bit_floor(size - 1); }

Digest root_of(std::span<const Digest> leaves) {
  if (leaves.size() == 1) return leaves[0];
  const size_t split = split_of(leaves.size());
  return node(root_of(leaves.first(split)), root_of(leaves.subspan(split)));
}

void add_path(std::span<const Digest> leaves, size_t index, std::vector<Digest>& path) {
  if (leaves.size() == 1) return;
  const size_t split = split_of(leaves.size());
  if (index < split) {
    add_path(leaves.first(split), index, path);
    path.push_back(root_of(leaves.subspan(split)));
  } else {
    add_path(leaves.subspan(split), index - split, path);
    path.push_back(root_of(leaves.first(split)));
  }
}

}  // namespace

Digest merkle_leaf(std::string_view record) {
  std::string bytes(1, '\0');
  bytes += record;
  return sha256(bytes);
}

Digest merkle_root(const std::vector<Digest>& leaves) {
  return leaves.empty() ? sha256("") : root_of(leaves);
}

std::vector<Digest> merkle_path(const std::vector<Digest>& leaves, size_t index) {
  std::vector<Digest> path;
  add_path(leaves, index, path);
  return path;
}

Digest merkle_root_of(const Digest& leaf, size_t index, size_t size, const std::vector<Digest>& path) {
  if (index >= size) return {};
  size_t place = index, last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : path) {
    if (last == 0) return {};
    if (place % 2 == 1 || place == last) {
      hash = node(sibling, hash);
      // A last node without a sibling moves up as it is.
      while (place % 2 == 0 && place != 0) {
        place /= 2;
        last /= 2;
      }
    } else {
      hash = node(hash, sibling);
    }
    place /= 2;
    last /= 2;
  }
  return last == 0 ? hash : Digest{};
}

}  // namespace broch::seal
