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

int add(void) {
  int a, b;
  scanf("%d", &a);
  scanf("%d", &b);
  // ruleid: c-input-sum
  int sum = a + b;
  // ruleid: c-input-sum
  sum = b + b;
  return sum;
}

int add_small(void) {
  int a, b;
  scanf("%5d", &a);
  scanf("%5d", &b);
  // ok: c-input-sum
  return a + b;
}

int add_checked(void) {
  int a;
  scanf("%d", &a);
  if (a > 1000) return -1;
  // ok: c-input-sum
  return a + a;
}
