// The system calls that no program in a sandbox may make.
#pragma once

#include <string>

#include "core/error.h"

namespace broch::sandbox {

/// A seccomp filter as the kernel reads it. Families of sockets beside AF_UNIX are refused; with `loopback`,
/// those of the internet protocol are not.
Result<std::string> compile_filter(bool loopback);

}  // namespace broch::sandbox
