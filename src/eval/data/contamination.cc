#include "eval/data/contamination.h"

#include <set>
#include <unordered_map>

#include "eval/suite/near_duplicates.h"
#include "eval/suite/shingles.h"
#include "stats/cluster.h"

namespace broch::eval {

namespace {

/// Which texts hold a shingle.
using Index = std::unordered_map<uint64_t, std::vector<uint32_t>>;

Index index_of(const std::vector<Shingles>& sets) {
  Index index;
  for (size_t i = 0; i < sets.size(); ++i) {
    for (const uint64_t shingle : sets[i]) index[shingle].push_back(static_cast<uint32_t>(i));
  }
  return index;
}

}  // namespace

Contamination contamination(const std::vector<std::string_view>& texts,
                            const std::vector<std::string_view>& others, double threshold) {
  Contamination result{.texts = texts.size(), .others = others.size(), .found = {}};
  std::vector<Shingles> sets;
  for (const std::string_view other : others) sets.push_back(shingles(other));
  const Index index = index_of(sets);
  std::vector<uint32_t> common(others.size(), 0);
  std::vector<double> outcomes(texts.size(), 0);
  for (size_t a = 0; a < texts.size(); ++a) {
    const Shingles set = shingles(texts[a]);
    std::vector<uint32_t> touched;
    for (const uint64_t shingle : set) {
      const auto posting = index.find(shingle);
      if (posting == index.end()) continue;
      for (const uint32_t b : posting->second) {
        if (common[b]++ == 0) touched.push_back(b);
      }
    }
    Contained best{.a = a};
    for (const uint32_t b : touched) {
      const double shared = common[b];
      const double containment = shared / static_cast<double>(set.size());
      if (containment > best.containment || (containment == best.containment && b < best.b)) {
        const auto all = static_cast<double>(set.size() + sets[b].size());
        best = {a, b, containment, shared / (all - shared)};
      }
      common[b] = 0;
    }
    if (best.containment < threshold || touched.empty()) continue;
    outcomes[a] = 1;
    result.found.push_back(best);
  }
  const std::vector<size_t> clusters = near_duplicate_clusters(texts);
  const std::vector<int64_t> ids(clusters.begin(), clusters.end());
  std::set<size_t> found;
  for (const Contained& one : result.found) found.insert(clusters[one.a]);
  result.clusters_found = found.size();
  result.interval = stats::clustered_rate(outcomes, ids).interval;
  return result;
}

}  // namespace broch::eval
