// Every scan of the adversarial corpus ends soon, with a result or saying that it is partial.
#include "scan/adversarial.h"

#include <gtest/gtest.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <set>

namespace broch::scan {
namespace {

/// Processor time of this thread, so that a busy machine does not count.
double seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(NDEBUG)
constexpr double kSlow = 20;
#else
constexpr double kSlow = 1;
#endif
/// Scans of whole files with the default limits.
constexpr double kFileSeconds = 2 * kSlow;
constexpr double kLoadSeconds = 3 * kSlow;

TEST(Adversarial, HasAHundredCasesOfDifferentNames) {
  std::set<std::string> names;
  for (const AdversarialCase& one : adversarial_cases())
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
  EXPECT_GE(names.size(), 100u);
}

TEST(Adversarial, ScansEnd) {
  const char* only = std::getenv("BROCH_ADVERSARIAL");
  for (const AdversarialCase& one : adversarial_cases()) {
    if (only != nullptr && one.name.find(only) == std::string::npos) continue;
    const auto pack = RulePack::compile({{one.name, one.rules}});
    ASSERT_TRUE(pack) << one.name << ": " << pack.error().to_string();
    const double begin = seconds();
    const ScanResult result = Scanner(*pack).scan(one.code, one.language);
    const double took = seconds() - begin;
    if (only != nullptr) std::printf("%8.1f ms  %s  %s\n", 1e3 * took, one.name.c_str(), result.why.c_str());
    EXPECT_LT(took, kFileSeconds) << one.name;
    EXPECT_EQ(result.partial, !result.why.empty()) << one.name;
    for (const Finding& finding : result.findings) {
      ASSERT_LE(finding.span.begin, finding.span.end) << one.name;
      ASSERT_LE(finding.span.end, one.code.size()) << one.name;
    }
  }
}

TEST(Adversarial, RulesLoadOrAreRefused) {
  for (const AdversarialRules& one : adversarial_rules()) {
    const double begin = seconds();
    const auto pack = RulePack::compile({{one.name, one.text}});
    EXPECT_LT(seconds() - begin, kLoadSeconds) << one.name;
    EXPECT_TRUE(pack || !pack.error().what.empty()) << one.name;
  }
}

}  // namespace
}  // namespace broch::scan
