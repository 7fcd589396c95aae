// Near-duplicates within one set of texts: clusters, what the set is worth, splits that keep clusters
// together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broch::eval {

/// `cluster_of[i]` is the position of the first text of text i's cluster; `clusters` holds those with more
/// than one text, largest first. `copies` are texts whose words are those of an earlier one. `effective` is
/// Kish's size for the given icc.
struct Dedupe {
  std::vector<size_t> cluster_of;
  std::vector<std::vector<size_t>> clusters;
  size_t cluster_count = 0;
  size_t copies = 0;
  double effective = 0;
};
Dedupe dedupe(const std::vector<std::string_view>& texts, double threshold, double icc);

/// For each text the number of its part: parts have about the given shares of texts, and a cluster is in one
/// part. Depends on the seed and on the texts, not on their order.
std::vector<size_t> split_by_cluster(const std::vector<std::string_view>& texts,
                                     const std::vector<size_t>& cluster_of, const std::vector<double>& shares,
                                     uint64_t seed);

}  // namespace broch::eval
