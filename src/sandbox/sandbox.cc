// How a run goes: the files of the job lie in memory files, whose descriptors bubblewrap gets; bubblewrap
// makes the namespaces and the file system, puts the filter on and becomes init/init.cc, which runs the steps
// and reports. Bubblewrap returns when the first process of the namespace is dead, and the kernel lets that
// happen only when all others are: nothing outlives run().
#include "sandbox/sandbox.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "core/descriptor.h"
#include "core/environment.h"
#include "core/file.h"
#include "core/text.h"
#include "sandbox/cgroup.h"
#include "sandbox/collect.h"
#include "sandbox/filter.h"
#include "sandbox/init/protocol.h"
#include "sandbox/memory_file.h"
#include "sandbox/root.h"
#include "sandbox/spawn.h"

extern "C" const char broch_sandbox_init[], broch_sandbox_init_end[];  // CMakeLists.txt

namespace broch::sandbox {
namespace {

/// init/init.cc, compiled.
std::string_view init_program() { return {broch_sandbox_init, broch_sandbox_init_end}; }

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr size_t kMostFiles = 512;
/// What bubblewrap may take to begin and to end, on a machine that is busy.
constexpr std::chrono::seconds kGrace{10};
/// Processes of a group that are not the program's: bubblewrap and the first of the namespace.
constexpr uint64_t kOwnProcesses = 2;

Result<std::string> find_bubblewrap() {
  const std::string search_path = environment("PATH").value_or(kSearchPath);
  for (const std::string_view folder : split(search_path, ':')) {
    std::string path = std::string(folder) + "/bwrap";
    if (folder.starts_with('/') && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return fail(ErrorKind::kUnavailable, "bubblewrap is not installed, and without it no foreign code is run",
              {}, "install the package bubblewrap");
}

/// Why bubblewrap gave up, from its own words.
Error explain(std::string_view said) {
  const std::string words = one_line(said, 300);
  std::string remedy = "see what `broch doctor` says of the sandbox";
  if (words.find("namespace") != std::string::npos || words.find("uid map") != std::string::npos) {
    remedy =
        "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1 or user.max_user_namespaces, an "
        "AppArmor "
        "profile for bwrap, or in a container --security-opt seccomp=unconfined";
  } else if (words.find("proc") != std::string::npos) {
    remedy = "the container hides parts of /proc: start it with --security-opt systempaths=unconfined";
  }
  return {ErrorKind::kUnavailable,
          "the sandbox cannot be made: " + (words.empty() ? "no reason given" : words),
          {},
          remedy};
}

Status check_path(const std::string& path) {
  const fs::path parts(path);
  const bool inside = !path.empty() && parts.is_relative() && path.find('\0') == std::string::npos &&
                      std::none_of(parts.begin(), parts.end(), [](const fs::path& part) {
                        return part == ".." || part == "." || part.empty();
                      });
  if (inside) return {};
  return fail(ErrorKind::kInput, fmt::format("file `{}` of a job is not inside its folder", path), {},
              "name it relative to the folder, without `..`");
}

/// The descriptors that one run hands over, and the words that name them.
class Arguments {
 public:
  explicit Arguments(std::vector<std::string> words) : words_(std::move(words)) {}

  void add(std::initializer_list<std::string> words) { words_.insert(words_.end(), words); }
  void add(const std::vector<std::string>& words) { words_.insert(words_.end(), words.begin(), words.end()); }
  /// A descriptor that stays the caller's.
  std::string hand_over(int fd) {
    keep_.push_back(fd);
    return std::to_string(fd);
  }
  std::string hand_over(MemoryFile file) {
    files_.push_back(std::move(file));
    return hand_over(files_.back().get());
  }
  void add_file(MemoryFile file, const char* permissions, const std::string& path) {
    add({"--perms", permissions, "--file", hand_over(std::move(file)), path});
  }
  bool is_good() const {
    return std::all_of(files_.begin(), files_.end(), [](const MemoryFile& file) { return file.is_good(); });
  }
  const std::vector<std::string>& words() const { return words_; }
  const std::vector<int>& keep() const { return keep_; }

 private:
  std::vector<std::string> words_;
  std::vector<int> keep_;
  std::vector<MemoryFile> files_;
};

/// What one run reads and writes, beside the files.
struct Channels {
  struct OfStep {
    Pipe out, err;
  };
  Pipe report, life, said;
  std::vector<OfStep> steps;

  static Result<Channels> make(size_t steps) {
    BROCH_TRY(Pipe report, Pipe::make());
    BROCH_TRY(Pipe life, Pipe::make());
    BROCH_TRY(Pipe said, Pipe::make());
    Channels made{std::move(report), std::move(life), std::move(said), {}};
    for (size_t i = 0; i < steps; ++i) {
      BROCH_TRY(Pipe out, Pipe::make());
      BROCH_TRY(Pipe err, Pipe::make());
      made.steps.push_back({std::move(out), std::move(err)});
    }
    return made;
  }
  /// After the start: the other ends are the child's alone, so that their closing is seen.
  void close_childs_ends() {
    report.close_write();
    said.close_write();
    life.close_read();
    for (OfStep& step : steps) step.out.close_write(), step.err.close_write();
  }
};

void add_step(Arguments& arguments, const Step& step, const Channels::OfStep& channels) {
  const Limits& limits = step.limits;
  arguments.add({arguments.hand_over(MemoryFile("input", step.input)),
                 arguments.hand_over(channels.out.write_end()),
                 arguments.hand_over(channels.err.write_end())});
  arguments.add({std::to_string(limits.wall.count()), std::to_string(limits.cpu.count()),
                 std::to_string(limits.memory), std::to_string(limits.processes),
                 std::to_string(limits.file_size), std::to_string(limits.open_files)});
  std::map<std::string, std::string> environment = {
      {"PATH", kSearchPath}, {"HOME", kWorkFolder}, {"TMPDIR", "/tmp"}, {"LANG", "C.UTF-8"}};
  for (const auto& [name, value] : step.environment) environment[name] = value;
  arguments.add({std::to_string(environment.size())});
  for (const auto& [name, value] : environment) arguments.add({name + "=" + value});
  arguments.add({"-", std::to_string(step.command.size())});
  arguments.add(step.command);
  arguments.add({"-"});
}

std::vector<Report> read_reports(const std::string& bytes) {
  std::vector<Report> reports(bytes.size() / sizeof(Report));
  if (!reports.empty()) std::memcpy(reports.data(), bytes.data(), reports.size() * sizeof(Report));
  return reports;
}

/// `reports` begins with the first step's.
Result<std::vector<StepResult>> results_of(const Job& job, const std::vector<Report>& reports,
                                           std::vector<Stream>& streams) {
  std::vector<StepResult> results;
  for (size_t i = 0; i < reports.size() && i < job.steps.size(); ++i) {
    const Report& report = reports[i];
    if (report.kind == Report::kNotStarted) {
      return fail(ErrorKind::kUnavailable,
                  fmt::format("`{}` cannot be started in the sandbox: {}", job.steps[i].command[0],
                              system_reason(report.status)),
                  {}, "install it, or name it by a path that the sandbox shows");
    }
    StepResult result;
    result.timed_out = report.kind == Report::kTimedOut;
    if (WIFSIGNALED(report.status)) result.signal = WTERMSIG(report.status);
    if (WIFEXITED(report.status)) result.exit_code = WEXITSTATUS(report.status);
    result.wall = std::chrono::microseconds(report.wall_us);
    result.cpu = std::chrono::microseconds(report.cpu_us);
    result.out = std::move(streams[2 * i].bytes);
    result.err = std::move(streams[2 * i + 1].bytes);
    result.out_truncated = streams[2 * i].truncated;
    result.err_truncated = streams[2 * i + 1].truncated;
    // It may have ended before it was killed, but how it ended must not hang on that.
    if (result.out_truncated || result.err_truncated) result.signal = SIGKILL;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace

std::string StepResult::why() const {
  if (timed_out) return fmt::format("timed out after {:.1f} s", static_cast<double>(wall.count()) / 1e6);
  if (out_truncated || err_truncated) return "killed: too much output";
  return signal != 0 ? fmt::format("signal {}", signal) : fmt::format("exit code {}", exit_code);
}

struct Sandbox::State {
  std::string bubblewrap;
  std::vector<std::string> system;
  std::string filter, filter_with_loopback;
  int null = -1;
  std::unique_ptr<CgroupPool> cgroups;  ///< nothing where none can be made
  Held held;

  ~State() {
    if (null >= 0) ::close(null);
  }
  Arguments arguments(const Job& job, const Channels& channels) const;
  /// Takes the limits of cgroups for held once `nothing` ran under them.
  void find_groups(const Job& nothing);
  Result<Outcome> run(const Job& job, Cgroup* group) const;
};

Arguments Sandbox::State::arguments(const Job& job, const Channels& channels) const {
  Arguments out({"bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
                 "--unshare-net", "--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--hostname",
                 "sandbox", "--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL",
                 "--clearenv"});
  out.add({"--seccomp", out.hand_over(MemoryFile("filter", job.loopback ? filter_with_loopback : filter))});
  out.add(system);
  out.add(fresh_arguments(job.folder));
  // After the fresh ones, which would cover what lies below /tmp.
  for (const std::string& folder : job.readable) out.add({"--ro-bind", folder, folder});
  out.add_file(
      MemoryFile("passwd", fmt::format("root:x:0:0:::\nsandbox:x:1000:1000::{}:/bin/sh\n", kWorkFolder)),
      "0644", "/etc/passwd");
  out.add_file(MemoryFile("group", "root:x:0:\nsandbox:x:1000:\n"), "0644", "/etc/group");
  out.add_file(MemoryFile("init", init_program()), "0755", kInitPath);
  for (const File& file : job.files)
    out.add_file(MemoryFile("file", file.bytes), file.executable ? "0755" : "0644",
                 std::string(kWorkFolder) + "/" + file.path);
  out.add({"--remount-ro", "/", "--", kInitPath});
  out.add({out.hand_over(channels.report.write_end()), out.hand_over(channels.life.read_end()),
           std::to_string(held.memory ? 0 : job.memory)});
  for (size_t i = 0; i < job.steps.size(); ++i) add_step(out, job.steps[i], channels.steps[i]);
  return out;
}

Result<Outcome> Sandbox::State::run(const Job& job, Cgroup* group) const {
  BROCH_TRY(Channels channels, Channels::make(job.steps.size()));
  Result<pid_t> child = 0;
  {
    const Arguments handed = arguments(job, channels);
    if (!handed.is_good()) return fail(ErrorKind::kIo, "no memory for the files of a sandbox");
    child = spawn({.program = bubblewrap,
                   .words = handed.words(),
                   .keep = handed.keep(),
                   .error = channels.said.write_end(),
                   .null = null,
                   .cgroups = group != nullptr ? group->doors() : std::vector<int>{}});
  }
  if (!child) return std::unexpected(child.error());
  channels.close_childs_ends();

  std::vector<Stream> streams;
  auto deadline = steady_clock::now() + kGrace;
  for (size_t i = 0; i < job.steps.size(); ++i) {
    const size_t most = job.steps[i].limits.output;
    streams.push_back({.fd = channels.steps[i].out.read_end(), .most = most});
    streams.push_back({.fd = channels.steps[i].err.read_end(), .most = most});
    deadline += job.steps[i].limits.wall;
  }
  streams.push_back({.fd = channels.report.read_end(), .most = sizeof(Report) * (job.steps.size() + 1)});
  streams.push_back({.fd = channels.said.read_end(), .most = 4096});

  const Descriptor watched(static_cast<int>(syscall(SYS_pidfd_open, *child, 0U)));
  const bool in_time =
      watched.get() >= 0 && collect(streams, watched.get(), deadline, [&] { channels.life.close_write(); });
  if (!in_time) {
    ::kill(*child, SIGKILL);  // the first process of the namespace dies with it, and all others with that
    collect(streams, watched.get(), steady_clock::now() + kGrace, [] {});
  }
  while (waitpid(*child, nullptr, 0) < 0 && errno == EINTR) {
  }
  std::vector<Report> reports = read_reports(streams[2 * job.steps.size()].bytes);
  if (reports.empty() || reports[0].kind != Report::kReady)
    return std::unexpected(explain(streams[2 * job.steps.size() + 1].bytes));
  reports.erase(reports.begin());
  if (!in_time) return fail(ErrorKind::kTimeout, "the sandbox did not end in time and was killed");
  const bool out_of_memory = !reports.empty() && reports.back().kind == Report::kOutOfMemory;
  BROCH_TRY(std::vector<StepResult> results, results_of(job, reports, streams));
  if (results.size() < job.steps.size() && (results.empty() || results.back().passed())) {
    // The first process itself was killed, by what bounds them all.
    StepResult killed;
    killed.signal = SIGKILL;
    results.push_back(std::move(killed));
  }
  Outcome outcome;
  outcome.passed =
      results.size() == job.steps.size() &&
      std::all_of(results.begin(), results.end(), [](const StepResult& step) { return step.passed(); });
  outcome.out_of_memory = out_of_memory;
  outcome.steps = std::move(results);
  outcome.held = held;
  return outcome;
}

void Sandbox::State::find_groups(const Job& nothing) {
  const auto read = [](const char* path) { return read_file(path, 1 << 20).value_or(""); };
  auto pool =
      std::make_unique<CgroupPool>(find_cgroups(read("/proc/self/cgroup"), read("/proc/self/mountinfo")));
  std::unique_ptr<Cgroup> group = pool->take();
  held.why_not = "cgroups are not delegated to this user";
  if (group == nullptr) return;
  const Held possible{group->limit_memory(nothing.memory), group->limit_processes(kOwnProcesses + 1), ""};
  if (const auto tried = run(nothing, group.get()); !tried) {
    held.why_not = tried.error().what;
    return;
  }
  held = possible;
  if (!held.memory || !held.processes)
    held.why_not = fmt::format("no cgroup limits {}", held.memory ? "processes" : "memory");
  pool->give_back(std::move(group));
  if (held.memory || held.processes) cgroups = std::move(pool);
}

Sandbox::Sandbox(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sandbox::Sandbox(Sandbox&&) noexcept = default;
Sandbox& Sandbox::operator=(Sandbox&&) noexcept = default;
Sandbox::~Sandbox() = default;

const Held& Sandbox::held() const { return state_->held; }

Result<Outcome> Sandbox::run(const Job& job) const {
  if (job.files.size() > kMostFiles)
    return fail(ErrorKind::kLimit, fmt::format("a job has at most {} files", kMostFiles));
  for (const File& file : job.files) BROCH_CHECK(check_path(file.path));
  for (const Step& step : job.steps) {
    if (step.command.empty()) return fail(ErrorKind::kInput, "a step of a job has no command");
  }
  if (state_->cgroups == nullptr) return state_->run(job, nullptr);
  std::unique_ptr<Cgroup> group = state_->cgroups->take();
  if (group == nullptr) return fail(ErrorKind::kIo, "no cgroup can be made any more");
  uint64_t processes = 0;
  for (const Step& step : job.steps) processes = std::max(processes, step.limits.processes);
  const bool limited = (!state_->held.memory || group->limit_memory(job.memory)) &&
                       (!state_->held.processes || group->limit_processes(processes + kOwnProcesses));
  if (!limited) return fail(ErrorKind::kIo, "a cgroup does not take its limits any more");
  const uint64_t kills_before = group->kills();
  Result<Outcome> outcome = state_->run(job, group.get());
  if (outcome && group->kills() > kills_before) outcome->out_of_memory = true;
  state_->cgroups->give_back(std::move(group));
  return outcome;
}

Result<Sandbox> Sandbox::open(bool with_cgroups) {
  auto state = std::make_unique<State>();
  BROCH_TRY(state->bubblewrap, find_bubblewrap());
  BROCH_TRY(state->filter, compile_filter(false));
  BROCH_TRY(state->filter_with_loopback, compile_filter(true));
  state->system = system_arguments();
  state->null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (state->null < 0) return fail(ErrorKind::kIo, "cannot open /dev/null");
  const Job nothing{.steps = {{.command = {"true"}}}};
  BROCH_CHECK(state->run(nothing, nullptr));
  if (with_cgroups) {
    state->find_groups(nothing);
  } else {
    state->held.why_not = "cgroups are not used";
  }
  return Sandbox(std::move(state));
}

}  // namespace broch::sandbox
