// Every scan of the adversarial corpus ends soon, with a result or saying that it is partial.
#include "scan/adversarial.h"

#include <gtest/gtest.h>

#include <set>

#include "core/thread_clock.h"

namespace broch::scan {
namespace {

double seconds() { return std::chrono::duration<double>(ThreadClock::now().time_since_epoch()).count(); }

#if defined(NDEBUG)
constexpr bool kOptimised = true;
constexpr double kSlow = 1;
#else
constexpr bool kOptimised = false;
constexpr double kSlow = 40;
#endif
constexpr double kLoadSeconds = 3 * kSlow;

TEST(AdversarialCorpus, HasAHundredCasesOfDifferentNames) {
  std::set<std::string> names;
  for (const AdversarialCase& one : adversarial_cases())
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
  EXPECT_GE(names.size(), 100u);
}

/// The cases whose names begin with the parameter.
class Adversarial : public testing::TestWithParam<const char*> {
 protected:
  /// Scans each within `limits`, which must take no longer than `seconds_for` bytes.
  void scan_each(ScanLimits (*limits)(size_t bytes), double (*seconds_for)(double bytes)) {
    for (const AdversarialCase& one : adversarial_cases()) {
      if (!one.name.starts_with(GetParam())) continue;
      const auto pack = RulePack::compile({{one.name, one.rules}});
      ASSERT_TRUE(pack) << one.name << ": " << pack.error().to_string();
      const Scanner scanner(*pack);
      const ScanOptions options{.limits = limits(one.code.size())};
      scanner.scan("", one.language, options);  // builds the filter
      const double bound = kSlow * seconds_for(static_cast<double>(one.code.size()));
      ScanResult result;
      double took = 0;
      // In the first scan after one of megabytes the allocator may tidy up what that one left.
      for (int run = 0; run == 0 || (run == 1 && took >= bound); ++run) {
        const double begin = seconds();
        result = scanner.scan(one.code, one.language, options);
        took = seconds() - begin;
      }
      EXPECT_LT(took, bound) << one.name;
      EXPECT_EQ(result.partial, !result.why.empty()) << one.name;
      for (const Finding& finding : result.findings) {
        ASSERT_LE(finding.span.begin, finding.span.end) << one.name;
        ASSERT_LE(finding.span.end, one.code.size()) << one.name;
      }
    }
  }
};

// bench/measure_adversarial.cc says how long they take; here they end, on a slow machine too.
TEST_P(Adversarial, LiveScansEnd) {
  scan_each(ScanLimits::live, [](double bytes) { return 30e-3 + 5e-6 * bytes; });
}

TEST_P(Adversarial, FileScansEnd) {
  const auto limits = [](size_t bytes) {
    ScanLimits out = ScanLimits::file(bytes);
    // What sanitizers look for shows in fewer steps.
    if (!kOptimised) out.steps /= 50;
    if (!kOptimised) out.total /= 4;
    return out;
  };
  scan_each(limits, [](double bytes) { return 2.5 + 5e-6 * bytes; });
}

INSTANTIATE_TEST_SUITE_P(Cases, Adversarial,
                         testing::Values("nesting/", "quotes/", "chain/", "list/", "statements/", "bytes/",
                                         "regex/"),
                         [](const auto& group) {
                           const std::string name = group.param;
                           return name.substr(0, name.size() - 1);
                         });

TEST(AdversarialCorpus, RulesLoadOrAreRefused) {
  for (const AdversarialRules& one : adversarial_rules()) {
    const double begin = seconds();
    const auto pack = RulePack::compile({{one.name, one.text}});
    EXPECT_LT(seconds() - begin, kLoadSeconds) << one.name;
    EXPECT_TRUE(pack || !pack.error().what.empty()) << one.name;
  }
}

}  // namespace
}  // namespace broch::scan
