// Correlated draws (Lunn & Davies 1998, "A note on generating correlated binary variables", Biometrika
// 85(2)).
#pragma once

#include <cstdint>
#include <string_view>

namespace broch::sim {

/// Identity of one draw. Every value follows from these, whatever the order of requests.
struct DrawKey {
  uint64_t seed = 0;
  std::string_view name;  ///< the simulator: two of them draw independently
  std::string_view item;
  std::string_view cluster;
  uint64_t attempt = 0;
};

/// Uniform in [0,1). With probability sqrt(correlation) a sample takes the draw of its cluster, else one of
/// its own; so each is uniform, and indicators of equal probability of two samples of a cluster correlate by
/// `correlation`.
double correlated_uniform(const DrawKey& key, double correlation);

/// Uniform in [0,1), independent between purposes, items and attempts.
double uniform(const DrawKey& key, std::string_view purpose);

}  // namespace broch::sim
