// Version 2 lets only groups without processes of their own hand controllers to their children, so a group
// beside ours, made in our parent, is tried as well: there the controllers are already handed on.
#include "sandbox/cgroup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <filesystem>

#include "core/descriptor.h"
#include "core/text.h"

namespace broch::sandbox {
namespace {

namespace fs = std::filesystem;

std::string contents(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return "";
  return read_all(file.get(), path, 1 << 20).value_or("");
}

bool write_to(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.get() >= 0 &&
         ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

bool has_word(std::string_view text, std::string_view word, char separator) {
  const std::vector<std::string_view> words = split(trim(text), separator);
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A mounted hierarchy: which part of it (`shown`) is to be seen where.
struct Mount {
  std::string shown, place, type, options;
};

/// "30 22 0:27 SHOWN PLACE rw,relatime shared:1 - TYPE SOURCE OPTIONS"
std::vector<Mount> cgroup_mounts(std::string_view mountinfo) {
  std::vector<Mount> mounts;
  for (const std::string_view line : split(mountinfo, '\n')) {
    const size_t dash = line.find(" - ");
    if (dash == std::string_view::npos) continue;
    const std::vector<std::string_view> left = split(line.substr(0, dash), ' ');
    const std::vector<std::string_view> right = split(line.substr(dash + 3), ' ');
    if (left.size() < 5 || right.size() < 3 || !right[0].starts_with("cgroup")) continue;
    mounts.push_back(
        {std::string(left[3]), std::string(left[4]), std::string(right[0]), std::string(right[2])});
  }
  return mounts;
}

/// The folder of group `path` below the mount; of a group that the mount does not show, the mount itself.
std::string folder_of(const Mount& mount, std::string path) {
  if (mount.shown != "/") path = path.starts_with(mount.shown) ? path.substr(mount.shown.size()) : "";
  return path == "/" ? mount.place : mount.place + path;
}

/// Whether a child of `folder` has the controllers; asks for them where that is allowed.
bool hands_on_controllers(const std::string& folder) {
  const std::string file = folder + "/cgroup.subtree_control";
  const auto both = [&] {
    const std::string now = contents(file);
    return has_word(now, "memory", ' ') && has_word(now, "pids", ' ');
  };
  return both() || (write_to(file, "+memory +pids") && both());
}

bool may_make_groups(const std::string& folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

}  // namespace

CgroupFolders find_cgroups(const std::string& self_cgroup, const std::string& mountinfo,
                           const std::string& root) {
  CgroupFolders found;
  const std::vector<Mount> mounts = cgroup_mounts(mountinfo);
  for (const std::string_view line : split(self_cgroup, '\n')) {  // "4:memory:/path" or "0::/path"
    const std::vector<std::string_view> parts = split(line, ':');
    if (parts.size() != 3) continue;
    for (const Mount& mount : mounts) {
      const std::string folder = root + folder_of(mount, std::string(parts[2]));
      if (parts[1].empty() && mount.type == "cgroup2" && found.memory.empty()) {
        for (const std::string& candidate : {folder, fs::path(folder).parent_path().string()}) {
          if (!may_make_groups(candidate) || !hands_on_controllers(candidate)) continue;
          found = {candidate, candidate, true};
          break;
        }
      }
      if (parts[1].empty() || mount.type != "cgroup" || !may_make_groups(folder)) continue;
      if (has_word(parts[1], "memory", ',') && has_word(mount.options, "memory", ',')) found.memory = folder;
      if (has_word(parts[1], "pids", ',') && has_word(mount.options, "pids", ',')) found.processes = folder;
    }
  }
  return found;
}

std::unique_ptr<Cgroup> Cgroup::make(const CgroupFolders& folders) {
  static std::atomic<uint64_t> made{0};
  const std::string name = fmt::format("/broch-sandbox-{}-{}", ::getpid(), ++made);
  std::unique_ptr<Cgroup> group(new Cgroup);
  group->version_2_ = folders.version_2;
  const auto add = [&](const std::string& folder) -> std::string {
    if (folder.empty() || ::mkdir((folder + name).c_str(), 0755) != 0) return "";
    const int door = ::open((folder + name + "/cgroup.procs").c_str(), O_WRONLY | O_CLOEXEC);
    if (door >= 0) group->doors_.push_back(door);
    return folder + name;
  };
  group->memory_ = add(folders.memory);
  group->processes_ = folders.processes == folders.memory ? group->memory_ : add(folders.processes);
  if (group->doors_.empty()) return nullptr;
  return group;
}

Cgroup::~Cgroup() {
  for (const int door : doors_) ::close(door);
  if (!memory_.empty()) ::rmdir(memory_.c_str());
  if (!processes_.empty() && processes_ != memory_) ::rmdir(processes_.c_str());
}

bool Cgroup::limit_memory(uint64_t bytes) {
  if (memory_.empty()) return false;
  if (bytes == memory_limit_) return true;
  const std::string text = std::to_string(bytes);
  if (version_2_) {
    (void)write_to(memory_ + "/memory.swap.max", "0");
    if (!write_to(memory_ + "/memory.max", text)) return false;
  } else {
    // The limit with swap must not be below the one without, whichever way they move.
    const std::string swap = memory_ + "/memory.memsw.limit_in_bytes";
    (void)write_to(swap, "-1");
    if (!write_to(memory_ + "/memory.limit_in_bytes", text)) return false;
    (void)write_to(swap, text);
  }
  memory_limit_ = bytes;
  return true;
}

bool Cgroup::limit_processes(uint64_t count) {
  if (processes_.empty()) return false;
  if (count != process_limit_ && !write_to(processes_ + "/pids.max", std::to_string(count))) return false;
  process_limit_ = count;
  return true;
}

uint64_t Cgroup::kills() const {
  // "oom_kill 3" among other lines, in both versions
  const std::string text = contents(memory_ + (version_2_ ? "/memory.events" : "/memory.oom_control"));
  for (const std::string_view line : split(text, '\n')) {
    uint64_t count = 0;
    if (line.starts_with("oom_kill ")) std::from_chars(line.data() + 9, line.data() + line.size(), count);
    if (count > 0) return count;
  }
  return 0;
}

std::unique_ptr<Cgroup> CgroupPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Cgroup> group = std::move(idle_.back());
      idle_.pop_back();
      return group;
    }
  }
  return Cgroup::make(folders_);
}

void CgroupPool::give_back(std::unique_ptr<Cgroup> group) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(group));
}

}  // namespace broch::sandbox
