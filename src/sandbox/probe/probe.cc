// What the tests run in a sandbox: each word is one thing that a program must not be able to do there.
//
//   probe WORD [ARGUMENT...]       exit code 0: it could; 1: it could not; 2: no such word
//
// The same program run with more allowed, or outside where that is harmless, must end with 0: that shows that
// the attempt is a real one.
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

constexpr int kCould = 0, kCouldNot = 1;
constexpr size_t kMegabyte = size_t{1} << 20;

/// Says how the last call ended, for whoever reads a failed test.
int verdict(bool could) {
  const char* reason = strerror(errno);  // NOLINT(concurrency-mt-unsafe): one thread
  printf("%s\n", could ? "could" : reason);
  return could ? kCould : kCouldNot;
}

int number(char** argv) { return argv[0] != nullptr ? atoi(argv[0]) : 0; }

int read_file(char** argv) {
  const int file = open(argv[0], O_RDONLY);
  char byte = 0;
  return verdict(file >= 0 && read(file, &byte, 1) == 1);
}

int write_file(char** argv) {
  const int file = open(argv[0], O_WRONLY | O_CREAT, 0644);
  return verdict(file >= 0 && write(file, "x", 1) == 1);
}

/// A link in the work folder that leads out of it.
int follow_link(char** argv) {
  if (symlink(argv[0], "link") != 0) return verdict(false);
  char path[] = "link";
  char* words[] = {path, nullptr};
  return read_file(words);
}

/// FOLDER MEGABYTES: whether so much fits.
int fill(char** argv) {
  static char block[kMegabyte];
  memset(block, 'x', sizeof block);
  for (int i = 0; i < number(argv + 1); ++i) {
    char name[256];
    snprintf(name, sizeof name, "%s/fill-%d", argv[0], i);
    const int file = open(name, O_WRONLY | O_CREAT, 0644);
    if (file < 0 || write(file, block, sizeof block) != static_cast<ssize_t>(sizeof block))
      return verdict(false);
    close(file);
  }
  return verdict(true);
}

/// MEGABYTES: one file of that size.
int large_file(char** argv) {
  signal(SIGXFSZ, SIG_IGN);
  const int file = open("large", O_WRONLY | O_CREAT, 0644);
  return verdict(file >= 0 && ftruncate(file, static_cast<off_t>(number(argv)) << 20) == 0);
}

bool touch(int megabytes, int flags, int file) {
  const size_t size = static_cast<size_t>(megabytes) * kMegabyte;
  char* memory = static_cast<char*>(mmap(nullptr, size, PROT_READ | PROT_WRITE, flags, file, 0));
  if (memory == MAP_FAILED) return false;
  for (size_t i = 0; i < size; i += 4096) memory[i] = 1;
  return true;
}

int memory(char** argv) { return verdict(touch(number(argv), MAP_PRIVATE | MAP_ANONYMOUS, -1)); }
int shared_memory(char** argv) { return verdict(touch(number(argv), MAP_SHARED | MAP_ANONYMOUS, -1)); }
int zero_memory(char** argv) {
  const int zero = open("/dev/zero", O_RDWR);
  return verdict(zero >= 0 && touch(number(argv), MAP_SHARED, zero));
}
int memory_file(char**) { return verdict(syscall(SYS_memfd_create, "probe", 0) >= 0); }
int segment(char**) { return verdict(shmget(IPC_PRIVATE, kMegabyte, IPC_CREAT | 0600) >= 0); }

/// CHILDREN MEGABYTES: so many processes with so much each, at one time.
int memory_of_children(char** argv) {
  const int children = number(argv), megabytes = number(argv + 1);
  for (int i = 0; i < children; ++i) {
    if (fork() == 0) {
      const bool touched = touch(megabytes, MAP_PRIVATE | MAP_ANONYMOUS, -1);
      sleep(1);  // NOLINT(concurrency-mt-unsafe): one thread
      _exit(touched ? 0 : 1);
    }
  }
  bool all = true;
  for (int status = 0; wait(&status) > 0;) all = all && status == 0;
  return verdict(all);
}

/// COUNT: whether so many children can be there at one time.
int fork_bomb(char** argv) {
  for (int i = 0; i < number(argv); ++i) {
    const pid_t child = fork();
    if (child == 0) pause();
    if (child < 0) return verdict(false);
  }
  return verdict(true);
}

/// Forks without end, children too.
int endless_forks(char**) {
  for (;;) fork();
}

/// A child of a child in a session of its own, that lives on when this process is over. MARK is to be seen in
/// its command line.
int leave_daemon(char** argv) {
  if (fork() == 0) {
    setsid();
    if (fork() == 0) {
      for (int fd = 0; fd < 3; ++fd) close(fd);
      execl("/proc/self/exe", "probe", "sleep", "30", argv[0], nullptr);
    }
    _exit(0);
  }
  wait(nullptr);
  return kCould;
}

int sleep_for(char** argv) {
  sleep(static_cast<unsigned>(number(argv)));  // NOLINT(concurrency-mt-unsafe): one thread
  return kCould;
}

int spin(char**) {
  for (volatile bool on = true; on;) {
  }
  return kCouldNot;
}

/// A process that holds on: signals that can be ignored are.
int stubborn(char**) {
  for (int i = 1; i < NSIG; ++i) signal(i, SIG_IGN);
  for (;;) pause();
}

int end_by(char** argv) {
  raise(number(argv));
  return kCouldNot;
}

/// PID: a signal that does nothing, so that trying it outside is harmless.
int signal_to(char** argv) { return verdict(kill(number(argv), 0) == 0); }

/// The first process of the namespace is as far up as signals go. It must live on to report this.
int kill_the_first(char**) {
  kill(1, SIGKILL);
  kill(1, SIGSTOP);
  return kCould;
}

int trace(char**) {
  const pid_t child = fork();
  if (child == 0) pause();
  const bool could = ptrace(PTRACE_ATTACH, child, nullptr, nullptr) == 0;
  const int reason = errno;
  kill(child, SIGKILL);
  errno = reason;
  return verdict(could);
}

/// PID: its memory, as a debugger would open it.
int open_memory(char** argv) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/mem", argv[0]);
  return verdict(open(path, O_RDWR) >= 0);
}

/// PID: what it has open.
int open_descriptors(char** argv) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/fd", argv[0]);
  return verdict(opendir(path) != nullptr);
}

/// PROGRAM: runs it; meant for one that is set-user-id root.
int effective_user(char**) {
  printf("%d\n", static_cast<int>(geteuid()));
  return geteuid() == 0 ? kCould : kCouldNot;
}
int gain_user(char** argv) {
  execl(argv[0], "probe", "effective-user", nullptr);
  return verdict(false);
}

/// Whether anything but the three standard streams is open.
int inherited(char**) {
  for (int fd = 3; fd < 4096; ++fd) {
    if (fcntl(fd, F_GETFD) >= 0) {
      printf("%d is open\n", fd);
      return kCould;
    }
  }
  return verdict(false);
}

/// Prints the environment.
int show_environment(char**) {
  for (char** entry = environ; *entry != nullptr; ++entry) puts(*entry);
  return kCould;
}

int connect_to(int family, const void* address, socklen_t size) {
  const int socket_fd = socket(family, SOCK_STREAM, 0);
  return verdict(socket_fd >= 0 && connect(socket_fd, static_cast<const sockaddr*>(address), size) == 0 &&
                 write(socket_fd, "x", 1) == 1);
}

/// PORT of the loopback address.
int connect_tcp(char** argv) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(number(argv)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connect_to(AF_INET, &address, sizeof address);
}

/// NAME in the abstract namespace.
int connect_abstract(char** argv) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  strncpy(address.sun_path + 1, argv[0], sizeof address.sun_path - 2);
  return connect_to(AF_UNIX, &address,
                    static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + strlen(argv[0])));
}

/// FAMILY: whether a socket of it can be had.
int socket_of(char** argv) {
  return verdict(socket(number(argv), SOCK_RAW, 0) >= 0 || socket(number(argv), SOCK_STREAM, 0) >= 0);
}

/// A listener of its own and a connection to it.
int serve_itself(char**) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(listener, 1) != 0 || getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return verdict(false);
  return connect_to(AF_INET, &address, sizeof address);
}

int add_to_keyring(char**) {
  return verdict(syscall(SYS_add_key, "user", "probe", "x", 1, KEY_SPEC_PROCESS_KEYRING) >= 0);
}
int make_namespace(char**) { return verdict(unshare(CLONE_NEWUSER) == 0); }
int clone_namespace(char**) {
  const long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return verdict(child > 0);
}
int mount_something(char**) { return verdict(mount("none", "/tmp", "tmpfs", 0, nullptr) == 0); }

/// NUMBER: whether the kernel takes a system call at all. Its arguments make no sense, so that where it does,
/// it does nothing.
int system_call(char** argv) {
  syscall(number(argv), -1, -1, -1, -1, -1, -1);
  return verdict(errno != EPERM && errno != ENOSYS);
}

/// A character typed into a terminal of its own.
int type_into_terminal(char**) {
  int master = -1, slave = -1;
  if (openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) return 2;
  const pid_t child = fork();
  if (child == 0) {
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    const char typed = 'x';
    _exit(ioctl(slave, TIOCSTI, &typed) == 0 ? 0 : errno);
  }
  int status = 0;
  waitpid(child, &status, 0);
  errno = WEXITSTATUS(status);
  return verdict(errno == 0);
}

int open_terminal(char**) { return verdict(open("/dev/tty", O_RDWR) >= 0); }

int endless_output(char**) {
  static char block[1 << 16];
  memset(block, 'x', sizeof block);
  while (write(STDOUT_FILENO, block, sizeof block) > 0) {
  }
  return kCouldNot;
}

struct Word {
  const char* name;
  int arguments;
  int (*run)(char** argv);
};

constexpr Word kWords[] = {{"read", 1, read_file},
                           {"write", 1, write_file},
                           {"follow-link", 1, follow_link},
                           {"fill", 2, fill},
                           {"large-file", 1, large_file},
                           {"memory", 1, memory},
                           {"shared-memory", 1, shared_memory},
                           {"zero-memory", 1, zero_memory},
                           {"memory-file", 0, memory_file},
                           {"segment", 0, segment},
                           {"memory-of-children", 2, memory_of_children},
                           {"fork-bomb", 1, fork_bomb},
                           {"endless-forks", 0, endless_forks},
                           {"leave-daemon", 1, leave_daemon},
                           {"sleep", 1, sleep_for},
                           {"spin", 0, spin},
                           {"stubborn", 0, stubborn},
                           {"end-by", 1, end_by},
                           {"signal-to", 1, signal_to},
                           {"kill-the-first", 0, kill_the_first},
                           {"trace", 0, trace},
                           {"open-memory", 1, open_memory},
                           {"open-descriptors", 1, open_descriptors},
                           {"effective-user", 0, effective_user},
                           {"gain-user", 1, gain_user},
                           {"inherited", 0, inherited},
                           {"environment", 0, show_environment},
                           {"connect-tcp", 1, connect_tcp},
                           {"connect-abstract", 1, connect_abstract},
                           {"socket", 1, socket_of},
                           {"serve-itself", 0, serve_itself},
                           {"keyring", 0, add_to_keyring},
                           {"make-namespace", 0, make_namespace},
                           {"clone-namespace", 0, clone_namespace},
                           {"mount", 0, mount_something},
                           {"system-call", 1, system_call},
                           {"type-into-terminal", 0, type_into_terminal},
                           {"open-terminal", 0, open_terminal},
                           {"endless-output", 0, endless_output}};

}  // namespace

int main(int argc, char** argv) {
  setvbuf(stdout, nullptr, _IONBF, 0);
  for (const Word& word : kWords) {
    if (argc >= 2 && strcmp(argv[1], word.name) == 0 && argc - 2 >= word.arguments) return word.run(argv + 2);
  }
  return 2;
}
