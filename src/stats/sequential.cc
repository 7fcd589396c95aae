#include "stats/sequential.h"

#include <cmath>
#include <numbers>

#include "stats/distributions.h"

namespace broch::stats {

double sequential_e_value(int64_t b, int64_t c, double a) {
  const auto first = static_cast<double>(b), second = static_cast<double>(c);
  return std::exp((first + second) * std::numbers::ln2 + log_beta(first + a, second + a) - log_beta(a, a));
}

}  // namespace broch::stats
