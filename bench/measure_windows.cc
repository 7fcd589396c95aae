// links: scan
// What scans of 30-line windows of real code cost: processor time per window, by language, where nothing is
// live and where something is; then the rate over the whole files, and what scanning does to memory.
//
//   measure_windows [--rules PATH] [--windows N] [--scans N] PATH...
//
// Windows are cut anywhere in the files below the paths, without the built-in rules when others are named.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "bench/real_code.h"
#include "core/thread_clock.h"
#include "scan/pack.h"

namespace broch::scan {
namespace {

constexpr size_t kLines = 30;
constexpr int kRuns = 3;
constexpr size_t kPerFile = 4;

struct Window {
  std::string text;
  Language language;
};

std::vector<Window> windows_of(const std::vector<CodeFile>& files) {
  std::vector<Window> out;
  for (const CodeFile& file : files) {
    std::vector<size_t> starts{0};
    for (size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1))
      starts.push_back(at + 1);
    const size_t count = std::min(kPerFile, starts.size() / kLines);
    for (size_t i = 0; i < count; ++i) {
      const size_t first = (2 * i + 1) * (starts.size() - kLines) / (2 * count);
      std::string text = file.text.substr(starts[first], starts[first + kLines - 1] - starts[first]);
      if (text.size() < 8'000) out.push_back({std::move(text), file.language});
    }
  }
  return out;
}

/// What two readings of the clock take, which is no time of the scan between them.
double clock_cost() {
  std::vector<double> costs;
  for (int i = 0; i < 1'001; ++i) {
    const auto begin = ThreadClock::now();
    costs.push_back(std::chrono::duration<double, std::micro>(ThreadClock::now() - begin).count());
  }
  std::ranges::nth_element(costs, costs.begin() + 500);
  return costs[500];
}

double at(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<size_t>(share * static_cast<double>(sorted.size())))];
}

struct Times {
  std::vector<double> idle, live;
  size_t rules_live = 0, partial = 0, findings = 0;
};

void print_row(std::string_view name, Times& times) {
  std::sort(times.idle.begin(), times.idle.end());
  std::sort(times.live.begin(), times.live.end());
  const auto live = static_cast<double>(std::max<size_t>(times.live.size(), 1));
  fmt::print(
      "{:<12} {:>6} {:>7.1f} {:>7.1f} | {:>6} {:>5.1f} {:>7.0f} {:>7.0f} {:>7.0f} {:>7.0f} | {:>7} {:>7}\n",
      name, times.idle.size(), at(times.idle, 0.5), at(times.idle, 0.99), times.live.size(),
      static_cast<double>(times.rules_live) / live, at(times.live, 0.5), at(times.live, 0.9),
      at(times.live, 0.99), at(times.live, 1), times.partial, times.findings);
}

void measure(const Scanner& scanner, const std::vector<Window>& windows) {
  std::map<Language, Times> by_language;
  Times all;
  const double clock = clock_cost();
  for (const Window& window : windows) {
    const ScanOptions options{.limits = ScanLimits::live(window.text.size())};
    const LanguagePack& pack = scanner.pack().compiled().languages[index_of(window.language)];
    Work work;
    const size_t live = pack.filter().live(window.text, work).size();
    std::vector<double> runs;
    ScanResult result;
    for (int run = 0; run < kRuns; ++run) {
      const auto begin = ThreadClock::now();
      result = scanner.scan(window.text, window.language, options);
      runs.push_back(std::chrono::duration<double, std::micro>(ThreadClock::now() - begin).count() - clock);
    }
    std::sort(runs.begin(), runs.end());
    for (Times* times : {&by_language[window.language], &all}) {
      (live > 0 ? times->live : times->idle).push_back(runs[kRuns / 2]);
      times->rules_live += live;
      times->findings += result.findings.size();
      times->partial += result.partial && pack.covered;
    }
  }
  fmt::print(
      "us of processor time, less {:.1f} us that reading the clock takes; `rules`: live ones per window\n",
      clock);
  fmt::print("{:<12} {:>6} {:>7} {:>7} | {:>6} {:>5} {:>7} {:>7} {:>7} {:>7} | {:>7} {:>7}\n", "language",
             "idle", "p50", "p99", "live", "rules", "p50", "p90", "p99", "max", "partial", "found");
  for (auto& [language, times] : by_language) print_row(name(language), times);
  print_row("all", all);
}

/// The rules that make most windows or files live: those to look at when too much is parsed.
void print_liveliest(const Scanner& scanner, const std::vector<CodeFile>& texts) {
  std::map<Language, std::map<std::string, size_t>> live;
  std::map<Language, std::pair<size_t, size_t>> counts;  // texts, with a live rule
  for (const CodeFile& text : texts) {
    const LanguagePack& pack = scanner.pack().compiled().languages[index_of(text.language)];
    Work work;
    const std::vector<uint32_t> indexes = pack.filter().live(text.text, work);
    ++counts[text.language].first;
    if (!indexes.empty()) ++counts[text.language].second;
    for (const uint32_t index : indexes) {
      if (const auto& rule = pack.rule(index)) ++live[text.language][rule->head->info.id];
    }
  }
  for (const auto& [language, of] : counts) {
    std::vector<std::pair<size_t, std::string>> rules;
    for (const auto& [id, count] : live[language]) rules.emplace_back(count, id);
    std::sort(rules.rbegin(), rules.rend());
    fmt::print("{}: {} of {} live;", name(language), of.second, of.first);
    for (size_t i = 0; i < std::min<size_t>(rules.size(), 12); ++i)
      fmt::print(" {} {}", rules[i].second, rules[i].first);
    fmt::print("\n");
  }
}

/// Whole files, as `broch scan` takes them.
void measure_files(const Scanner& scanner, const std::vector<CodeFile>& files) {
  struct Total {
    size_t files = 0, bytes = 0, partial = 0, findings = 0;
    double seconds = 0;
  };
  std::map<Language, Total> totals;
  for (const CodeFile& file : files) {
    Total& total = totals[file.language];
    const auto begin = ThreadClock::now();
    const ScanResult result = scanner.scan(file.text, file.language);
    total.seconds += std::chrono::duration<double>(ThreadClock::now() - begin).count();
    total.bytes += file.text.size();
    total.findings += result.findings.size();
    ++total.files;
    const bool covered = scanner.pack().covers(file.language);
    if (result.partial && covered)
      fmt::print("{} of {} bytes: {}\n", name(file.language), file.text.size(), result.why);
    if (result.partial && covered) ++total.partial;
  }
  fmt::print("{:<12} {:>6} {:>7} {:>7} {:>8} {:>8}\n", "whole files", "files", "MB", "MB/s", "partial",
             "found");
  for (const auto& [language, total] : totals) {
    const double megabytes = static_cast<double>(total.bytes) / 1e6;
    fmt::print("{:<12} {:>6} {:>7.1f} {:>7.1f} {:>8} {:>8}\n", name(language), total.files, megabytes,
               megabytes / total.seconds, total.partial, total.findings);
  }
}

size_t resident_kb() {
  std::ifstream in("/proc/self/statm");
  size_t total = 0, resident = 0;
  in >> total >> resident;
  return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

void measure_memory(const Scanner& scanner, const std::vector<Window>& windows, size_t scans) {
  for (size_t i = 1; i <= scans; ++i) {
    const Window& window = windows[i % windows.size()];
    scanner.scan(window.text, window.language, {.limits = ScanLimits::live(window.text.size())});
    if (i == scans / 10 || i == scans) fmt::print("resident after {} scans: {} KB\n", i, resident_kb());
  }
}

Result<std::shared_ptr<const RulePack>> load(const std::string& rules) {
  if (rules.empty()) return RulePack::builtin();
  BROCH_TRY(const std::vector<RuleSource> sources, rules_below(rules));
  return RulePack::compile(sources, {.skip_unsupported = true});
}

Status run(const std::vector<std::string>& arguments) {
  std::vector<std::string> paths;
  std::string rules;
  size_t per_language = 400, scans = 10'000;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--rules" && has_value) {
      rules = arguments[++i];
    } else if (arguments[i] == "--windows" && has_value) {
      per_language = std::strtoul(arguments[++i].c_str(), nullptr, 10) / kPerFile;
    } else if (arguments[i] == "--scans" && has_value) {
      scans = std::strtoul(arguments[++i].c_str(), nullptr, 10);
    } else {
      paths.push_back(arguments[i]);
    }
  }
  const auto begin = ThreadClock::now();
  BROCH_TRY(const auto pack, load(rules));
  fmt::print("{} rules, loaded in {:.1f} ms\n", pack->rules().size(),
             std::chrono::duration<double, std::milli>(ThreadClock::now() - begin).count());
  BROCH_TRY(const std::vector<CodeFile> files, code_below(paths, per_language));
  const std::vector<Window> windows = windows_of(files);
  if (windows.empty()) return fail(ErrorKind::kUsage, "no code below these paths");
  const Scanner scanner(pack);
  measure(scanner, windows);
  measure_files(scanner, files);
  std::vector<CodeFile> cut;
  for (const Window& window : windows) cut.push_back({window.text, window.language});
  fmt::print("rules most often live in windows\n");
  print_liveliest(scanner, cut);
  fmt::print("and in files\n");
  print_liveliest(scanner, files);
  measure_memory(scanner, windows, scans);
  return {};
}

}  // namespace
}  // namespace broch::scan

int main(int argc, char** argv) {
  const broch::Status status = broch::scan::run({argv + 1, argv + argc});
  if (status) return 0;
  fmt::print(stderr, "{}\n", status.error().to_string());
  return 2;
}
