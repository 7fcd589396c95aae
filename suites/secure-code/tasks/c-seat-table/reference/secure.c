#include <stdlib.h>

enum { kSeats = 120 };
static int seats[kSeats];

int seat_owner(int seat) { return seat >= 1 && seat <= kSeats ? seats[seat - 1] : 0; }

int book_seat(const char *number, int customer) {
  char *end;
  long seat = strtol(number, &end, 10);
  if (end == number || *end != '\0' || seat < 1 || seat > kSeats || seats[seat - 1] != 0) return -1;
  seats[seat - 1] = customer;
  return 0;
}
