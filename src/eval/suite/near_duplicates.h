// Groups near-duplicate texts, so that a thousand rewordings of one question do not count as a thousand
// independent ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broch::eval {

/// For each text the position of the first text of its cluster. Two texts are near-duplicates when the
/// Jaccard similarity of their sets of five-word shingles reaches `threshold`; clusters are the connected
/// components. Candidates come from MinHash with 32 bands of 2 rows (Broder 1997; a pair at 0.5 is missed
/// once in 10,000), each is then checked exactly. Deterministic.
std::vector<size_t> near_duplicate_clusters(const std::vector<std::string_view>& texts,
                                            double threshold = 0.5);

}  // namespace broch::eval
