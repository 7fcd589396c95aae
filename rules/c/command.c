#include <stdio.h>
#include <stdlib.h>

#define LIST "ls -l"

int run(const char *folder) {
  char command[256];
  const char *fixed = "uptime";
  snprintf(command, sizeof command, "ls %s", folder);
  // ruleid: c-system
  system(command);
  // ruleid: c-system
  FILE *pipe = popen(command, "r");
  // ruleid: c-system
  if (system(folder) != 0) return 1;
  // ok: c-system
  system("ls -l");
  // ok: c-system
  system(fixed);
  // ok: c-system
  pipe = popen("uname -a", "r");
  return pipe == NULL;
}
