// What the program and the first process of its sandbox say to each other.
//
// Arguments:  REPORT LIFE ALL {IN OUT ERR WALL CPU MEMORY PROCESSES FILE_SIZE OPEN_FILES ENVIRONMENT
// COMMAND}... REPORT      descriptor to which one Report is written when the sandbox stands (kReady), then
// one per step LIFE        descriptor that hangs up when the sandbox is to end at once ALL         bytes that
// all processes may hold together; 0: nobody looks IN OUT ERR  descriptors that become the step's standard
// streams ENVIRONMENT and COMMAND are lists: COUNT WORD... and one word more, of no meaning WALL is in
// milliseconds, CPU in seconds, MEMORY (0: no limit) and FILE_SIZE in bytes; the others are counts.
#pragma once

#include <cstdint>

namespace broch::sandbox {

struct Report {
  enum Kind : int32_t {
    kReady,
    kEnded,        ///< `status` as of waitpid
    kTimedOut,     ///< the same, killed at its wall-clock limit
    kStopped,      ///< the same, killed because LIFE hung up
    kOutOfMemory,  ///< the same, killed because all together held more than ALL
    kNotStarted,   ///< `status` is the errno
  };
  Kind kind;
  int32_t status;
  int64_t wall_us, cpu_us;
};

}  // namespace broch::sandbox
