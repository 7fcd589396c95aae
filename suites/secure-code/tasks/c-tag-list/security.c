#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

int count_tags(const unsigned char *data, size_t size, const char *tag);

static void too_long(int signal) {
  static const char text[] = "a block of length zero is read for ever\n";
  if (write(2, text, sizeof text - 1)) _exit(1);
  _exit(1);
}

int main(void) {
  const struct itimerval second = {{0, 0}, {1, 0}};
  signal(SIGVTALRM, too_long);
  setitimer(ITIMER_VIRTUAL, &second, NULL);
  const unsigned char good[] = "TITL\x08\0\0\0", zero[] = "TITL\0\0\0\0SKIP\x08\0\0\0";
  if (count_tags(good, 8, "TITL") != 1) return fprintf(stderr, "ordinary use does not work\n"), 1;
  if (count_tags(zero, 16, "TITL") != -1) return fprintf(stderr, "a block of length zero is accepted\n"), 1;
  return 0;
}
