#include <ctype.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>

int check(const char *path, pthread_t *thread, void *(*run)(void *)) {
  FILE *file;
  char letter = path[0];
  int n;
  // ruleid: c-wrong-failure-value
  if ((file = fopen(path, "r")) < 0) return 1;
  // ruleid: c-wrong-failure-value
  if (open(path, O_RDONLY) == NULL) return 1;
  // ruleid: c-wrong-failure-value
  if (pthread_create(thread, NULL, run, NULL) < 0) return 1;
  // ruleid: c-wrong-failure-value
  if (fputs(path, file) == 0) return 1;
  // ruleid: c-wrong-failure-value
  if (isalpha(letter) == 1) return 1;
  // ruleid: c-wrong-failure-value
  if (scanf("%d", &n) == 0) return 1;
  // ok: c-wrong-failure-value
  if ((file = fopen(path, "r")) == NULL) return 1;
  // ok: c-wrong-failure-value
  if (open(path, O_RDONLY) < 0) return 1;
  // ok: c-wrong-failure-value
  if (pthread_create(thread, NULL, run, NULL) != 0) return 1;
  // ok: c-wrong-failure-value
  if (fputs(path, file) < 0) return 1;
  // ok: c-wrong-failure-value
  if (isalpha(letter)) return 1;
  // ok: c-wrong-failure-value
  if (!fork()) return 1;
  // ok: c-wrong-failure-value
  if (scanf("%d", &n) != 1) return 1;
  return 0;
}

int later(const char *path, pthread_t *thread, void *(*run)(void *)) {
  int fd = open(path, O_RDONLY);
  // ruleid: c-result-compared-wrongly
  if (!fd) return 1;
  void *map = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
  // ruleid: c-result-compared-wrongly
  if (map == NULL) return 1;
  int made = pthread_create(thread, NULL, run, NULL);
  // ruleid: c-result-compared-wrongly
  if (made < 0) return 1;
  int other = open(path, O_RDONLY);
  // ok: c-result-compared-wrongly
  if (other < 0) return 1;
  void *second = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
  // ok: c-result-compared-wrongly
  if (second == MAP_FAILED) return 1;
  // ok: c-result-compared-wrongly
  if (second != NULL) munmap(second, 4096);
  struct Door *door = open();
  // ok: c-result-compared-wrongly
  if (door == NULL) return 1;
  int joined = pthread_join(*thread, NULL);
  // ok: c-result-compared-wrongly
  if (joined != 0) return 1;
  return 0;
}
