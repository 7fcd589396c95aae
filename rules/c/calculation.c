#include <stdio.h>
#include <stdlib.h>

int share(int total, int people) {
  // ruleid: c-division-by-zero
  return total / people;
}

int share_checked(int total, int people) {
  if (people == 0) return 0;
  // ok: c-division-by-zero
  return total / people;
}

int columns(void) {
  return 0;
}

int rows(void) {
  return 4;
}

int divide(void) {
  int a = share(10, 0);
  a = share_checked(10, 0);
  int per_row = columns();
  // ruleid: c-division-by-zero
  a += 100 % per_row;
  int per_column = rows();
  // ok: c-division-by-zero
  a += 100 % per_column;
  int none = 0;
  // ruleid: c-constant-divisor-zero
  a += 5 / none;
  a %= 3;
  int left = 4 - 4;
  // ruleid: c-constant-divisor-zero
  a += a % left;
  int two = 2;
  // ok: c-constant-divisor-zero
  a += 5 / two;
  // ok: c-constant-divisor-zero
  double infinite = 1.0 / 0.0;
  return a + (int)infinite;
}
