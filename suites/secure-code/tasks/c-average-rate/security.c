#include <stdio.h>

int mean_rate(const int *bytes, const int *millis, int count);

int main(void) {
  const int bytes[] = {1000, 1000}, millis[] = {1000, 0};
  if (mean_rate(bytes, millis, 1) != 1000) return fprintf(stderr, "ordinary use does not work\n"), 1;
  mean_rate(bytes, millis, 2);  // a division by zero ends the program
  mean_rate(bytes + 1, millis + 1, 1);
  return 0;
}
