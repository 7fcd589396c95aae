// Compilers and interpreters of this machine, as a sandbox can start them: those of the system, and those
// that a user has installed for themselves (rustup, nvm, /usr/local/go).
#pragma once

#include <string>
#include <vector>

#include "core/error.h"

namespace broch::sandbox {

struct Program {
  std::string folder;  ///< what the search path needs; empty when it has it already
  std::string
      shown;  ///< what must be readable: the folder it is installed in; empty when the system's are enough
};

/// Looks where every sandbox looks, then along PATH. A program that is not there, or where the user of the
/// sandbox may not go, is an error with its name.
Result<Program> find_program(const std::string& name);

}  // namespace broch::sandbox
