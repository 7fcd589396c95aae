#include "eval/data/dedupe.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/hash.h"
#include "eval/plan/design_effect.h"
#include "eval/suite/near_duplicates.h"
#include "eval/suite/shingles.h"

namespace broch::eval {

namespace {

std::map<size_t, std::vector<size_t>> members_of(const std::vector<size_t>& cluster_of) {
  std::map<size_t, std::vector<size_t>> members;
  for (size_t i = 0; i < cluster_of.size(); ++i) members[cluster_of[i]].push_back(i);
  return members;
}

}  // namespace

Dedupe dedupe(const std::vector<std::string_view>& texts, double threshold, double icc) {
  Dedupe result;
  result.cluster_of = near_duplicate_clusters(texts, threshold);
  std::vector<size_t> sizes;
  for (auto& [first, members] : members_of(result.cluster_of)) {
    sizes.push_back(members.size());
    std::set<Shingles> seen;
    if (members.size() < 2) continue;
    for (const size_t member : members) result.copies += seen.insert(shingles(texts[member])).second ? 0 : 1;
    result.clusters.push_back(std::move(members));
  }
  std::stable_sort(result.clusters.begin(), result.clusters.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  result.cluster_count = sizes.size();
  result.effective = static_cast<double>(texts.size()) / design_effect(sizes, icc);
  return result;
}

std::vector<size_t> split_by_cluster(const std::vector<std::string_view>& texts,
                                     const std::vector<size_t>& cluster_of, const std::vector<double>& shares,
                                     uint64_t seed) {
  struct Cluster {
    size_t size;
    uint64_t order;
    std::vector<size_t> members;
  };
  std::vector<Cluster> clusters;
  for (auto& [first, members] : members_of(cluster_of)) {
    // The least of the members' draws: whichever stands first in the file.
    uint64_t order = ~uint64_t{0};
    for (const size_t member : members) order = std::min(order, derive_seed(seed, texts[member], 0, "split"));
    clusters.push_back({members.size(), order, std::move(members)});
  }
  // Large ones first: what is left over is small enough to even out.
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
    return std::tuple(b.size, a.order, a.members) < std::tuple(a.size, b.order, b.members);
  });
  double sum = 0;
  for (const double share : shares) sum += share;
  std::vector<double> missing;
  for (const double share : shares) missing.push_back(share / sum * static_cast<double>(texts.size()));
  std::vector<size_t> part_of(texts.size(), 0);
  for (const Cluster& cluster : clusters) {
    const auto part = static_cast<size_t>(std::max_element(missing.begin(), missing.end()) - missing.begin());
    missing[part] -= static_cast<double>(cluster.size);
    for (const size_t member : cluster.members) part_of[member] = part;
  }
  return part_of;
}

}  // namespace broch::eval
