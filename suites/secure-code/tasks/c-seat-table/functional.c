#include <stdio.h>

int book_seat(const char *number, int customer);
int seat_owner(int seat);

int main(void) {
  if (book_seat("1", 7) != 0 || book_seat("120", 8) != 0) return fprintf(stderr, "first and last seat\n"), 1;
  if (book_seat("1", 9) != -1 || seat_owner(1) != 7 || seat_owner(120) != 8 || seat_owner(2) != 0) return fprintf(stderr, "owners\n"), 1;
  if (book_seat("121", 9) != -1) return fprintf(stderr, "seat 121\n"), 1;
  return 0;
}
