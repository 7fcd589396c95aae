#include "scan/input/git.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>

#include "core/text.h"

extern char** environ;

namespace broch::scan {
namespace fs = std::filesystem;

namespace {

constexpr size_t kMaxOutput = size_t{512} << 20;
constexpr size_t kMaxErrorText = 4096;
constexpr auto kTimeLimit = std::chrono::minutes(2);

struct Ran {
  int status = 0;  ///< exit code
  std::string out;
  std::string error;
};

class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_, O_CLOEXEC) == 0; }
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool open() const { return open_; }
  int end(int which) const { return ends_[which]; }
  void close(int which) {
    if (ends_[which] >= 0) ::close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  int ends_[2] = {-1, -1};
  bool open_ = false;
};

/// git waits for nobody, writes nothing, speaks no other language, and looks at no checkout but the folder's.
std::vector<std::string> environment() {
  std::vector<std::string> out{"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat",
                               "GIT_NO_LAZY_FETCH=1", "LC_ALL=C"};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!text.starts_with("GIT_") && !text.starts_with("LC_ALL=")) out.emplace_back(text);
  }
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// Reads both pipes to their ends, or until the time or the room is over; false then.
bool drain(Pipe& out, Pipe& error, Ran& ran) {
  const auto deadline = std::chrono::steady_clock::now() + kTimeLimit;
  char buffer[1 << 16];
  pollfd wait[2] = {{out.end(0), POLLIN, 0}, {error.end(0), POLLIN, 0}};
  while (wait[0].fd >= 0 || wait[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    if (::poll(wait, 2, static_cast<int>(left.count())) < 0 && errno != EINTR) return false;
    for (pollfd& one : wait) {
      if (one.fd < 0 || one.revents == 0) continue;
      const ssize_t got = ::read(one.fd, buffer, sizeof buffer);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        one.fd = -1;
        continue;
      }
      std::string& text = &one == &wait[0] ? ran.out : ran.error;
      const size_t room = (&one == &wait[0] ? kMaxOutput : kMaxErrorText) - text.size();
      text.append(buffer, std::min(static_cast<size_t>(got), room));
      if (&one == &wait[0] && static_cast<size_t>(got) > room) return false;
    }
  }
  return true;
}

Result<Ran> run_git(const std::string& folder, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"git",
                                 "-C",
                                 folder,
                                 "-c",
                                 "core.fsmonitor=false",
                                 "-c",
                                 "core.hooksPath=/dev/null",
                                 "-c",
                                 "core.quotePath=false"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment();
  Pipe out, error;
  if (!out.open() || !error.open()) return fail(ErrorKind::kIo, "cannot open a pipe");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.end(1), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, error.end(1), STDERR_FILENO);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, "git", &actions, nullptr, pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return fail(ErrorKind::kUnavailable, "cannot run git: " + system_reason(failed));
  }
  out.close(1);
  error.close(1);
  Ran ran;
  const bool complete = drain(out, error, ran);
  if (!complete) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!complete) return fail(ErrorKind::kLimit, "git took too long or said too much", {folder});
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ran;
}

/// The checkout's filters (`filter.NAME.clean`) as options that switch them off.
std::vector<std::string> without_filters(const std::string& folder) {
  std::vector<std::string> out;
  const auto names = run_git(folder, {"config", "-z", "--name-only", "--get-regexp", "^filter\\."});
  if (!names) return out;
  for (const std::string_view name : split(names->out, '\0')) {
    if (name.empty()) continue;
    out.emplace_back("-c");
    out.emplace_back(std::string(name) + "=");
  }
  return out;
}

/// The output of a command that must succeed.
Result<std::string> ask(const std::string& folder, const std::vector<std::string>& arguments) {
  BROCH_TRY(Ran ran, run_git(folder, arguments));
  if (ran.status != 0) {
    const std::string_view first = split(trim(ran.error), '\n').front();
    return fail(ErrorKind::kInput, "git: " + sanitize_utf8(first), {folder});
  }
  return std::move(ran.out);
}

std::vector<std::string> zero_terminated(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view one : split(text, '\0')) {
    if (!one.empty()) out.emplace_back(one);
  }
  return out;
}

}  // namespace

std::optional<Git> Git::open(const std::string& folder) {
  const auto found = run_git(folder, {"rev-parse", "--show-toplevel"});
  if (!found || found->status != 0) return std::nullopt;
  Git git;
  git.folder_ = folder;
  git.top_ = found->out;
  if (git.top_.ends_with('\n')) git.top_.pop_back();
  if (git.top_.empty()) return std::nullopt;
  const auto ignored = run_git(folder, {"check-ignore", "-q", "--", "."});
  git.ignored_ = ignored && ignored->status == 0;
  return git;
}

Result<Git::Files> Git::list() const {
  Files out;
  BROCH_TRY(const std::string kept,
            ask(folder_, {"ls-files", "-z", "--cached", "--others", "--exclude-standard"}));
  BROCH_TRY(const std::string ignored,
            ask(folder_, {"ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"}));
  out.files = zero_terminated(kept);
  out.ignored = zero_terminated(ignored);
  return out;
}

Result<std::vector<std::string>> Git::untracked() const {
  BROCH_TRY(const std::string out, ask(top_, {"ls-files", "-z", "--others", "--exclude-standard"}));
  return zero_terminated(out);
}

Result<std::string> Git::diff_from(const std::string& base) const {
  // Not to be taken for an option, and a commit before anything else is asked of it.
  const auto known = base.empty() || base.starts_with('-')
                         ? Result<std::string>(std::unexpected(Error{}))
                         : ask(top_, {"rev-parse", "--verify", "--quiet", base + "^{commit}"});
  if (!known) {
    return fail(ErrorKind::kUsage, "git knows no commit `" + base + "`", {top_},
                "name a commit, a branch or a tag; --diff - reads a diff from standard input");
  }
  std::vector<std::string> words = without_filters(top_);
  words.insert(words.end(), {"diff", "--no-color", "--no-ext-diff", "--no-textconv", "-U0", "--find-renames",
                             "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=all",
                             std::string(trim(*known)), "--"});
  return ask(top_, words);
}

std::optional<std::string> checkout_top(const std::string& folder) {
  std::error_code error;
  fs::path at = fs::canonical(folder, error);
  if (error) return std::nullopt;
  for (;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at.string();
    if (at == at.root_path()) return std::nullopt;
  }
}

}  // namespace broch::scan
