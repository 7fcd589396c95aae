#include "sandbox/language.h"

#include <fmt/format.h>

#include <cctype>

#include "core/text.h"
#include "sandbox/program.h"
#include "sandbox/root.h"

namespace broch::sandbox {
namespace {

using Words = std::vector<std::string>;

/// A build is slower than what it builds, and is not what is measured.
constexpr Limits kBuildLimits{.wall = std::chrono::seconds(60), .cpu = std::chrono::seconds(60)};

Words expand(const Words& words, const std::string& main, const Words& others) {
  const std::string stem = main.substr(0, main.find('.'));
  std::string class_name = stem;
  if (!class_name.empty())
    class_name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(class_name[0])));
  Words out;
  for (const std::string& word : words) {
    if (word == "{others}") {
      out.insert(out.end(), others.begin(), others.end());
      continue;
    }
    out.push_back(
        replace_all(replace_all(replace_all(word, "{main}", main), "{stem}", stem), "{class}", class_name));
  }
  return out;
}

Words with_sanitizers(const char* compiler, const char* standard, const char* library) {
  Words words{compiler,
              standard,
              "-g",
              "-O1",
              "-w",
              "-fsanitize=address,undefined",
              "-fno-sanitize-recover=all",
              "-o",
              "{stem}",
              "{main}",
              "{others}"};
  if (library != nullptr) words.push_back(library);
  return words;
}

}  // namespace

const std::vector<Language>& languages() {
  // The leak check of AddressSanitizer needs ptrace.
  static const std::vector<std::pair<const char*, const char*>> sanitizer = {
      {"ASAN_OPTIONS", "detect_leaks=0"}};
  static const std::vector<Language> table = {
      {"python", ".py", {"python3"}, {}, {"python3", "{main}"}, {{"PYTHONDONTWRITEBYTECODE", "1"}}},
      {"javascript", ".js", {"node"}, {}, {"node", "{main}"}, {}},
      {"bash", ".sh", {"bash"}, {}, {"bash", "{main}"}, {}},
      {"php", ".php", {"php"}, {}, {"php", "{main}"}, {}},
      {"ruby", ".rb", {"ruby"}, {}, {"ruby", "{main}"}, {}},
      {"c", ".c", {"cc"}, with_sanitizers("cc", "-std=gnu17", "-lm"), {"./{stem}"}, sanitizer, true},
      {"cpp", ".cpp", {"c++"}, with_sanitizers("c++", "-std=c++20", nullptr), {"./{stem}"}, sanitizer, true},
      {"java",
       ".java",
       {"javac", "java"},
       {"javac", "-nowarn", "-d", ".", "{others}", "{main}"},
       {"java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "{class}"},
       {{"JAVA_TOOL_OPTIONS", "-Xmx256m"}}},
      {"go",
       ".go",
       {"go"},
       {"go", "build", "-o", "{stem}", "{others}", "{main}"},
       {"./{stem}"},
       {{"GO111MODULE", "off"}, {"CGO_ENABLED", "0"}, {"GOCACHE", "/tmp/go-cache"}}},
      {"rust",
       ".rs",
       {"rustc"},
       {"rustc", "--edition", "2021", "-A", "warnings", "-o", "{stem}", "{main}"},
       {"./{stem}"},
       {}},
  };
  return table;
}

Result<const Language*> find_language(std::string_view name) {
  Words names;
  for (const Language& language : languages()) {
    if (language.name == name) return &language;
    names.emplace_back(language.name);
  }
  return fail(ErrorKind::kInput, fmt::format("no language `{}`{}", name, did_you_mean(name, names)), {},
              "known are " + join(names, ", "));
}

Result<Job> job_for(const Language& language, const std::string& main, const Words& others) {
  Job job;
  std::string search_path = kSearchPath;
  for (const char* name : language.programs) {
    BROCH_TRY(const Program program, find_program(name));
    if (!program.folder.empty()) search_path.insert(0, program.folder + ":");
    if (!program.shown.empty()) job.readable.push_back(program.shown);
  }
  std::map<std::string, std::string> environment = {
      {"PATH", search_path}, {"HOME", kWorkFolder}, {"TMPDIR", kWorkFolder}, {"LC_ALL", "C.UTF-8"}};
  for (const auto& [name, value] : language.environment) environment[name] = value;
  if (!language.build.empty())
    job.steps.push_back({expand(language.build, main, others), environment, "", kBuildLimits});
  job.steps.push_back({expand(language.run, main, others), environment, "", {}});
  for (Step& step : job.steps) {
    if (language.reserves_addresses) step.limits.memory = 0;
  }
  return job;
}

}  // namespace broch::sandbox
