#include "sandbox/program.h"

#include <filesystem>

#include "sandbox/language.h"
#include "sandbox/test_support.h"

namespace broch::sandbox {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A home with programs of its own in it, and a search path that leads there.
class Programs : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/broch-home-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    home_ = name;
    fs::permissions(home_, fs::perms(0755));
    for (const char* variable : {"HOME", "PATH"})
      before_[variable] = getenv(variable) ? getenv(variable) : "";
    setenv("HOME", name, 1);
  }
  void TearDown() override {
    for (const auto& [variable, value] : before_) setenv(variable.c_str(), value.c_str(), 1);
    fs::remove_all(home_);
  }
  std::string install(const std::string& path, const std::string& text = "#!/bin/sh\necho found\n") {
    fs::create_directories((home_ / path).parent_path());
    EXPECT_TRUE(write_file((home_ / path).string(), text).has_value());
    fs::permissions(home_ / path, fs::perms(0755));
    return (home_ / path).string();
  }
  void look_in(const std::string& folder) { setenv("PATH", (home_ / folder).c_str(), 1); }
  fs::path home_;
  std::map<std::string, std::string> before_;
};

TEST_F(Programs, OfTheSystemNeedNothing) {
  const auto program = find_program("sh");
  ASSERT_TRUE(program.has_value());
  EXPECT_EQ(program->folder + program->shown, "");
}

TEST_F(Programs, OfAUserAreShownWithWhatIsInstalledBesideThem) {
  install("tools/v1/bin/broch-fiction");
  look_in("tools/v1/bin");
  const auto program = find_program("broch-fiction");
  ASSERT_TRUE(program.has_value()) << program.error().to_string();
  EXPECT_EQ(program->folder, (home_ / "tools/v1/bin").string());
  EXPECT_EQ(program->shown, (home_ / "tools/v1").string());
}

TEST_F(Programs, AHomeIsNotShownForOneProgram) {
  install("bin/broch-fiction");
  look_in("bin");
  EXPECT_EQ(find_program("broch-fiction")->shown, (home_ / "bin/broch-fiction").string());
}

TEST_F(Programs, BehindRustupTheToolchainIsMeant) {
  install("cargo/bin/rustup");
  fs::create_symlink("rustup", home_ / "cargo/bin/broch-rustc");
  install("toolchains/stable/bin/broch-rustc");
  install("settings.toml", "version = \"12\"\ndefault_toolchain = \"stable\"\n");
  setenv("RUSTUP_HOME", home_.c_str(), 1);
  look_in("cargo/bin");
  const auto program = find_program("broch-rustc");
  unsetenv("RUSTUP_HOME");
  ASSERT_TRUE(program.has_value()) << program.error().to_string();
  EXPECT_EQ(program->shown, (home_ / "toolchains/stable").string());
}

TEST_F(Programs, WhereTheSandboxsUserMayNotGoIsAnErrorWithThePlace) {
  if (geteuid() != 0) GTEST_SKIP() << "only root starts sandboxes as another user";
  install("tools/bin/broch-fiction");
  look_in("tools/bin");
  fs::permissions(home_ / "tools", fs::perms(0700));
  const auto program = find_program("broch-fiction");
  ASSERT_FALSE(program.has_value());
  EXPECT_THAT(program.error().what, HasSubstr((home_ / "tools/bin").string()));
}

TEST_F(Programs, AreStartedInTheSandbox) {
  NEEDS_SANDBOX();
  install("tools/v1/bin/broch-fiction", "#!/bin/sh\ncat $(dirname $0)/../lib/word\n");
  install("tools/v1/lib/word", "word\n");
  install("secret", "secret\n");
  look_in("tools/v1/bin");
  const Language language{"fiction", ".fic", {"broch-fiction"}, {}, {"broch-fiction", "{main}"}, {}};
  auto job = job_for(language, "main.fic", {});
  ASSERT_TRUE(job.has_value()) << job.error().to_string();
  EXPECT_EQ(only_step(*job).out, "word\n");
  job->steps[0].command = {"cat", (home_ / "secret").string()};
  EXPECT_NE(only_step(*job).exit_code, 0);
}

}  // namespace
}  // namespace broch::sandbox
