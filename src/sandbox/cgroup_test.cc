#include "sandbox/cgroup.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "core/file.h"

namespace broch::sandbox {
namespace {

namespace fs = std::filesystem;

/// A tree of folders that looks like a mounted hierarchy.
class Cgroups : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/broch-cgroup-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }
  void folder(const std::string& path, const std::string& subtree_control = "") {
    fs::create_directories(root_ + path);
    ASSERT_TRUE(write_file(root_ + path + "/cgroup.subtree_control", subtree_control).has_value());
  }
  std::string root_;
};

// Lines as in cgroups(7) and proc_pid_mountinfo(5).
constexpr const char* kMountOf2 =
    "31 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";

TEST_F(Cgroups, Version2UsesTheOwnGroupWhereItHandsOnItsControllers) {
  folder("/sys/fs/cgroup/own", "cpu memory pids\n");
  const CgroupFolders found = find_cgroups("0::/own\n", kMountOf2, root_);
  EXPECT_TRUE(found.version_2);
  EXPECT_EQ(found.memory, root_ + "/sys/fs/cgroup/own");
  EXPECT_EQ(found.processes, found.memory);
}

TEST_F(Cgroups, Version2GoesBesideTheOwnGroupWhereThatHasProcesses) {
  folder("/sys/fs/cgroup/app.slice", "memory pids\n");
  folder("/sys/fs/cgroup/app.slice/term.scope");
  // The kernel says EBUSY to a group with processes; here nobody may write.
  fs::remove(root_ + "/sys/fs/cgroup/app.slice/term.scope/cgroup.subtree_control");
  EXPECT_EQ(find_cgroups("0::/app.slice/term.scope\n", kMountOf2, root_).memory,
            root_ + "/sys/fs/cgroup/app.slice");
}

TEST_F(Cgroups, Version2WithoutControllersIsNone) {
  folder("/sys/fs/cgroup");
  folder("/sys/fs/cgroup/own");
  fs::remove(root_ + "/sys/fs/cgroup/own/cgroup.subtree_control");
  fs::remove(root_ + "/sys/fs/cgroup/cgroup.subtree_control");
  const CgroupFolders found = find_cgroups("0::/own\n", kMountOf2, root_);
  EXPECT_EQ(found.memory, "");
  EXPECT_EQ(found.processes, "");
}

TEST_F(Cgroups, Version1HasATreePerController) {
  folder("/cg/memory/job");
  folder("/cg/pids");
  const CgroupFolders found = find_cgroups("8:pids:/\n4:memory:/job\n0::/\n",
                                           "34 30 0:31 / /cg/memory rw,relatime - cgroup cgroup rw,memory\n"
                                           "38 30 0:35 / /cg/pids rw,relatime - cgroup cgroup rw,pids\n",
                                           root_);
  EXPECT_FALSE(found.version_2);
  EXPECT_EQ(found.memory, root_ + "/cg/memory/job");
  EXPECT_EQ(found.processes, root_ + "/cg/pids");
}

TEST_F(Cgroups, AMountThatShowsAPartIsReadFromThere) {
  folder("/cg/memory/inner");
  const std::string mount = "34 30 0:31 /docker/abc /cg/memory rw,relatime - cgroup cgroup rw,memory\n";
  EXPECT_EQ(find_cgroups("4:memory:/docker/abc/inner\n", mount, root_).memory, root_ + "/cg/memory/inner");
  EXPECT_EQ(find_cgroups("4:memory:/elsewhere/inner\n", mount, root_).memory, root_ + "/cg/memory");
}

TEST_F(Cgroups, AFolderThatIsNotThereIsNone) {
  EXPECT_EQ(
      find_cgroups("4:memory:/job\n", "34 30 0:31 / /cg/memory rw - cgroup cgroup rw,memory\n", root_).memory,
      "");
  EXPECT_EQ(find_cgroups("", "", root_).memory, "");
  EXPECT_EQ(find_cgroups("what is this", "nor - this", root_).processes, "");
}

}  // namespace
}  // namespace broch::sandbox
