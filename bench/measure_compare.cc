// links: eval
// What it takes to compare two runs: wall time of compare() over attempts in memory.
//
//   measure_compare [ATTEMPTS] [PER_CLUSTER]        50,000 attempts, clusters of one
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "core/hash.h"
#include "eval/compare/compare.h"
#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

/// Attempts with the metrics and slices of a secure-code run; one in a hundred failed.
std::vector<AttemptRecord> attempts(size_t count, size_t per_cluster, uint64_t seed, double rate) {
  static constexpr const char* kLanguages[] = {"c",   "cpp",    "java", "javascript",
                                               "php", "python", "rust", "csharp"};
  Random random(seed);
  std::vector<AttemptRecord> all;
  all.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const std::string item = fmt::format("item-{:07}@0123abcd", i);
    AttemptRecord attempt =
        random.uniform() < .01 ? error_of(item) : attempt_of(item, "insecure", random.uniform() < rate);
    attempt.cluster = fmt::format("cluster-{}", i / per_cluster);
    attempt.category = fmt::format("CWE-{}", i % 50);
    attempt.slices = {{"cwe", attempt.category}, {"language", kLanguages[i % 8]}};
    if (!attempt.grade.values.empty()) {
      for (const char* metric : {"refused", "redirected", "no_answer", "blocked_by_guard"}) {
        attempt.grade.values.emplace_back(metric, random.uniform() < .05);
      }
    }
    all.push_back(std::move(attempt));
  }
  return all;
}

int measure(size_t count, size_t per_cluster) {
  const auto base = attempts(count, per_cluster, 1, .4), next = attempts(count, per_cluster, 2, .38);
  const auto start = std::chrono::steady_clock::now();
  const Comparison comparison = compare(run_of("base"), base, run_of("new"), next);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("{} attempts a run, {} to a cluster: {} verdicts, {:.2f} s\n", count, per_cluster,
             comparison.verdicts.size(), took.count());
  return 0;
}

}  // namespace
}  // namespace broch::eval

int main(int argc, char** argv) {
  const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 50'000;
  const size_t per_cluster = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  return broch::eval::measure(count, per_cluster > 0 ? per_cluster : 1);
}
