// What a program in the sandbox sees of the file system, as arguments of bubblewrap.
#pragma once

#include <string>
#include <vector>

namespace broch::sandbox {

/// Where jobs live. /tmp is the one file system that can be written, apart from a small one for shared
/// memory.
constexpr const char* kWorkFolder = "/tmp/work";
constexpr const char* kInitPath = "/run/init";
constexpr const char* kSearchPath = "/usr/local/bin:/usr/bin:/bin";

/// Programs, libraries and what they must read below /etc: nothing that is of this machine alone. Folders of
/// users, /run, /var, /sys and the rest of /etc are not there.
std::vector<std::string> system_arguments();

/// Fresh /proc, /dev and /tmp; `folder` is the size of the last in bytes.
std::vector<std::string> fresh_arguments(uint64_t folder);

}  // namespace broch::sandbox
