#include "sandbox/program.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/environment.h"
#include "core/file.h"
#include "core/text.h"
#include "sandbox/root.h"

namespace broch::sandbox {
namespace {

namespace fs = std::filesystem;

std::string find_along(std::string_view search_path, const std::string& name) {
  for (const std::string_view folder : split(search_path, ':')) {
    const std::string path = std::string(folder) + "/" + name;
    if (folder.starts_with('/') && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return "";
}

/// rustup puts a program of its own before each tool; the tool is in the default toolchain.
fs::path behind_rustup(const std::string& name) {
  const std::string home = environment("RUSTUP_HOME").value_or(environment("HOME").value_or("") + "/.rustup");
  const std::string settings = read_file(home + "/settings.toml", 1 << 20).value_or("");
  for (const std::string_view line : split(settings, '\n')) {
    const std::vector<std::string_view> quoted = split(line, '"');  // default_toolchain = "stable-x86_64-…"
    if (line.starts_with("default_toolchain") && quoted.size() == 3)
      return fs::path(home) / "toolchains" / quoted[1] / "bin" / name;
  }
  return {};
}

/// Root starts sandboxes as another user, who needs to get there.
bool may_be_entered_by_all(const fs::path& path) {
  for (fs::path folder = path; folder != folder.root_path(); folder = folder.parent_path()) {
    struct stat info{};
    if (::stat(folder.c_str(), &info) != 0 || (info.st_mode & S_IXOTH) == 0) return false;
  }
  return true;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Result<Program> find_program(const std::string& name) {
  if (!find_along(kSearchPath, name).empty()) return Program{};
  const std::string found = find_along(environment("PATH").value_or(""), name);
  std::error_code problem;
  fs::path real = found.empty() ? fs::path() : fs::canonical(found, problem);
  if (real.filename() == "rustup") real = fs::canonical(behind_rustup(name), problem);
  if (real.empty() || problem) {
    return fail(ErrorKind::kUnavailable, fmt::format("`{}` is not on this machine", name), {},
                "install it, or extend PATH to where it is");
  }
  if (::geteuid() == 0 && !may_be_entered_by_all(real)) {
    return fail(ErrorKind::kUnavailable,
                fmt::format("`{}` is in {}, where the user of the sandbox may not go", name,
                            real.parent_path().string()),
                {}, "install it for all users, or run as the user whose it is");
  }
  const fs::path folder = real.parent_path(), installed = folder.parent_path();
  if (is_within(folder, "/usr")) return Program{folder.string(), ""};
  // A home, or what homes lie in, is not shown for one program's sake.
  const std::string home = environment("HOME").value_or("");
  const bool has_home = installed == installed.root_path() || (!home.empty() && is_within(home, installed));
  return Program{folder.string(), has_home ? real.string() : installed.string()};
}

}  // namespace broch::sandbox
