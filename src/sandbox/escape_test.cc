// What must not be possible from inside a sandbox. Each attempt is made a second time where it is allowed
// (more granted, or outside, where it does no harm) and must then succeed, so that no test passes because its
// attempt was none.
#include <dirent.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include <filesystem>

#include "sandbox/root.h"
#include "sandbox/test_support.h"

namespace broch::sandbox {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A folder of this test alone, that anybody may enter.
class Escape : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS_SANDBOX();
    char name[] = "/tmp/broch-escape-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder_ = name;
    fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  std::string put(const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(write_file(folder_ + "/" + name, bytes).has_value());
    fs::permissions(folder_ + "/" + name, fs::perms(0755));
    return folder_ + "/" + name;
  }
  std::string folder_;
};

/// Whether a process of this machine has `mark` in its command line.
bool is_running(const std::string& mark) {
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
    std::string line;
    if (!std::isdigit(entry.path().filename().string()[0])) continue;
    if (FILE* file = fopen((entry.path() / "cmdline").c_str(), "re")) {
      char buffer[4096];
      line.assign(buffer, fread(buffer, 1, sizeof buffer, file));
      fclose(file);
    }
    if (line.find(mark) != std::string::npos) return true;
  }
  return false;
}

TEST_F(Escape, TheRootIsReadOnly) {
  for (const char* path :
       {"/file", "/usr/bin/file", "/usr/file", "/etc/passwd", "/etc/file", "/run/init", "/dev/file"})
    EXPECT_THAT(only_step(probe({"write", path})), CouldNot()) << path;
  EXPECT_THAT(only_step(probe({"write", "/tmp/file"})), Could());
  EXPECT_THAT(only_step(probe({"write", std::string(kWorkFolder) + "/file"})), Could());
}

TEST_F(Escape, FilesOfTheMachineAreNotThere) {
  const std::string secret = put("secret", "secret");
  EXPECT_THAT(run_outside({"read", secret}), Could());
  EXPECT_THAT(only_step(probe({"read", secret})), CouldNot());
  for (const char* path : {"/etc/hostname", "/etc/shadow", "/etc/machine-id", "/var/lib/dpkg/status",
                           "/sys/kernel/uevent_seqnum"})
    EXPECT_THAT(only_step(probe({"read", path})), CouldNot()) << path;
  if (const char* home = getenv("HOME"); home != nullptr && !std::string_view(home).starts_with("/tmp")) {
    Job job = probe({});
    job.steps[0].command = {"sh", "-c", std::string("ls ") + home};
    EXPECT_NE(only_step(job).exit_code, 0);
  }
  // What the caller names can be read, and no more.
  Job job = probe({"read", secret});
  job.readable = {folder_};
  EXPECT_THAT(only_step(job), Could());
  job.steps[0].command[1] = "write";
  EXPECT_THAT(only_step(job), CouldNot());
}

TEST_F(Escape, LinksDoNotLeadOut) {
  const std::string secret = put("secret", "secret");
  EXPECT_THAT(only_step(probe({"follow-link", secret})), CouldNot());
  EXPECT_THAT(only_step(probe({"follow-link", "/proc/1/root" + secret})), CouldNot());
  EXPECT_THAT(only_step(probe({"follow-link", std::string(kWorkFolder) + "/probe"})), Could());
}

TEST_F(Escape, ProcShowsTheSandboxAlone) {
  const std::string self = std::to_string(getpid());
  EXPECT_THAT(run_outside({"read", "/proc/" + self + "/cmdline"}), Could());
  Job job;
  job.steps = {{.command = {"sh", "-c", "ls -d /proc/[0-9]* | wc -l"}}};
  EXPECT_LE(std::stoi(only_step(job).out), 5);  // the first process, the shell, ls and wc
  // The first process has the same user, and still its memory and descriptors are closed.
  EXPECT_THAT(only_step(probe({"open-memory", "1"})), CouldNot());
  EXPECT_THAT(only_step(probe({"open-descriptors", "1"})), CouldNot());
  EXPECT_THAT(only_step(probe({"open-memory", "self"})), Could());
  EXPECT_THAT(only_step(probe({"write", "/proc/sys/kernel/hostname"})), CouldNot());
  EXPECT_THAT(only_step(probe({"read", "/proc/kcore"})), CouldNot());
}

TEST_F(Escape, NoDescriptorIsInherited) {
  const int leak = open((put("secret", "secret")).c_str(), O_RDONLY);  // without O_CLOEXEC
  EXPECT_THAT(run_outside({"inherited"}), Could());
  EXPECT_THAT(only_step(probe({"inherited"})), CouldNot());
  close(leak);
}

/// A listener of this machine that counts who comes.
struct Listener {
  int fd = -1;
  std::string name;  ///< the port, or the name in the abstract namespace

  static Listener tcp() {
    Listener made{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), ""};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(made.fd, reinterpret_cast<sockaddr*>(&address), size), 0);
    getsockname(made.fd, reinterpret_cast<sockaddr*>(&address), &size);
    made.name = std::to_string(ntohs(address.sin_port));
    listen(made.fd, 8);
    return made;
  }
  static Listener abstract() {
    Listener made{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), fmt::format("broch-escape-{}", getpid())};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    made.name.copy(address.sun_path + 1, made.name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + made.name.size());
    EXPECT_EQ(bind(made.fd, reinterpret_cast<sockaddr*>(&address), size), 0);
    listen(made.fd, 8);
    return made;
  }
  ~Listener() { close(fd); }
  bool was_reached() const {
    pollfd watched{fd, POLLIN, 0};
    return poll(&watched, 1, 100) == 1;
  }
};

TEST_F(Escape, NoConnectionReachesTheMachine) {
  const Listener listener = Listener::tcp();
  EXPECT_THAT(only_step(probe({"connect-tcp", listener.name})), CouldNot());
  // With sockets of the internet allowed, the namespace still has a network of its own, with nobody in it.
  Job job = probe({"connect-tcp", listener.name});
  job.loopback = true;
  EXPECT_THAT(only_step(job), CouldNot());
  EXPECT_FALSE(listener.was_reached());
  EXPECT_THAT(run_outside({"connect-tcp", listener.name}), Could());
  EXPECT_TRUE(listener.was_reached());
}

TEST_F(Escape, LoopbackIsTheSandboxsOwnAndOnlyWhereAskedFor) {
  EXPECT_THAT(only_step(probe({"serve-itself"})), CouldNot());
  Job job = probe({"serve-itself"});
  job.loopback = true;
  EXPECT_THAT(only_step(job), Could());
}

TEST_F(Escape, AbstractSocketsOfTheMachineAreNotReached) {
  const Listener listener = Listener::abstract();
  EXPECT_THAT(only_step(probe({"connect-abstract", listener.name})), CouldNot());
  EXPECT_FALSE(listener.was_reached());
  EXPECT_THAT(run_outside({"connect-abstract", listener.name}), Could());
  EXPECT_TRUE(listener.was_reached());
}

TEST_F(Escape, OtherFamiliesOfSocketsAreRefused) {
  for (const int family : {AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_VSOCK, AF_ALG, 46, 1000})
    EXPECT_THAT(only_step(probe({"socket", std::to_string(family)})), CouldNot()) << family;
  Job job = probe({"socket", std::to_string(AF_NETLINK)});
  job.loopback = true;
  EXPECT_THAT(only_step(job), CouldNot());
  EXPECT_THAT(only_step(probe({"socket", std::to_string(AF_UNIX)})), Could());
  EXPECT_THAT(run_outside({"socket", std::to_string(AF_NETLINK)}), Could());
}

TEST_F(Escape, NoProcessIsTracedOrSignalledOutside) {
  EXPECT_THAT(only_step(probe({"trace"})), CouldNot());
  EXPECT_THAT(run_outside({"trace"}), Could());
  const std::string self = std::to_string(getpid()), parent = std::to_string(getppid());
  EXPECT_THAT(run_outside({"signal-to", self}), Could());
  EXPECT_THAT(only_step(probe({"signal-to", self})), CouldNot());
  EXPECT_THAT(only_step(probe({"signal-to", parent})), CouldNot());
}

TEST_F(Escape, TheFirstProcessOutlivesItsChildrensSignals) {
  // It reports the exit code: were it dead, the step would have ended by a signal.
  EXPECT_THAT(only_step(probe({"kill-the-first"})), Could());
}

TEST_F(Escape, NothingOutlivesTheRun) {
  const std::string mark = fmt::format("broch-daemon-{}", getpid());
  EXPECT_THAT(only_step(probe({"leave-daemon", mark})), Could());
  EXPECT_FALSE(is_running(mark));
  // While its step runs, such a process is to be seen.
  Job job = probe({});
  job.steps[0].command = {"sh", "-c", "./probe leave-daemon " + mark + "; sleep 2"};
  std::atomic<bool> seen{false}, over{false};
  std::thread watcher([&] {
    while (!over && !seen) seen = is_running(mark);
  });
  must_run(job);
  over = true;
  watcher.join();
  EXPECT_TRUE(seen);
  EXPECT_FALSE(is_running(mark));
}

TEST_F(Escape, TheClockKillsTheWholeTree) {
  const std::string mark = fmt::format("broch-slow-{}", getpid());
  Job job = probe({});
  job.steps[0].command = {"sh", "-c", "./probe leave-daemon " + mark + "; exec ./probe stubborn"};
  job.steps[0].limits.wall = milliseconds(700);
  const auto began = std::chrono::steady_clock::now();
  const StepResult result = only_step(job);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_GE(result.wall, milliseconds(700));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(8));
  EXPECT_FALSE(is_running(mark));
  job.steps[0].command = {"./probe", "sleep", "0"};
  EXPECT_FALSE(only_step(job).timed_out);
}

TEST_F(Escape, ProcessorTimeIsBounded) {
  Job job = probe({"spin"});
  job.steps[0].limits.cpu = std::chrono::seconds(1);
  job.steps[0].limits.wall = std::chrono::seconds(60);
  const StepResult result = only_step(job);
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_FALSE(result.timed_out);
  EXPECT_GE(result.cpu, milliseconds(500));  // the kernel counts in its own way
}

TEST_F(Escape, ProcessesAreCounted) {
  Job job = probe({"fork-bomb", "100"});
  job.steps[0].limits.processes = 50;
  EXPECT_THAT(only_step(job), CouldNot());
  job.steps[0].limits.processes = 150;
  EXPECT_THAT(only_step(job), Could());
}

TEST_F(Escape, AForkBombEndsWithItsRun) {
  Job job = probe({"endless-forks"});
  job.steps[0].limits.wall = milliseconds(1000);
  job.steps[0].limits.processes = 64;
  EXPECT_TRUE(only_step(job).timed_out);
  EXPECT_TRUE(only_step(probe({"sleep", "0"})).passed());
}

TEST_F(Escape, FilesTakeNoMoreThanTheirShare) {
  for (const char* folder : {kWorkFolder, "/tmp", "/dev/shm"}) {
    Job job = probe({"fill", folder, "20"});
    job.folder = uint64_t{16} << 20;
    EXPECT_THAT(only_step(job), CouldNot()) << folder;
  }
  Job job = probe({"fill", "/tmp", "20"});
  job.folder = uint64_t{32} << 20;
  EXPECT_THAT(only_step(job), Could());
  job = probe({"large-file", "20"});
  job.steps[0].limits.file_size = uint64_t{16} << 20;
  EXPECT_THAT(only_step(job), CouldNot());
  job.steps[0].limits.file_size = uint64_t{32} << 20;
  EXPECT_THAT(only_step(job), Could());
}

TEST_F(Escape, AProcessTakesNoMoreMemoryThanItsShare) {
  Job job = probe({"memory", "200"});
  job.steps[0].limits.memory = uint64_t{100} << 20;
  EXPECT_THAT(only_step(job), CouldNot());
  job.steps[0].limits.memory = uint64_t{300} << 20;
  EXPECT_THAT(only_step(job), Could());
}

TEST_F(Escape, MemoryThatNoLimitCountsIsNotToBeHad) {
  for (const char* way : {"shared-memory", "zero-memory", "memory-file", "segment"}) {
    EXPECT_THAT(only_step(probe({way, "1"})), CouldNot()) << way;
    EXPECT_THAT(run_outside({way, "1"}), Could()) << way;
  }
}

TEST_F(Escape, AllProcessesTogetherTakeNoMoreMemoryThanTheirShare) {
  const auto without_cgroups = Sandbox::open(false);
  ASSERT_TRUE(without_cgroups.has_value());
  EXPECT_FALSE(without_cgroups->held().memory);
  for (const Sandbox* sandbox : {&*the_sandbox(), &*without_cgroups}) {
    Job job = probe({"memory-of-children", "8", "50"});
    job.memory = uint64_t{200} << 20;
    const auto outcome = sandbox->run(job);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().to_string();
    EXPECT_TRUE(outcome->out_of_memory) << sandbox->held().why_not;
    EXPECT_FALSE(outcome->passed);
    job.memory = uint64_t{800} << 20;
    const auto enough = sandbox->run(job);
    ASSERT_TRUE(enough.has_value());
    EXPECT_FALSE(enough->out_of_memory) << sandbox->held().why_not;
    EXPECT_TRUE(enough->passed);
  }
}

TEST_F(Escape, OutputIsBounded) {
  Job job = probe({"endless-output"});
  job.steps[0].limits.output = 100'000;
  const StepResult result = only_step(job);
  EXPECT_TRUE(result.out_truncated);
  EXPECT_FALSE(result.err_truncated);
  EXPECT_EQ(result.out.size(), 100'000);
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.why(), "killed: too much output");
  // Who is done before anybody notices is not better off.
  job.steps[0].command = {"head", "-c", "100001", "/dev/zero"};
  EXPECT_EQ(only_step(job).signal, SIGKILL);
  EXPECT_FALSE(must_run(job).passed);
  job.steps[0].command = {"head", "-c", "100000", "/dev/zero"};
  const StepResult fits = only_step(job);
  EXPECT_TRUE(fits.passed());
  EXPECT_FALSE(fits.out_truncated);
}

TEST_F(Escape, NobodyGainsAnotherUser) {
  const std::string gain = folder_ + "/gain";
  fs::copy_file(BROCH_SANDBOX_PROBE, gain);
  ASSERT_EQ(chmod(gain.c_str(), 04755), 0);
  Job job = probe({"gain-user", gain});
  job.readable = {folder_};
  const StepResult result = only_step(job);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "1000\n");
  if (geteuid() != 0) return;  // nobody could gain root here either
  // Outside, the same file makes the same user root.
  const std::string outside = "setpriv --reuid 65534 --clear-groups " + gain + " effective-user >/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(outside.c_str())), 0);
}

TEST_F(Escape, KeyringsNamespacesAndMountsAreRefused) {
  for (const char* way : {"keyring", "make-namespace", "clone-namespace"}) {
    EXPECT_THAT(only_step(probe({way})), CouldNot()) << way;
    EXPECT_THAT(run_outside({way}), Could()) << way;
  }
  EXPECT_THAT(only_step(probe({"mount"})), CouldNot());
}

TEST_F(Escape, SystemCallsOfTheKernelsInsideAreRefused) {
  for (const int call : {SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup,
                         SYS_process_vm_readv, SYS_open_by_handle_at, SYS_kcmp, SYS_setns, SYS_clone3})
    EXPECT_THAT(only_step(probe({"system-call", std::to_string(call)})), CouldNot()) << call;
  EXPECT_THAT(only_step(probe({"system-call", std::to_string(SYS_read)})), Could());
  EXPECT_THAT(run_outside({"system-call", std::to_string(SYS_kcmp)}), Could());
}

TEST_F(Escape, NothingIsTypedIntoATerminal) {
  EXPECT_THAT(only_step(probe({"open-terminal"})), CouldNot());
  EXPECT_THAT(only_step(probe({"type-into-terminal"})), CouldNot());
  // Outside it depends on the kernel's setting and the user's rights.
  if (geteuid() == 0) {
    EXPECT_THAT(run_outside({"type-into-terminal"}), Could());
  }
}

}  // namespace
}  // namespace broch::sandbox
