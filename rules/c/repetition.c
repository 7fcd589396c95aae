#include <stdint.h>
#include <stdio.h>

void narrow(void) {
  // ruleid: c-counter-too-narrow
  for (unsigned char i = 0; i < 300; i++) {
    printf("%d", i);
  }
  // ruleid: c-counter-too-narrow
  for (char i = 0; i < 200; i++) {
    printf("%d", i);
  }
  // ok: c-counter-too-narrow
  for (unsigned char i = 0; i < 200; i++) {
    printf("%d", i);
  }
  // ok: c-counter-too-narrow
  for (int i = 0; i < 300; i++) {
    printf("%d", i);
  }
}

void standing(void) {
  int i = 0, j = 0;
  int n = 0;
  // ruleid: c-loop-never-changes
  while (n < 10) {
    printf("%d", j);
  }
  // ruleid: c-loop-never-changes
  for (int k = 0; k < 10; j++) {
    printf("%d", i);
  }
  // ok: c-loop-never-changes
  while (n < 10) {
    printf("%d", n++);
  }
  // ok: c-loop-never-changes
  for (int k = 0; k < 10; k++) {
    printf("%d", k);
  }
}

int factorial(int n) {
  if (n == 0) return 1;
  // ruleid: c-recursion-same-argument
  return n * factorial(n);
}

void countdown(int n) {
  if (n < 0) return;
  printf("%d", n);
  // ruleid: c-recursion-same-argument
  countdown(n);
}

int product(int n) {
  if (n <= 1) return 1;
  // ok: c-recursion-same-argument
  return n * product(n - 1);
}

void halves(int n) {
  if (n < 1) return;
  n /= 2;
  // ok: c-recursion-same-argument
  halves(n);
}

void ping(int n) {
  // ruleid: c-recursion-each-other
  pong(n);
}

void pong(int n) {
  ping(n);
}

void open_all(int n) {
  printf("open");
  // ruleid: c-recursion-each-other
  close_all(n);
}

void close_all(int n) {
  printf("close");
  open_all(n);
}

void up(int n) {
  // ok: c-recursion-each-other
  if (n < 10) down(n + 1);
}

void down(int n) {
  // ok: c-recursion-each-other
  up(n);
}
