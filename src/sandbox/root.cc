#include "sandbox/root.h"

#include <filesystem>

namespace broch::sandbox {

namespace fs = std::filesystem;

std::vector<std::string> system_arguments() {
  std::vector<std::string> out{"--ro-bind", "/usr", "/usr"};
  std::error_code ignored;
  for (const char* name : {"bin", "sbin", "lib", "lib32", "lib64", "libx32"}) {
    const fs::path path = fs::path("/") / name;
    if (fs::is_symlink(path, ignored)) {
      out.insert(out.end(), {"--symlink", fs::read_symlink(path, ignored).string(), path.string()});
    } else if (fs::is_directory(path, ignored)) {
      out.insert(out.end(), {"--ro-bind", path.string(), path.string()});
    }
  }
  std::vector<std::string> settings;
  for (const char* name : {"alternatives", "ld.so.cache", "mime.types", "php", "ssl/openssl.cnf"})
    settings.push_back(std::string("/etc/") + name);
  for (const fs::directory_entry& entry : fs::directory_iterator("/etc", ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("java-") || name.starts_with("python3")) settings.push_back(entry.path().string());
  }
  for (const std::string& path : settings) {
    if (fs::exists(path, ignored)) out.insert(out.end(), {"--ro-bind", path, path});
  }
  return out;
}

std::vector<std::string> fresh_arguments(uint64_t folder) {
  return {"--proc", "/proc", "--dev", "/dev",
          // A shared mapping of /dev/zero is memory that no limit counts. /dev/full reads as zeros and cannot
          // be mapped.
          "--dev-bind", "/dev/full", "/dev/zero",                     //
          "--size", std::to_string(16 << 20), "--tmpfs", "/dev/shm",  //
          "--size", std::to_string(folder), "--perms", "1777", "--tmpfs", "/tmp",
          // Each mount made above is named: remounting does not descend.
          "--dir", kWorkFolder, "--chdir", kWorkFolder, "--remount-ro", "/dev"};
}

}  // namespace broch::sandbox
