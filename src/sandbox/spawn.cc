// vfork and not posix_spawn, which can neither join a cgroup nor change the user. Between vfork and exec only
// system calls are made, on data prepared before: the memory is the parent's. The wrappers of the C library
// would change the user of all threads; the bare system calls change that of the child.
#include "sandbox/spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace broch::sandbox {
namespace {

constexpr long kNobody = 65534;

[[noreturn]] void become(const Spawn& what, char* const* argv, char* const* environment,
                         volatile int* problem) {
  const auto check = [&](bool good) {
    if (good) return;
    *problem = errno;
    _exit(127);
  };
  for (const int door : what.cgroups) check(write(door, "0", 1) == 1);
  if (geteuid() == 0) {
    // A user namespace that knows one user alone is already what is wanted here.
    if (syscall(SYS_setgroups, 0, nullptr) == 0 && syscall(SYS_setresgid, kNobody, kNobody, kNobody) == 0)
      check(syscall(SYS_setresuid, kNobody, kNobody, kNobody) == 0);
  }
  check(dup2(what.null, 0) == 0 && dup2(what.null, 1) == 1 && dup2(what.error, 2) == 2);
  check(syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */) == 0);
  for (const int fd : what.keep) check(fcntl(fd, F_SETFD, 0) == 0);
  for (int number = 1; number < NSIG; ++number) {
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
  execve(what.program.c_str(), argv, environment);
  check(false);
  _exit(127);
}

}  // namespace

Result<pid_t> spawn(const Spawn& what) {
  std::vector<char*> argv;
  for (const std::string& word : what.words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  char* environment[] = {nullptr};
  volatile int problem = 0;
  // No handler of this program may run in the child.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t child = vfork();  // NOLINT(bugprone-unsafe-functions): see the top
  if (child == 0) become(what, argv.data(), environment, &problem);
  const int reason = child < 0 ? errno : problem;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (reason == 0) return child;
  if (child > 0) {
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  return fail(ErrorKind::kUnavailable, "cannot start " + what.program + ": " + system_reason(reason));
}

}  // namespace broch::sandbox
