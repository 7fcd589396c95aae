#include <fcntl.h>
#include <stdio.h>
#include <string.h>

int answer() {
  return 42;
}

void reset() {
}

void first_letter(char *text) {
  // ruleid: c-string-constant-written
  text[0] = 'A';
}

void swapped(char *buffer, int size, char *src, char *dst) {
  // ruleid: c-arguments-swapped
  memset(buffer, sizeof(buffer), 0);
  // ruleid: c-arguments-swapped
  FILE *file = fopen("r", "data.txt");
  // ruleid: c-arguments-swapped
  strcpy(src, dst);
  // ok: c-arguments-swapped
  memset(buffer, 0, size);
  // ok: c-arguments-swapped
  file = fopen("data.txt", "r");
  // ok: c-arguments-swapped
  strcpy(dst, src);
}

void constants(void) {
  char *title = "untitled";
  // ruleid: c-string-constant-written
  title[0] = 'U';
  first_letter(title);
  char name[] = "untitled";
  // ok: c-string-constant-written
  name[0] = 'U';
  {
    char title[16];
    // ok: c-string-constant-written
    title[0] = 'U';
  }
  char *read_only = "text";
  // ok: c-string-constant-written
  printf("%c", read_only[0]);
}

void formats(int n, const char *text) {
  // ruleid: c-format-arguments
  printf("%d %s\n", n);
  // ruleid: c-format-arguments
  printf("%s\n", n);
  // ruleid: c-format-arguments
  printf("%d\n");
  // ruleid: c-format-arguments
  scanf("%d", n);
  // ok: c-format-arguments
  printf("%d %s\n", n, text);
  // ok: c-format-arguments
  printf("100%%\n");
  // ok: c-format-arguments
  scanf("%d", &n);
}

void calls(void) {
  // ruleid: c-call-without-prototype
  int n = answer(3);
  // ruleid: c-call-without-prototype
  reset(n, 4);
  // ok: c-call-without-prototype
  n = answer();
  // ok: c-call-without-prototype
  reset();
}

void files(const char *path) {
  // ruleid: c-open-without-mode
  int a = open(path, O_CREAT | O_RDWR);
  // ruleid: c-open-without-mode
  int b = open("log", O_WRONLY | O_CREAT);
  // ok: c-open-without-mode
  int c = open(path, O_CREAT | O_RDWR, 0600);
  // ok: c-open-without-mode
  int d = open(path, O_RDONLY);
}
