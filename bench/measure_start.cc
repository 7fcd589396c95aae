// links: core
// What starting costs: wall and processor time of `broch scan` of one line, with compiled filters kept from
// the run before and without; beside them `broch --version`, which loads no rules.
//
//   measure_start BROCH [RUNS]
#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Cost {
  std::vector<double> wall, cpu;
};

void run(const std::vector<std::string>& command, Cost& cost) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const auto begin = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const int null = open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) dup2(null, fd);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const auto ms = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  cost.wall.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  cost.cpu.push_back(ms(usage.ru_utime) + ms(usage.ru_stime));
}

void print(std::string_view name, Cost& cost) {
  std::sort(cost.wall.begin(), cost.wall.end());
  std::sort(cost.cpu.begin(), cost.cpu.end());
  const size_t middle = cost.wall.size() / 2;
  fmt::print("{:<28} wall {:>6.1f} ms (least {:>5.1f})   cpu {:>6.1f} ms (least {:>5.1f})\n", name,
             cost.wall[middle], cost.wall.front(), cost.cpu[middle], cost.cpu.front());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string broch = argv[1];
  const int runs = argc > 2 ? std::atoi(argv[2]) : 20;
  const std::pair<const char*, const char*> texts[] = {
      {"a.py", "x = f(1)\n"}, {"a.js", "x = f(1);\n"}, {"a.c", "int x = 1;\n"}, {"A.java", "class A {}\n"}};
  std::string folder = (fs::temp_directory_path() / "broch-startXXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 3;
  setenv("XDG_CACHE_HOME", folder.c_str(), 1);
  Cost version;
  for (int i = 0; i < runs; ++i) run({broch, "--version"}, version);
  print("--version", version);
  for (const auto& [name, text] : texts) {
    const std::string path = folder + "/" + name;
    std::ofstream(path) << text;
    Cost cold, warm;
    for (int i = 0; i < runs; ++i) {
      fs::remove_all(folder + "/broch");
      run({broch, "scan", "-q", path}, cold);
      run({broch, "scan", "-q", path}, warm);
    }
    print(fmt::format("scan {}, nothing kept", name), cold);
    print(fmt::format("scan {}", name), warm);
  }
  fs::remove_all(folder);
  return 0;
}
