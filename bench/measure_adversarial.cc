// links: scan
// What live scans of the adversarial corpus cost: processor time, the least of some runs each. A window of
// code is a kilobyte or two; larger texts are given by what they cost beyond what their size allows.
//
//   measure_adversarial [PART]    only the cases with PART in their names, each
#include <fmt/format.h>

#include <algorithm>

#include "core/thread_clock.h"
#include "scan/adversarial.h"

namespace broch::scan {
namespace {

constexpr int kRuns = 5;
constexpr size_t kWindow = 2'100;
/// The aim: of a window, and of a text for each of its bytes.
constexpr double kAimMs = 3, kAimMsPerByte = 0.5e-3;

struct Cost {
  double ms;
  ScanResult result;
};

Cost measure(const Scanner& scanner, const AdversarialCase& one) {
  const ScanOptions options{.limits = ScanLimits::live(one.code.size())};
  Cost out{.ms = 1e9, .result = {}};
  scanner.scan("", one.language, options);
  for (int run = 0; run < kRuns; ++run) {
    const auto begin = ThreadClock::now();
    out.result = scanner.scan(one.code, one.language, options);
    out.ms = std::min(out.ms, std::chrono::duration<double, std::milli>(ThreadClock::now() - begin).count());
  }
  return out;
}

int run(std::string_view part) {
  size_t windows = 0, windows_over = 0, texts = 0, texts_over = 0;
  double dearest = 0;
  std::string which;
  for (const AdversarialCase& one : adversarial_cases()) {
    if (one.name.find(part) == std::string::npos) continue;
    const auto pack = RulePack::compile({{one.name, one.rules}});
    if (!pack) {
      fmt::print(stderr, "{}\n", pack.error().to_string());
      return 2;
    }
    const Cost cost = measure(Scanner(*pack), one);
    const double aim = kAimMs + kAimMsPerByte * static_cast<double>(one.code.size());
    const bool window = one.code.size() <= kWindow;
    ++texts;
    texts_over += cost.ms > aim;
    windows += window;
    windows_over += window && cost.ms > kAimMs;
    if (window && cost.ms > dearest) {
      dearest = cost.ms;
      which = one.name;
    }
    if (!part.empty() || cost.ms > aim) {
      fmt::print("{:9.2f} ms {:8} bytes  {}  {}\n", cost.ms, one.code.size(), one.name, cost.result.why);
    }
  }
  fmt::print("{} texts of up to {} bytes: dearest {:.2f} ms ({}), {} above {} ms\n", windows, kWindow,
             dearest, which, windows_over, kAimMs);
  fmt::print("{} texts of all sizes: {} above {} ms and {} us a byte\n", texts, texts_over, kAimMs,
             1e3 * kAimMsPerByte);
  return 0;
}

}  // namespace
}  // namespace broch::scan

int main(int argc, char** argv) { return broch::scan::run(argc > 1 ? argv[1] : ""); }
