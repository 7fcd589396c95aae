// A list of what is refused, not of what is allowed: compilers and interpreters of a dozen languages use most
// of the rest. Refused is what reaches other processes, changes the system, makes namespaces (the way to most
// kernel defects that an ordinary user can reach), or takes memory that no limit counts.
#include "sandbox/filter.h"

#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "core/descriptor.h"

namespace broch::sandbox {
namespace {

constexpr const char* kRefused[] = {
    // other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp", "process_madvise",
    // the file system
    "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount",
    "fspick", "mount_setattr", "open_by_handle_at", "name_to_handle_at", "fanotify_init", "quotactl",
    "quotactl_fd", "swapon", "swapoff",
    // namespaces
    "unshare", "setns",
    // keys
    "keyctl", "add_key", "request_key",
    // programs and events inside the kernel
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "lookup_dcookie",
    "modify_ldt", "vm86",
    // the machine
    "reboot", "syslog", "acct", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname",
    "setdomainname", "iopl", "ioperm", "vhangup",
    // memory that belongs to no process
    "shmget", "msgget", "mq_open", "memfd_create", "memfd_secret"};

/// Flags of clone() that make namespaces. CLONE_NEWTIME is none of them: clone() reads that bit as a signal.
constexpr uint64_t kNamespaces[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                    CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
/// Characters put into a terminal's input, its selection, and line disciplines, which load modules.
constexpr uint64_t kTerminal[] = {TIOCSTI, TIOCLINUX, TIOCSETD};
constexpr int kFamilies = 46;  // AF_MAX; all above are refused too

/// Adds rules to one filter and remembers the first that failed.
class Builder {
 public:
  Builder() : context_(seccomp_init(SCMP_ACT_ALLOW)) {}
  ~Builder() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  template <typename... Comparisons>
  void refuse(const char* name, int reason, Comparisons... comparisons) {
    const int call = seccomp_syscall_resolve_name(name);
    // A call that this machine or this libseccomp does not know cannot be named.
    if (call == __NR_SCMP_ERROR) return;
    const scmp_arg_cmp list[] = {comparisons..., scmp_arg_cmp{}};
    note(seccomp_rule_add_array(context_, SCMP_ACT_ERRNO(static_cast<uint32_t>(reason)), call,
                                sizeof...(comparisons), list));
  }
  Result<std::string> finish() {
    const Descriptor file(memfd_create("filter", MFD_CLOEXEC));
    if (context_ != nullptr) {
      seccomp_attr_set(context_, SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree, not a list
      note(seccomp_export_bpf(context_, file.get()));
    }
    if (context_ == nullptr || problem_ != 0)
      return fail(ErrorKind::kInternal, "the seccomp filter cannot be built: " + system_reason(-problem_));
    lseek(file.get(), 0, SEEK_SET);
    return read_all(file.get(), "the seccomp filter", 1 << 20);
  }

 private:
  void note(int result) {
    if (result < 0 && problem_ == 0) problem_ = result;
  }

  scmp_filter_ctx context_;
  int problem_ = 0;
};

scmp_arg_cmp masked(unsigned argument, uint64_t mask, uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}
scmp_arg_cmp compared(unsigned argument, scmp_compare how, uint64_t value) {
  return {argument, how, value, 0};
}

}  // namespace

Result<std::string> compile_filter(bool loopback) {
  Builder builder;
  for (const char* call : kRefused) builder.refuse(call, EPERM);
  for (const uint64_t flag : kNamespaces) builder.refuse("clone", EPERM, masked(0, flag, flag));
  builder.refuse("clone3",
                 ENOSYS);  // its flags lie in memory, where no filter sees them; callers fall back to clone
  for (const uint64_t request : kTerminal) builder.refuse("ioctl", EPERM, masked(1, 0xffffffff, request));
  for (int family = 0; family < kFamilies; ++family) {
    const bool allowed = family == AF_UNIX || (loopback && (family == AF_INET || family == AF_INET6));
    if (!allowed)
      builder.refuse("socket", EAFNOSUPPORT, masked(0, 0xffffffff, static_cast<uint64_t>(family)));
  }
  builder.refuse("socket", EAFNOSUPPORT, compared(0, SCMP_CMP_GE, kFamilies));
  // Shared memory without a file counts as nobody's data.
  constexpr uint64_t kKind = MAP_TYPE | MAP_ANONYMOUS;
  builder.refuse("mmap", EPERM, masked(3, kKind, MAP_SHARED | MAP_ANONYMOUS));
  builder.refuse("mmap", EPERM, masked(3, kKind, MAP_SHARED_VALIDATE | MAP_ANONYMOUS));
  return builder.finish();
}

}  // namespace broch::sandbox
