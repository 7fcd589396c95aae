// Control groups: the only limits on what all processes of a sandbox use together. Version 2, and the older
// one with a tree per controller. They hold where this process may make groups: as root, or where systemd
// delegates.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::sandbox {

/// Where groups can be made. A folder is empty when its controller is not to be had; in version 2 both are
/// one.
struct CgroupFolders {
  std::string memory, processes;
  bool version_2 = false;
};

/// Reads /proc/self/cgroup and /proc/self/mountinfo as given. `root` stands before every path, for tests.
CgroupFolders find_cgroups(const std::string& self_cgroup, const std::string& mountinfo,
                           const std::string& root = "");

/// One group, or one per controller. Removed at the end, when no process may be left in it.
class Cgroup {
 public:
  /// Nothing when none can be made below `folders`.
  static std::unique_ptr<Cgroup> make(const CgroupFolders& folders);
  ~Cgroup();
  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;

  /// False where the kernel does not take it.
  bool limit_memory(uint64_t bytes);
  bool limit_processes(uint64_t count);
  /// Who writes "0" to these joins.
  const std::vector<int>& doors() const { return doors_; }
  /// How often the limit on memory has killed, so far.
  uint64_t kills() const;

 private:
  Cgroup() = default;
  bool version_2_ = false;
  std::string memory_, processes_;
  std::vector<int> doors_;
  uint64_t memory_limit_ = 0, process_limit_ = 0;
};

/// Groups that are kept for the next run: making one costs more than a short program.
class CgroupPool {
 public:
  explicit CgroupPool(CgroupFolders folders) : folders_(std::move(folders)) {}
  /// Nothing when none can be made.
  std::unique_ptr<Cgroup> take();
  void give_back(std::unique_ptr<Cgroup> group);
  const CgroupFolders& folders() const { return folders_; }

 private:
  CgroupFolders folders_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Cgroup>> idle_;
};

}  // namespace broch::sandbox
