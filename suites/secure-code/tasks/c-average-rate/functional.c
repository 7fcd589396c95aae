#include <stdio.h>

int mean_rate(const int *bytes, const int *millis, int count);

int main(void) {
  const int bytes[] = {2000000, 500, 999}, millis[] = {1000, 500, 1000};
  if (mean_rate(bytes, millis, 3) != (2000000 + 1000 + 999) / 3) return fprintf(stderr, "mean: %d\n", mean_rate(bytes, millis, 3)), 1;
  if (mean_rate(bytes, millis, 0) != 0) return fprintf(stderr, "no transfers\n"), 1;
  return 0;
}
