// links: scan
// What a scan of a 30-line snippet costs: when no rule's words occur, when some do but nothing matches, when
// something is found; and the rate over a whole file.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "scan/scan.h"

namespace broch::scan {
namespace {

std::shared_ptr<const RulePack> pack() {
  static const auto builtin = RulePack::builtin();
  if (!builtin) std::abort();
  return *builtin;
}

/// 30 lines of ordinary code around `line`.
std::string snippet(Language language, const std::string& line) {
  std::string out;
  for (int i = 0; i < 7; ++i) {
    const std::string n = std::to_string(i);
    if (language == Language::kPython) {
      out +=
          "def step_" + n +
          "(items, limit=10):\n    total = 0\n    for item in items:\n        total += item.size * limit\n";
    } else if (language == Language::kC) {
      out +=
          "static int step_" + n +
          "(const int *v, int n) {\n  int t = 0;\n  for (int i = 0; i < n; i++) t += v[i];\n  return t; }\n";
    } else {
      out += "function step" + n +
             "(items, limit) {\n  let total = 0;\n  for (const item of items) total += item.size * limit;\n  "
             "return total; }\n";
    }
  }
  return out + line + "\n";
}

void run(benchmark::State& state, Language language, const std::string& code) {
  const Scanner scanner(pack());
  for (auto _ : state) benchmark::DoNotOptimize(scanner.scan(code, language));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * code.size()));
}

void NothingLive(benchmark::State& state) {
  run(state, Language::kPython, snippet(Language::kPython, "print(step_1([]))"));
}
void LivePython(benchmark::State& state) {
  run(state, Language::kPython, snippet(Language::kPython, "evaluate(step_1, yaml.safe_load(text))"));
}
void FoundPython(benchmark::State& state) {
  run(state, Language::kPython, snippet(Language::kPython, "import os; os.system(input())"));
}
void FoundC(benchmark::State& state) {
  run(state, Language::kC, snippet(Language::kC, "void f(char *b) { gets(b); }"));
}
void FoundJavaScript(benchmark::State& state) {
  run(state, Language::kJavaScript, snippet(Language::kJavaScript, "el.innerHTML = '<b>' + name;"));
}
void WholeFile(benchmark::State& state) {
  std::string code;
  while (code.size() < 1 << 20) code += snippet(Language::kPython, "import os; os.system(input())");
  run(state, Language::kPython, code);
}
void LoadBuiltInRules(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(RulePack::builtin());
}

BENCHMARK(NothingLive);
BENCHMARK(LivePython);
BENCHMARK(FoundPython);
BENCHMARK(FoundC);
BENCHMARK(FoundJavaScript);
BENCHMARK(WholeFile);
BENCHMARK(LoadBuiltInRules);

}  // namespace
}  // namespace broch::scan
