// Starting bubblewrap from a program with many threads.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/error.h"

namespace broch::sandbox {

struct Spawn {
  std::string program;             ///< absolute
  std::vector<std::string> words;  ///< argv
  std::vector<int> keep;           ///< descriptors that stay open, at their numbers; all others are closed
  int error = -1;                  ///< becomes its standard error; input and output are `null`
  int null = -1;                   ///< /dev/null
  std::vector<int> cgroups;        ///< doors to go through first
};

/// The process id. As root, it becomes the user `nobody` first: then it owns none of the machine's files, and
/// the limit on processes, from which root is exempt, counts.
Result<pid_t> spawn(const Spawn& what);

}  // namespace broch::sandbox
