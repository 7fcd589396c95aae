// The first process of a sandbox (pid 1 of its namespace): runs the steps one after the other, each under its
// limits and its clock, kills whatever a step leaves behind, and reports. It is a static program of its own,
// compiled into broch, since starting broch itself would cost more than the sandbox.
//
// What runs beside it has the same user, so it must not be reached: signals from inside the namespace do not
// arrive at pid 1, and as it is not dumpable its memory and descriptors cannot be opened through /proc.
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/init/protocol.h"

using broch::sandbox::Report;

namespace {

constexpr int kBroken = 125;
constexpr int64_t kLookUs = 50'000;  // between two looks at the memory of all

struct Step {
  int in, out, err;
  int64_t wall_ms;
  rlim_t cpu, memory, processes, file_size, open_files;
  char** environment;
  char** command;
};

/// The words of the command line, read in order; a line that ends too early ends the program.
class Words {
 public:
  explicit Words(char** words) : next_(words) {}
  bool done() const { return *next_ == nullptr; }
  char* text() {
    if (done()) _exit(kBroken);
    return *next_++;
  }
  int64_t number() { return strtoll(text(), nullptr, 10); }
  /// A counted list, in place; the word after it makes room for the null that closes it.
  char** list() {
    const int64_t count = number();
    char** first = next_;
    for (int64_t i = 0; i < count; ++i) text();
    text();
    next_[-1] = nullptr;
    return first;
  }

 private:
  char** next_;
};

Step read_step(Words& words) {
  Step step{};
  step.in = static_cast<int>(words.number());
  step.out = static_cast<int>(words.number());
  step.err = static_cast<int>(words.number());
  step.wall_ms = words.number();
  step.cpu = static_cast<rlim_t>(words.number());
  step.memory = static_cast<rlim_t>(words.number());
  step.processes = static_cast<rlim_t>(words.number());
  step.file_size = static_cast<rlim_t>(words.number());
  step.open_files = static_cast<rlim_t>(words.number());
  step.environment = words.list();
  step.command = words.list();
  return step;
}

int64_t now_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

int64_t cpu_us_of_dead() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1'000'000 + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

/// Limits are never raised: what came from outside may be lower.
void limit(__rlimit_resource resource, rlim_t value) {
  rlimit both{};
  getrlimit(resource, &both);
  both.rlim_max = value < both.rlim_max ? value : both.rlim_max;
  both.rlim_cur = both.rlim_max;
  if (setrlimit(resource, &both) != 0) _exit(kBroken);
}

/// In the child: becomes the step's command, or says over `failure` why not.
[[noreturn]] void become(const Step& step, int failure) {
  setpgid(0, 0);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
  dup2(step.in, 0);
  dup2(step.out, 1);
  dup2(step.err, 2);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, step.cpu);
  if (step.memory != 0) limit(RLIMIT_DATA, step.memory);
  limit(RLIMIT_NPROC, step.processes + 1);  // this program is one
  limit(RLIMIT_FSIZE, step.file_size);
  limit(RLIMIT_NOFILE, step.open_files);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  environ = step.environment;
  execvp(step.command[0], step.command);
  const int reason = errno;
  (void)!write(failure, &reason, sizeof reason);
  _exit(kBroken);
}

/// Kills and reaps everything in the namespace but this process.
void clear_namespace() {
  kill(-1, SIGKILL);
  while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
}

/// Bytes that the processes of the namespace hold for themselves, this one's aside.
int64_t memory_of_all() {
  DIR* processes = opendir("/proc");
  if (processes == nullptr) return 0;
  int64_t pages = 0;
  while (const dirent* entry = readdir(processes)) {  // NOLINT(concurrency-mt-unsafe): one thread
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || strcmp(entry->d_name, "1") == 0) continue;
    char path[64], line[128] = {};
    snprintf(path, sizeof path, "/proc/%.20s/statm", entry->d_name);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    long long size = 0, resident = 0, shared = 0;
    if (read(file, line, sizeof line - 1) > 0 &&
        sscanf(line, "%lld %lld %lld", &size, &resident, &shared) == 3)
      pages += resident - shared;
    close(file);
  }
  closedir(processes);
  return pages * sysconf(_SC_PAGESIZE);
}

/// What all steps have in common.
struct Watch {
  int life;
  int child_signal;
  int64_t memory;  ///< of all processes together; 0: others hold it
};

Report run(const Step& step, const Watch& watch) {
  int failure[2];
  if (pipe2(failure, O_CLOEXEC) != 0) return {Report::kNotStarted, errno, 0, 0};
  const int64_t began = now_us(), cpu_before = cpu_us_of_dead();
  const pid_t child = fork();
  if (child < 0) return {Report::kNotStarted, errno, 0, 0};
  if (child == 0) become(step, failure[1]);
  close(failure[1]);
  close(step.in);
  close(step.out);
  close(step.err);
  Report report{Report::kEnded, 0, 0, 0};
  int reason = 0;
  if (read(failure[0], &reason, sizeof reason) == sizeof reason) report = {Report::kNotStarted, reason, 0, 0};
  close(failure[0]);

  int status = 0;
  for (bool running = true; running;) {
    const int64_t left_us = step.wall_ms * 1000 - (now_us() - began);
    const int64_t look_us = watch.memory != 0 && left_us > kLookUs ? kLookUs : left_us;
    pollfd watched[] = {{watch.child_signal, POLLIN, 0}, {watch.life, 0, 0}};
    const int ready = left_us > 0 ? poll(watched, 2, static_cast<int>(look_us / 1000 + 1)) : 0;
    if (ready < 0 && errno != EINTR) _exit(kBroken);
    const bool stopped = ready > 0 && watched[1].revents != 0;
    const bool too_large = watch.memory != 0 && memory_of_all() > watch.memory;
    if (left_us <= 0 || stopped || too_large) {
      report.kind = stopped ? Report::kStopped : too_large ? Report::kOutOfMemory : Report::kTimedOut;
      kill(-1, SIGKILL);
      waitpid(child, &status, 0);
      break;
    }
    if (ready > 0 && watched[0].revents != 0) {
      signalfd_siginfo unused{};
      (void)!read(watch.child_signal, &unused, sizeof unused);
      // One signal may stand for many children; orphans of the step are reaped here as well.
      int ended = 0;
      for (pid_t dead = 0; (dead = waitpid(-1, &ended, WNOHANG)) > 0;) {
        if (dead != child) continue;
        status = ended;
        running = false;
      }
    }
  }
  report.wall_us = now_us() - began;
  clear_namespace();
  report.cpu_us = cpu_us_of_dead() - cpu_before;
  if (report.kind != Report::kNotStarted) report.status = status;
  return report;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4 || getpid() != 1) return kBroken;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // The descriptors of later steps are not for earlier ones.
  if (syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */) != 0) return kBroken;
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &mask, nullptr);
  const int child_signal = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  Words words(argv + 1);
  const int report_to = static_cast<int>(words.number()), life = static_cast<int>(words.number());
  const Watch watch{life, child_signal, words.number()};
  Report report{Report::kReady, 0, 0, 0};
  if (child_signal < 0 || write(report_to, &report, sizeof report) != sizeof report) return kBroken;
  while (!words.done()) {
    report = run(read_step(words), watch);
    if (write(report_to, &report, sizeof report) != sizeof report) return kBroken;
    if (report.kind != Report::kEnded || report.status != 0) break;
  }
  return 0;
}
