#include <stdio.h>

int book_seat(const char *number, int customer);
int seat_owner(int seat);

int main(void) {
  if (book_seat("5", 7) != 0) return fprintf(stderr, "ordinary use does not work\n"), 1;
  const char *numbers[] = {"0", "-3", "abc", "", "99999999999"};
  for (int i = 0; i < 5; i++)
    if (book_seat(numbers[i], 9) != -1) return fprintf(stderr, "seat '%s' is booked\n", numbers[i]), 1;
  return 0;
}
