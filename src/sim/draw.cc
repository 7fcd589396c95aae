#include "sim/draw.h"

#include <cmath>
#include <string>

#include "core/hash.h"

namespace broch::sim {
namespace {

double draw(const DrawKey& key, std::string_view subject, uint64_t epoch, std::string_view purpose) {
  return Random(derive_seed(key.seed, subject, epoch, std::string(key.name) + "/" + std::string(purpose)))
      .uniform();
}

}  // namespace

double uniform(const DrawKey& key, std::string_view purpose) {
  return draw(key, key.item, key.attempt, purpose);
}

double correlated_uniform(const DrawKey& key, double correlation) {
  const bool shared = uniform(key, "shares the draw of its cluster") < std::sqrt(correlation);
  return shared ? draw(key, key.cluster, 0, "outcome of the cluster") : uniform(key, "outcome");
}

}  // namespace broch::sim
