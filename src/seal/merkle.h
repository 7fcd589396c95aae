// Merkle trees as RFC 6962, 2.1: one root for a list of records, and for each record a short path that shows
// it to be in the list without the others.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/hash.h"

namespace broch::seal {

/// SHA-256(0x00 ‖ record); inner nodes are SHA-256(0x01 ‖ left ‖ right), so that no record passes for a node.
Digest merkle_leaf(std::string_view record);
/// Of no leaves: SHA-256 of nothing.
Digest merkle_root(const std::vector<Digest>& leaves);
/// The siblings on the way from leaf `index` to the root, lowest first. Precondition: index < leaves.size().
std::vector<Digest> merkle_path(const std::vector<Digest>& leaves, size_t index);
/// The root to which a leaf and its path lead in a tree of `size` leaves (RFC 9162, 2.1.3.2); it is in the
/// tree when that is the tree's root. Nothing fits a path of the wrong length: the result is then all zeros.
Digest merkle_root_of(const Digest& leaf, size_t index, size_t size, const std::vector<Digest>& path);

}  // namespace broch::seal
